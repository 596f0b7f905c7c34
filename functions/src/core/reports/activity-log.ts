// The latest changes of a desk as lines, kept from one look to the next, so that a look reads only what is new.

import { showCell } from '../cells/cell-codec.ts';
import { actorOf } from '../desk/find-person.ts';
import { type Instant, MINUTE, SECOND } from '../lib/time.ts';
import type { RecordEvent } from '../record/record.ts';
import { isTellable } from '../record/tellable.ts';
import type { Column } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';

/** One change, ready to be shown. Contacts and customers appear masked, as in the event itself. */
export interface ActivityLine {
  /** Tells events apart. */
  id: string;
  at: Instant;
  table: string;
  key: string;
  number: string;
  /** Mail of whoever made it; `''`: nobody knows. */
  by: string;
  /** Mail of the account that sent it for them, where it was another. */
  via?: string;
  kind: '新建' | '修改' | '重开' | '查看';
  text: string;
}

export interface ActivityLog {
  /** Time of the newest line. */
  until: Instant;
  /** The newest first. */
  lines: ActivityLine[];
}

/** Most changes that the activity log keeps: with texts cut as below it stays well under the 1 MiB of a document. */
export const MAX_CHANGES = 300;

/** Cells that a line names; the others it counts. */
const MAX_CELLS = 6;

/** A commit becomes visible at most this much after the time that its event says. */
const LATEST_MS = 5 * MINUTE;
/** Hardly any takes so long. */
const USUAL_MS = 30 * SECOND;

/**
 * From when on events have to be read to bring an activity log up to date. Every few minutes it looks back as far as a
 * commit may have been late: the first look after minutes that the newest line is not of reads these and those before
 * them, so that what happened in some is looked for once more when all of it can be seen. Until then a look reads what
 * is new, and a little more.
 */
export function unreadSince(log: ActivityLog | undefined, now: Instant): Instant {
  if (!log) return 0;
  const begin = (at: Instant) => at - (at % LATEST_MS);
  const usual = begin(log.until) < begin(now) ? begin(log.until) - LATEST_MS : log.until - USUAL_MS;
  // Where people are named at all, they may be known by now who were not.
  const isNamed = log.lines.some(({ by, via }) => via !== undefined && by !== '');
  const unnamed = isNamed ? log.lines.filter(({ by, at }) => by === '' && now - at <= LATEST_MS) : [];
  return Math.min(usual, ...unnamed.map(({ at }) => at));
}

/** The activity log with these events taken in; the same object when it has them all. */
export function withEvents(
  log: ActivityLog | undefined,
  events: readonly RecordEvent[],
  tables: readonly Table[],
  zone: string,
): ActivityLog | undefined {
  const known = new Map(log?.lines.map(line => [line.id, line.by]));
  const oldest = (log?.lines.length ?? 0) < MAX_CHANGES ? 0 : (log?.lines.at(-1)?.at ?? 0);
  const fresh = events.filter(isTellable).flatMap(event => {
    const by = known.get(idOf(event));
    const isNews = by === undefined || (by === '' && actorOf(event.by) !== undefined);
    if (event.at < oldest || !isNews) return [];
    const table = tables.find(each => each.key === event.table);
    return table ? [lineOf(table, event, zone)] : [];
  });
  if (fresh.length === 0) return log;
  const anew = new Set(fresh.map(({ id }) => id));
  const others = log?.lines.filter(({ id }) => !anew.has(id)) ?? [];
  const lines = [...fresh, ...others].sort(newestFirst).slice(0, MAX_CHANGES);
  return { until: Math.max(log?.until ?? 0, ...fresh.map(line => line.at)), lines };
}

function newestFirst(a: ActivityLine, b: ActivityLine): number {
  return b.at - a.at || (a.id < b.id ? 1 : -1);
}

function idOf({ key, version, at, revealed }: RecordEvent): string {
  return revealed ? `${key}-${version}-${at}` : `${key}-${version}`;
}

function lineOf(table: Table, event: RecordEvent, zone: string): ActivityLine {
  const { key, number, at, by } = event;
  return {
    id: idOf(event),
    at,
    table: table.key,
    key,
    number,
    by: actorOf(by) ?? '',
    ...(by.editor !== null && by.editor !== by.account && { via: by.account }),
    ...wordsOf(table, event, zone),
  };
}

function wordsOf(table: Table, event: RecordEvent, zone: string): Pick<ActivityLine, 'kind' | 'text'> {
  const { state, version, revealed } = event;
  if (revealed)
    return { kind: '查看', text: `查看了完整的${revealed.map(({ label }) => `“${label}”`).join('、')}` };
  if (version === 1) return { kind: '新建', text: `状态：${state.after}` };
  const typed = event.changes.filter(({ column }) =>
    isStaff(table.columns.find(({ key }) => key === column)),
  );
  // What was written and put away by the reopening in one go stands in the event once more, as put away.
  const written = typed.filter(
    ({ column, after }, at) => after !== null || typed.findIndex(each => each.column === column) === at,
  );
  const cells = written.slice(0, MAX_CELLS).map(change => wordOf(change, zone));
  const moved = state.before !== state.after ? [`状态：${state.before ?? '空白'} → ${state.after}`] : [];
  const rest = written.length > MAX_CELLS ? [`另有 ${written.length - MAX_CELLS} 处`] : [];
  const text = [...moved, ...cells, ...rest].join('；') || '关联记录或系统栏目有变化';
  return { kind: written.length < typed.length ? '重开' : '修改', text };
}

/** A column that is gone was the staff's. */
const isStaff = (column: Column | undefined) => column?.owner !== 'system';

function wordOf({ label, before, after }: RecordEvent['changes'][number], zone: string): string {
  // Another full value behind the same mask.
  if (before === after) return `${label}：${showCell(after, zone)}（隐藏的部分改了）`;
  return `${label}：${showCell(before, zone)} → ${showCell(after, zone)}`;
}
