// What messages say: one notice, or a digest of several.
import type { MailView } from '../../local/mail/outbox.ts';

type Letter = Pick<MailView, 'subject' | 'text'>;

/** The notices that a message tells of, by their subjects; a digest lists the first ones only. */
export function noticesIn({ subject, text }: Letter): string[] {
  const listed = [...text.matchAll(/^\d+\. (【.+)$/gm)].flatMap(match => match[1] ?? []);
  return listed.length > 0 ? listed : [subject];
}

/** How many notices a message stands for. */
export function countIn({ subject }: Letter): number {
  return Number(/^【提醒汇总】(\d+) 条/.exec(subject)?.[1] ?? 1);
}
