// A person's limits and call-backs as a calendar that any program can subscribe to: RFC 5545. Names and numbers are
// masked as in the sheet.

import { isRunning } from '../clocks/clock-state.ts';
import type { DeskContext } from '../desk/desk.ts';
import type { Person } from '../desk/person.ts';
import { withPresentNames } from '../identity/carry.ts';
import type { Instant } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import { recordLines } from './notice.ts';
import { recipientsOf } from './recipients.ts';

/** Most octets of a line, its end not counted (RFC 5545, 3.1). */
const MAX_OCTETS = 75;

/** How often programs that ask us how often should ask: https://datatracker.ietf.org/doc/html/rfc7986#section-5.7 */
const REFRESH = 'PT1H';

/**
 * The calendar of a person: an event for each running limit whose reminder would go to them, at its due time. Times are
 * UTC, so that every program shows them by the reader's clock; an event keeps its id while the limit moves.
 */
export function calendarFeed(
  person: Pick<Person, 'key' | 'name'>,
  records: readonly DeskRecord[],
  desk: DeskContext,
  rowAddress: (record: DeskRecord) => string,
): string {
  const name = `售后服务台：${person.name}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//SheetDesk//SheetDesk//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${textValue(name)}`,
    `X-WR-CALNAME:${textValue(name)}`,
    `X-WR-TIMEZONE:${desk.zone}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
    ...records.flatMap(record => eventsOf(person, record, desk, rowAddress)),
    'END:VCALENDAR',
  ];
  return lines.map(line => `${folded(line)}\r\n`).join('');
}

function eventsOf(
  person: Pick<Person, 'key'>,
  saved: DeskRecord,
  desk: DeskContext,
  rowAddress: (record: DeskRecord) => string,
): string[] {
  const record = withPresentNames(saved, desk);
  const table = desk.tableOf(record.table);
  if (!table) return [];
  return table.clocks.flatMap(rule => {
    const clock = record.clocks[rule.id];
    if (!clock || !isRunning(clock) || clock.dueAt === null) return [];
    const told = rule.steps
      .filter(({ id }) => id === 'due')
      .flatMap(({ to }) => to.flatMap(each => recipientsOf(each, record, table, desk)));
    if (!told.some(({ key }) => key === person.key)) return [];
    const address = rowAddress(record);
    return [
      'BEGIN:VEVENT',
      `UID:${record.key}.${rule.id}.${clock.cycle}@sheetdesk`,
      `SEQUENCE:${clock.revision}`,
      `DTSTAMP:${utc(record.updatedAt)}`,
      `LAST-MODIFIED:${utc(record.updatedAt)}`,
      `DTSTART:${utc(clock.dueAt)}`,
      'DURATION:PT15M',
      `SUMMARY:${textValue(`${rule.label}：${table.title} ${record.number}`)}`,
      `DESCRIPTION:${textValue([...recordLines(table, record, desk.zone), address].join('\n'))}`,
      `URL:${address}`,
      `CATEGORIES:${textValue(table.title)}`,
      'TRANSP:TRANSPARENT',
      'CLASS:PRIVATE',
      'END:VEVENT',
    ];
  });
}

/** `20261120T070000Z` */
function utc(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** A text value: RFC 5545, 3.3.11. */
function textValue(text: string): string {
  return text
    .replace(/[\\;,]/g, sign => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** Octets of a character in UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** A line in pieces of at most 75 octets, each further one after a blank; no character is cut in two. */
function folded(line: string): string {
  const pieces: string[] = [''];
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > MAX_OCTETS) {
      pieces.push('');
      // The blank at the beginning counts.
      octets = 1;
    }
    pieces[pieces.length - 1] += character;
    octets += size;
  }
  return pieces.join('\r\n ');
}
