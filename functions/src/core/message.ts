// The message in which notices travel: greeting, what they say, and where to go. Knows nothing of how it is carried.

import type { Notice } from './notice.ts';

/** What a messenger carries to one person. */
export interface Message {
  to: { name: string; address: string };
  subject: string;
  text: string;
}

/** The message of a notice. */
export function messageOf({ to, subject, text }: Notice): Message {
  return { to, subject, text: [`${to.name}，您好：`, '', text].join('\n') };
}
