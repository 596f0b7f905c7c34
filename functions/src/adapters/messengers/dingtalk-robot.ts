// Custom robots of 钉钉 groups. https://open.dingtalk.com/document/robots/custom-robot-access

import { createHmac } from 'node:crypto';
import { MINUTE } from '../../core/lib/time.ts';
import { NotSent } from '../../core/notices/not-sent.ts';
import type { Vendor } from './robot.ts';

/** Who sends more than 20 messages in a minute is kept out for ten. */
const LIMITED_MS = 10 * MINUTE;
const MAX_BYTES = 20_000;
const TOO_OFTEN: readonly unknown[] = [130_101, 130_102];
/** Signature, keyword or address not accepted; token unknown or off. */
const REFUSED: readonly unknown[] = [310_000, 300_001, 300_005, 400_101, 400_102];

/**
 * The address carries the token; time and signature of a robot with a secret stand beside it, as of `now`, good for an
 * hour.
 */
export const DINGTALK: Vendor = {
  mostBytes: MAX_BYTES,
  request({ url, secret }, { text, mention }, now) {
    const address = new URL(url);
    if (secret !== undefined) {
      address.searchParams.set('timestamp', String(now));
      address.searchParams.set('sign', dingtalkSign(secret, now));
    }
    const mobile = /^1\d{10}$/.test(mention);
    // Only who is named in the text as well is shown as mentioned.
    const content = mention === '' ? text : `${text}\n@${mention}`;
    const at = mobile ? { atMobiles: [mention] } : { atUserIds: [mention] };
    return {
      url: address.href,
      body: { msgtype: 'text', text: { content }, ...(mention !== '' && { at: { ...at, isAtAll: false } }) },
    };
  },
  refusal({ errcode }) {
    if (errcode === 0) return undefined;
    if (TOO_OFTEN.includes(errcode)) return new NotSent(LIMITED_MS, '钉钉限制了发送频率');
    return new NotSent(REFUSED.includes(errcode) ? 'never' : 'later', `钉钉没有接受（${String(errcode)}）`);
  },
};

/** The signature at a time in ms. https://open.dingtalk.com/document/robots/customize-robot-security-settings */
function dingtalkSign(secret: string, timestamp: number): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}
