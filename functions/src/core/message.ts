// The message in which notices travel: greeting, what they say, and where to go. Knows nothing of how it is carried.

import type { Notice } from './notice.ts';

/** The channel that every desk has; the others are named in settings, and their addresses are known to the service alone. */
export const MAIL = '邮件';

/** What a messenger carries to one person. */
export interface Message {
  /** `邮件`, or a channel's name as settings have it. */
  channel: string;
  /** The address is a mail address; in a group chat, the name by which the robot mentions the person there, or blank. */
  to: { name: string; address: string };
  subject: string;
  text: string;
}

/** The message of a notice. */
export function messageOf({ to, subject, text }: Notice): Message {
  return { channel: MAIL, to, subject, text: [`${to.name}，您好：`, '', text].join('\n') };
}
