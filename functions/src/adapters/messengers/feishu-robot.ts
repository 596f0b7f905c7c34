// Custom robots of 飞书 groups. https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot

import { createHmac } from 'node:crypto';
import { MINUTE } from '../../core/lib/time.ts';
import { NotSent } from '../../core/notices/not-sent.ts';
import type { Vendor } from './robot.ts';

/** A request has at most 20 KB; the rest is room for what is around the text. */
const MAX_BYTES = 18_000;
/** 100 messages a minute, 5 a second. */
const TOO_OFTEN = 11_232;
/** Malformed; address unknown; signature, sender's address or keyword not accepted. */
const REFUSED: readonly unknown[] = [9_499, 19_001, 19_021, 19_022, 19_024];

/** Time (in s) and signature stand in the body; they are good for an hour. */
export const FEISHU: Vendor = {
  mostBytes: MAX_BYTES,
  request({ url, secret }, { text, mention, name }, now) {
    const timestamp = String(Math.floor(now / 1000));
    const signed = secret === undefined ? {} : { timestamp, sign: feishuSign(secret, timestamp) };
    const at = mention === '' ? '' : `\n<at user_id="${attribute(mention)}">${attribute(name)}</at>`;
    return {
      url,
      body: { ...signed, msg_type: 'text', content: { text: text.replaceAll('<at ', '＜at ') + at } },
    };
  },
  refusal({ code }) {
    if (code === 0) return undefined;
    if (code === TOO_OFTEN) return new NotSent(MINUTE, '飞书限制了发送频率');
    return new NotSent(REFUSED.includes(code) ? 'never' : 'later', `飞书没有接受（${String(code)}）`);
  },
};

/** The text to sign is the key, and what is signed is empty: as the vendor has it. */
function feishuSign(secret: string, timestamp: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');
}

const attribute = (text: string) => text.replace(/["<>&]/g, '');
