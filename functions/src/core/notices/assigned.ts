// Who is told at once that a record has become his: by whom, of which customer, and what is left of its limits. By whom
// it was given is kept; the rest is told as it stands when it goes.

import { isRunning, limitsOf } from '../clocks/clock-state.ts';
import type { DeskContext } from '../desk/desk.ts';
import { actorOf } from '../desk/find-person.ts';
import { showTime } from '../lib/parse-time.ts';
import type { Instant } from '../lib/time.ts';
import { faultOf } from '../record/decidable.ts';
import type { Author, DeskRecord } from '../record/record.ts';
import type { ClockRule, Recipient } from '../schema/clock-rule.ts';
import { columnOf, stateOf, type Table } from '../schema/table.ts';
import { matterOf } from './matter.ts';
import { type AnnouncementNotice, isUrgent, type RecordAnnouncement, recordLines } from './notice.ts';
import { type Addressee, recipientsOf } from './recipients.ts';

/** What has changed, and by whom. */
interface Handed {
  table: Table;
  before: DeskRecord | undefined;
  by: Author;
}

/** One announcement for each column that has come to name somebody whom a limit of the open record reminds. */
export function assignments(
  record: DeskRecord,
  { table, before, by }: Handed,
  desk: DeskContext,
): RecordAnnouncement[] {
  if (stateOf(table, record.state).category !== 'open') return [];
  return keepersOf(table).flatMap(({ column, to }): RecordAnnouncement[] => {
    const [was, is] = [before?.cells[column] ?? null, record.cells[column] ?? null];
    if (is === null || is === was) return [];
    // Of a call that the desk plans he hears when it is to be made.
    if (table.attempts && !before && record.origin) return [];
    return [
      {
        kind: 'assigned',
        occasion: `${column}/${record.version}`,
        what: handedBy(column, was, record, by, desk),
        urgent: isUrgent(table, record),
        to: [to],
        by,
      },
    ];
  });
}

/**
 * What is said of it when it goes, which may be on the next working day: the matter and its limits as they stand then.
 * Nothing, when it is done by then or somebody else's.
 */
export function assignedNow(
  notice: AnnouncementNotice,
  record: DeskRecord,
  now: Instant,
  desk: DeskContext,
): AnnouncementNotice | 'done' | 'moved' {
  const table = desk.tableOf(record.table);
  // Of one that cannot be decided nothing is known but who was given it.
  if (!table || faultOf(record, table)) return notice;
  if (stateOf(table, record.state).category !== 'open') return 'done';
  const { to: told, subject, text } = notice;
  const whose = ({ name, for: away }: Addressee) => away ?? name;
  const keeper = keepersOf(table).find(({ to }) =>
    recipientsOf(to, record, table, desk).some(each => whose(each) === whose(told)),
  );
  if (!keeper) return 'moved';
  const { to } = keeper;
  const title = [matterOf(table, record), limitLine(table, record, to, now, desk)].filter(Boolean).join('，');
  return {
    ...notice,
    subject: title === '' ? subject : `${subject}：${title}`,
    text: [
      `${text}${lateLine(table, record, to, now)}`,
      ...recordLines(table, record, desk.zone),
      '',
      WHY,
    ].join('\n'),
  };
}

const WHY = '您收到这条通知，是因为这件事现在由您负责；每次交接只通知一次，到时限前还会提醒。';

interface Keeper {
  column: string;
  to: Recipient;
}

/** The columns whose people have to keep a limit of the table. */
function keepersOf(table: Table): Keeper[] {
  const found = limitsOf(table).flatMap(rule => remindedBy(rule).flatMap(to => keeperOf(to) ?? []));
  return [...new Map(found.map(each => [each.column, each])).values()];
}

const remindedBy = ({ steps }: ClockRule) => steps.find(({ id }) => id === 'due')?.to ?? [];

function keeperOf(to: Recipient): Keeper | undefined {
  if ('person' in to) return { column: to.person, to };
  return 'headOf' in to ? { column: to.headOf, to } : undefined;
}

/** The running limits that remind whom it was given to, the nearest first. */
function limitsFor(table: Table, { clocks }: DeskRecord, to: Recipient): { label: string; dueAt: number }[] {
  const column = keeperOf(to)?.column;
  return limitsOf(table)
    .filter(rule => remindedBy(rule).some(each => keeperOf(each)?.column === column))
    .flatMap(({ id, label }) => {
      const clock = clocks[id];
      return clock && isRunning(clock) && clock.dueAt !== null ? [{ label, dueAt: clock.dueAt }] : [];
    })
    .toSorted((a, b) => a.dueAt - b.dueAt);
}

function limitLine(table: Table, record: DeskRecord, to: Recipient, now: number, desk: DeskContext): string {
  const [nearest] = limitsFor(table, record, to);
  if (!nearest) return '';
  return `${nearest.label}${nearest.dueAt <= now ? '已超时' : '时限'} ${showTime(nearest.dueAt, desk.zone)}`;
}

function lateLine(table: Table, record: DeskRecord, to: Recipient, now: number): string {
  const late = limitsFor(table, record, to).filter(({ dueAt }) => dueAt <= now);
  return late.length > 0 ? `其中“${late.map(({ label }) => label).join('”“')}”已经超时，请马上处理。` : '';
}

function handedBy(
  column: string,
  was: DeskRecord['cells'][string],
  record: DeskRecord,
  by: Author,
  desk: DeskContext,
): string {
  const from = was === null ? '' : `，原来由 ${was} 负责`;
  const isProposed = record.proposed[column] === record.cells[column];
  const who = desk.personOfMail(actorOf(by) ?? '')?.name;
  const hasLeft = who === undefined && desk.people.some(({ name, left }) => left && name === was);
  const byRule = hasLeft ? '由您接手' : '按规则分派给您';
  const given = isProposed || who === undefined ? byRule : `${who} 交给您`;
  const table = desk.tableOf(record.table);
  const label = table ? columnOf(table, column).label : '';
  return `这条记录${given}（${label}：${record.cells[column]}）${from}${hasLeft ? '，现已离职' : ''}。`;
}
