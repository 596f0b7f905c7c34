// What each vendor's robots take and how they answer, as their pages say. Knows nothing of who sends.
// https://developer.work.weixin.qq.com/document/path/91770
// https://open.dingtalk.com/document/robots/custom-robot-access
// https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
// https://developers.google.com/workspace/chat/quickstart/webhooks

import { createHmac, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { HOUR_MS } from '../../clock/duration.ts';

export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** A message as it was taken; `requestId` where the vendor knows repeats by it. */
interface Taken {
  text: string;
  mentions: string[];
  requestId?: string;
}

interface Vendor {
  path: RegExp;
  keyOf(url: URL): string | null;
  /** Checks signature and form. */
  read(robot: { secret?: string }, url: URL, body: unknown, now: number): Taken | Answer;
  taken(): Answer;
  limited: Answer;
  unknown: Answer;
  mostAMinute: number;
}

const errcode = (code: number, errmsg: string): Answer => ({ status: 200, body: { errcode: code, errmsg } });
const code = (status: number, number: number, msg: string): Answer => ({
  status,
  body: { code: number, msg, data: {} },
});

const wecomText = z.object({
  msgtype: z.literal('text'),
  text: z.object({
    content: z.string().min(1),
    mentioned_list: z.array(z.string()).default([]),
    mentioned_mobile_list: z.array(z.string()).default([]),
  }),
});
const dingtalkText = z.object({
  msgtype: z.literal('text'),
  text: z.object({ content: z.string().min(1) }),
  at: z
    .object({ atMobiles: z.array(z.string()).default([]), atUserIds: z.array(z.string()).default([]) })
    .default({ atMobiles: [], atUserIds: [] }),
});
const feishuText = z.object({
  timestamp: z.string().optional(),
  sign: z.string().optional(),
  msg_type: z.literal('text'),
  content: z.object({ text: z.string().min(1) }),
});
const chatText = z.object({ text: z.string().min(1) });

export const VENDORS = {
  wecom: {
    path: /^\/cgi-bin\/webhook\/send$/,
    keyOf: url => url.searchParams.get('key'),
    read(_, __, body) {
      const parsed = wecomText.safeParse(body);
      if (!parsed.success) return errcode(40_008, 'invalid message type');
      const { content, mentioned_list, mentioned_mobile_list } = parsed.data.text;
      if (Buffer.byteLength(content) > 2_048) return errcode(40_058, 'text.content exceed max length 2048');
      return { text: content, mentions: [...mentioned_list, ...mentioned_mobile_list] };
    },
    taken: () => errcode(0, 'ok'),
    limited: errcode(45_009, 'api freq out of limit'),
    unknown: errcode(93_000, 'invalid webhook url'),
    mostAMinute: 20,
  },
  dingtalk: {
    path: /^\/robot\/send$/,
    keyOf: url => url.searchParams.get('access_token'),
    read({ secret }, url, body, now) {
      const timestamp = Number(url.searchParams.get('timestamp'));
      if (secret !== undefined) {
        const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
        if (Math.abs(now - timestamp) > HOUR_MS) return errcode(310_000, 'invalid timestamp');
        if (url.searchParams.get('sign') !== sign) return errcode(310_000, 'sign not match');
      }
      const parsed = dingtalkText.safeParse(body);
      if (!parsed.success) return errcode(400_002, 'invalid parameter');
      const { text, at } = parsed.data;
      // Who is not named in the text is not mentioned.
      const mentions = [...at.atMobiles, ...at.atUserIds].filter(each => text.content.includes(`@${each}`));
      return { text: text.content, mentions };
    },
    taken: () => errcode(0, 'ok'),
    limited: errcode(130_101, 'send too fast, exceed 20 times per minute'),
    unknown: errcode(300_005, 'token is not exist'),
    mostAMinute: 20,
  },
  feishu: {
    path: /^\/open-apis\/bot\/v2\/hook\/[\w-]+$/,
    keyOf: url => url.pathname.split('/').at(-1) ?? null,
    read({ secret }, _, body, now) {
      const parsed = feishuText.safeParse(body);
      if (!parsed.success) return code(200, 9_499, 'Bad Request');
      const { timestamp = '', sign, content } = parsed.data;
      if (secret !== undefined) {
        const expected = createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');
        const late = Math.abs(now - Number(timestamp) * 1000) > HOUR_MS;
        if (late || sign !== expected)
          return code(200, 19_021, 'sign match fail or timestamp is not within one hour from current time');
      }
      const mentions = [...content.text.matchAll(/<at user_id="([^"]+)">/g)].flatMap(match => match[1] ?? []);
      return { text: content.text, mentions };
    },
    taken: () => code(200, 0, 'success'),
    limited: code(200, 11_232, 'frequency limited psm'),
    unknown: code(200, 19_001, 'param invalid: incoming webhook access token invalid'),
    mostAMinute: 100,
  },
  googleChat: {
    path: /^\/v1\/spaces\/[\w-]+\/messages$/,
    keyOf: url => url.searchParams.get('key'),
    read(_, url, body) {
      const parsed = chatText.safeParse(body);
      if (!parsed.success) return chatError(400, 'INVALID_ARGUMENT');
      const mentions = [...parsed.data.text.matchAll(/<users\/(\d+)>/g)].flatMap(match => match[1] ?? []);
      const requestId = url.searchParams.get('requestId');
      return { text: parsed.data.text, mentions, ...(requestId !== null && { requestId }) };
    },
    taken: () => ({ status: 200, body: { name: `spaces/local/messages/${randomUUID()}` } }),
    limited: chatError(429, 'RESOURCE_EXHAUSTED'),
    unknown: chatError(403, 'PERMISSION_DENIED'),
    mostAMinute: 60,
  },
} satisfies Record<string, Vendor> as Record<'wecom' | 'dingtalk' | 'feishu' | 'googleChat', Vendor>;

export type VendorName = keyof typeof VENDORS;

function chatError(status: number, word: string): Answer {
  return { status, body: { error: { code: status, message: word, status: word } } };
}
