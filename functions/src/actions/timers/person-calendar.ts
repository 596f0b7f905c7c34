// A person's calendar, and the address by which their calendar program fetches it.

import type { CalendarAnswer } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { DAY } from '../../core/lib/time.ts';
import { calendarFeed } from '../../core/notices/calendar-feed.ts';
import { ROW_LINK_MS } from '../../core/notices/signed-link.ts';
import { faultOf } from '../../core/record/decidable.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext, memberContext } from '../desk/desk-contexts.ts';

/** How far ahead a calendar reaches, and most records that are looked through for it, the nearest first. */
const AHEAD_MS = 400 * DAY;
const MAX_RECORDS = 500;

/** The address of the caller's own calendar. @throws RequestError 404 when the people tab does not have the account. */
export async function calendarAddress(
  ports: Ports,
  account: Account,
  deskId: string,
): Promise<CalendarAnswer> {
  const person = (await memberContext(ports, deskId, account)).personOfMail(account.mail);
  if (!person) throw new RequestError('unknown_person');
  const { key, calendarVersion: version } = person;
  return { url: `${ports.links.address({ to: 'calendar', deskId, person: key, version })}.ics` };
}

/** The calendar behind an address. @throws RequestError 410 when the person is gone or has made the address invalid. */
export async function calendarText(
  ports: Ports,
  link: { deskId: string; person: string; version: number },
): Promise<string> {
  const { deskId } = link;
  const desk = deskContext(ports, await ports.store.desk(deskId));
  const person = desk.people.find(({ key }) => key === link.person);
  if (!person || person.left || person.calendarVersion !== link.version) throw new RequestError('link_over');
  const now = ports.now();
  const records = await ports.store.dueRecords(deskId, now + AHEAD_MS, MAX_RECORDS);
  // By the day: programs take an event with another text for a changed one.
  const until = Math.floor(now / DAY) * DAY + ROW_LINK_MS;
  const sound = records.filter(each => faultOf(each, desk.tableOf(each.table)) === undefined);
  return calendarFeed(person, sound, desk, ({ table, key }) =>
    ports.links.address({ to: 'row', deskId, table, key, until }),
  );
}
