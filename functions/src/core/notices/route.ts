// Which way a notice goes to its person now: channel, address and quiet hours, as people and settings say when it is
// sent.

import type { DeskContext } from '../desk/desk.ts';
import { personNoted } from '../desk/find-person.ts';
import type { QuietHours } from '../lib/quiet-hours.ts';
import { MAIL } from '../schema/channel.ts';
import { type Addressee, representativeOf } from './recipients.ts';

export interface NoticeRoute {
  name: string;
  /** For whom this person stands in, if for anybody. */
  for: string | undefined;
  channel: string;
  /** Mail address, or by what name the channel mentions the person; blank when it does not. */
  address: string;
  mail: string;
  quiet: QuietHours | null;
}

/**
 * The route to a person. Who has gone away meanwhile is represented; who is in the people tab no longer gets it by
 * mail.
 */
export function routeOf(to: Addressee, desk: DeskContext): NoticeRoute {
  const named = personNoted(to, desk);
  const person = named && (representativeOf(named, desk) ?? named);
  if (!named || !person) {
    return {
      name: to.name,
      for: to.for,
      channel: MAIL,
      address: to.address,
      mail: to.address,
      quiet: desk.quiet,
    };
  }
  const channel = person.channel || desk.channelOf(person.department) || MAIL;
  const isMail = person.address.includes('@');
  return {
    name: person.name,
    for: person === named ? to.for : named.name,
    channel,
    // An address that was meant for mail mentions nobody in a chat, and the other way round.
    address: channel === MAIL ? (isMail ? person.address : person.mail) : isMail ? '' : person.address,
    mail: person.mail,
    quiet: person.quiet === undefined ? desk.quiet : person.quiet,
  };
}
