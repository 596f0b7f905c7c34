// Incoming webhooks of Google Chat spaces. https://developers.google.com/workspace/chat/quickstart/webhooks

import { createHash } from 'node:crypto';
import { NotSent } from '../../core/notices/not-sent.ts';
import type { Vendor } from './robot.ts';

/** A message has at most 32,000 bytes with all that belongs to it. */
const MAX_BYTES = 30_000;

/**
 * The address carries key and token. With the same `requestId` the space answers with the message that it has already.
 * https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages/create
 */
export const GOOGLE_CHAT: Vendor = {
  mostBytes: MAX_BYTES,
  request({ url }, { id, text, mention }) {
    const address = new URL(url);
    address.searchParams.set('requestId', createHash('sha256').update(id).digest('hex').slice(0, 40));
    // https://developers.google.com/workspace/chat/format-messages#messages-@mention
    const at = /^\d+$/.test(mention) ? `\n<users/${mention}>` : '';
    return { url: address.href, body: { text: text.replaceAll('<users/', '＜users/') + at } };
  },
  // What it refuses it refuses by the status.
  refusal: ({ name }) =>
    typeof name === 'string' ? undefined : new NotSent('later', 'Google Chat 的应答无法识别'),
};
