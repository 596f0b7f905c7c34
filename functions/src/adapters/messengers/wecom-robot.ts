// Robots of 企业微信 groups. https://developer.work.weixin.qq.com/document/path/91770

import { MINUTE } from '../../core/lib/time.ts';
import { NotSent } from '../../core/notices/not-sent.ts';
import type { Vendor } from './robot.ts';

/** A text has at most 2048 bytes. */
const MAX_BYTES = 2_048;
/** 20 messages a minute; https://developer.work.weixin.qq.com/document/path/90313 has the codes. */
const TOO_OFTEN = 45_009;
/** Key unknown, message malformed. */
const REFUSED: readonly unknown[] = [93_000, 93_004, 40_008, 40_058, 44_004];

/** The address carries the key: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…`. Nothing is signed. */
export const WECOM: Vendor = {
  mostBytes: MAX_BYTES,
  request({ url }, { text, mention }) {
    const mobile = /^1\d{10}$/.test(mention);
    const mentioned = mobile ? { mentioned_mobile_list: [mention] } : { mentioned_list: [mention] };
    return { url, body: { msgtype: 'text', text: { content: text, ...(mention !== '' && mentioned) } } };
  },
  refusal({ errcode }) {
    if (errcode === 0) return undefined;
    if (errcode === TOO_OFTEN) return new NotSent(MINUTE, '企业微信限制了发送频率');
    return new NotSent(
      REFUSED.includes(errcode) ? 'never' : 'later',
      `企业微信没有接受（${String(errcode)}）`,
    );
  },
};
