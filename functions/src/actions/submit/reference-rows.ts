// Rows of the people and settings tabs: they configure the desk, so they are held against it before they are let in.

import { daysSet, MAX_ALL_DAYS } from '../../core/calendar/day-settings.ts';
import type { Checked } from '../../core/cells/validate-row.ts';
import { outOfOrder } from '../../core/clocks/schedule.ts';
import type { Decision } from '../../core/decide/decide.ts';
import type { Held } from '../../core/decide/displaced-rows.ts';
import { configuringProblem } from '../../core/decide/may.ts';
import { columnClash } from '../../core/desk/custom-columns.ts';
import { limitNames } from '../../core/desk/defaults.ts';
import {
  CalendarUnusable,
  contextOf,
  type Desk,
  type DeskContext,
  type ReferenceChange,
  workspaceRows,
} from '../../core/desk/desk.ts';
import { type Entry, namedSince, nameEntriesOf } from '../../core/desk/names.ts';
import { isLeaving } from '../../core/desk/staff.ts';
import { withRows } from '../../core/desk/with-rows.ts';
import { leavingProblem } from '../../core/identity/leaving.ts';
import { nameFault } from '../../core/identity/row-names.ts';
import { isTakenOut, MAX_USES, removalProblem, type Used } from '../../core/identity/usage.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Shown } from '../../core/samples/sample-rows.ts';
import type { Cells } from '../../core/schema/column.ts';
import { type Problem, problem } from '../../core/schema/problem.ts';
import type { ProblemCode } from '../../core/schema/problem-sentences.ts';
import type { Table } from '../../core/schema/table.ts';
import { TABLES, tableOf } from '../../core/tables/index.ts';
import { people } from '../../core/tables/people.ts';
import { settings } from '../../core/tables/settings.ts';
import type { Ports } from '../../ports/ports.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';

/**
 * Most bytes of people and settings together: they are one document, of which Firestore takes 1 MiB, and every request
 * reads it.
 */
const MAX_BYTES = 700_000;

/** Bytes of rows, about as they are stored. */
const bytesOf = (rows: unknown) => Buffer.byteLength(JSON.stringify(rows ?? null));

/** Names of lengths that some clock goes by; any other would change nothing. */
const LIMIT_NAMES: ReadonlySet<string> = new Set(limitNames(TABLES));

interface DecidingRow {
  row: { key: string };
  decision: Decision | Held | Shown;
}

interface Configuring {
  ports: Ports;
  table: Table;
  desk: DeskContext;
  /** Open records that name entries which rows take out; none of them where that is not known of all records yet. */
  uses: ReadonlyMap<string, readonly Used[]>;
}

/**
 * Holds accepted rows against the desk: only supervisors may write, names are taken once, nothing that is in use is
 * taken out, and a configuration that could not be used (a week without open time) is refused. Answers the rows, some
 * of them refused now.
 */
export function planReference<T extends DecidingRow>(configuring: Configuring, rows: readonly T[]): T[] {
  if (configuring.table.role === 'work') return [...rows];
  const clashing = new Map<string, Problem>();
  for (;;) {
    const asked = rows.map(each => {
      const told = clashing.get(each.row.key);
      return told ? refusedFor(each, told) : each;
    });
    const planned = letIn(configuring, asked);
    // Held against what all rows together come to: two may swap their names. Who is refused keeps a name that another
    // may have taken.
    const keys = planned.rows.flatMap(({ row, decision }) => (decision.outcome === 'saved' ? row.key : []));
    const { table, desk } = configuring;
    const clash = nameFault({ table, before: desk.desk, after: planned.desk, keys });
    if (!clash) return planned.rows;
    clashing.set(clash.key, clash.told);
  }
}

interface Planned<T> {
  rows: T[];
  /** As the rows that were let in configure it. */
  desk: Readonly<Desk>;
}

/** Lets rows in one after the other, whatever they are called. */
function letIn<T extends DecidingRow>(
  { ports, table, desk: context, uses }: Configuring,
  rows: readonly T[],
): Planned<T> {
  const role = table.role === 'people' ? 'people' : 'settings';
  let configured = context.desk;
  let bytes = bytesOf(configured.rows);
  let days = Object.values(configured.rows).reduce((sum, row) => sum + daysOf(row), 0);
  const planned = rows.map(each => {
    if (each.decision.outcome !== 'saved') return each;
    const denied = table.supervised && configuringProblem(each.decision.event.by, context);
    if (denied) return refusedFor(each, denied);
    const { key } = each.row;
    const { cells } = each.decision.after;
    const was = configured.rows[key];
    const removal = removalOf({ key, cells }, configured, context, uses);
    if (removal) return refusedFor(each, removal);
    const clash = columnClash(key, cells, workspaceRows(configured), TABLES);
    if (clash) return refusedFor(each, clash);
    const takenOut = isTakenOut(table, cells);
    const next = withRows(configured, { [key]: takenOut ? null : { table: role, cells } });
    const leaving = leavingProblem({ key, before: configured, after: next, used: uses.get(key) }, context);
    if (leaving) return refusedFor(each, leaving);
    const grows = bytesOf(next.rows[key]) - bytesOf(was);
    if (grows > 0 && bytes + grows > MAX_BYTES)
      return refused(each, 'desk_full', { most: String(MAX_BYTES / 1000) });
    const more = daysOf(next.rows[key]) - daysOf(was);
    if (more > 0 && days + more > MAX_ALL_DAYS)
      return refused(each, 'days_full', { most: String(MAX_ALL_DAYS) });
    const ofCategory = (category: string) => [cells, was?.cells].find(row => row?.category === category);
    const tuned = ofCategory('参数');
    // Nothing else can make a calendar unusable; to lay one out takes its time.
    const asked = tuned || ofCategory('工作时间') ? usable(next, ports) : context;
    if (!asked) return refused(each, 'calendar_unusable');
    const bounds = tuned ? boundsMissed(String(tuned.name), asked) : '';
    if (bounds) return refused(each, 'ladder_order', { name: String(tuned?.name), bounds });
    if (cells.category === '时限' && !LIMIT_NAMES.has(String(cells.name))) {
      const facts = { value: String(cells.name), category: '时限', names: [...LIMIT_NAMES].join('、') };
      return refused(each, 'setting_name_unknown', facts);
    }
    configured = next;
    bytes += grows;
    days += more;
    return each;
  });
  return { rows: planned, desk: configured };
}

/** How many days a row of 设置 opens or closes by itself. */
const daysOf = (row: Desk['rows'][string] | undefined) =>
  row?.cells.category === '节假日' ? daysSet(String(row.cells.name), String(row.cells.value ?? '')) : 0;

const tableOfRole = (role: 'people' | 'settings') => (role === 'people' ? people : settings);

/** Why an entry cannot become what its row says now: it would no longer be there for those who name it. */
function removalOf(
  { key, cells }: { key: string; cells: Cells },
  { rows }: Readonly<Desk>,
  context: DeskContext,
  uses: Configuring['uses'],
): Problem | undefined {
  const row = rows[key];
  const removed = row ? removedEntries(key, row, cells) : [];
  if (!row || removed.length === 0) return undefined;
  const all = Object.entries(rows).map(([other, each]) => ({
    key: other,
    table: tableOfRole(each.table),
    row: each,
  }));
  const of = { key, table: tableOfRole(row.table), row };
  for (const entry of removed) {
    const told = removalProblem({ entry, of }, uses.get(entry.key), all, context);
    if (told) return told;
  }
  return undefined;
}

/** What a row gave a name to and gives none any more. */
function removedEntries(key: string, was: Desk['rows'][string], cells: Cells): Entry[] {
  const row = { table: was.table, cells };
  const is = nameEntriesOf(key, { ...row, ...namedSince(key, was, row, Number.POSITIVE_INFINITY) });
  return nameEntriesOf(key, was).filter(each =>
    is.every(other => other.list !== each.list || other.key !== each.key),
  );
}

/** The open records that name entries which these rows take out, by the keys of the entries. */
export async function usesOfRemoved(
  works: readonly { table: Table; desk: DeskContext; checked: ReadonlyMap<string, Checked> }[],
  transaction: DeskTransaction,
): Promise<Map<string, Used[]>> {
  const removed = works.flatMap(({ table, desk: { desk }, checked }) =>
    table.role === 'work'
      ? []
      : [...checked].flatMap(([key, { values }]) => {
          const was = desk.rows[key];
          const goes = table.role === 'people' && isLeaving(was, { table: 'people', cells: values });
          const entries = was ? removedEntries(key, was, values) : [];
          return [...(goes ? [key] : []), ...entries.map(entry => entry.key)];
        }),
  );
  const uses = new Map<string, Used[]>();
  if (removed.length === 0 || !(await transaction.state('upkeep'))?.usesKnown) return uses;
  for (const key of new Set(removed)) uses.set(key, await transaction.using([key], MAX_USES + 1));
  return uses;
}

/** What these records configure, if they do: the rows of the people and settings tabs among them. */
export function referenceRows(accepted: readonly { after: DeskRecord }[]): ReferenceChange | undefined {
  const rows = accepted.flatMap(({ after: { key, table: of, cells } }) => {
    const table = tableOf(of);
    if (!table || table.role === 'work') return [];
    return [[key, isTakenOut(table, cells) ? null : { table: table.role, cells }] as const];
  });
  return rows.length > 0 ? Object.fromEntries(rows) : undefined;
}

function refused<T extends DecidingRow>(
  each: T,
  code: 'desk_full' | 'days_full' | 'calendar_unusable' | 'setting_name_unknown' | 'ladder_order',
  facts: Record<string, string> = {},
): T {
  return refusedFor(each, problem(COLUMNS[code] ?? null, code, facts));
}

function refusedFor<T extends DecidingRow>(each: T, told: Problem): T {
  return { ...each, decision: { outcome: 'refused', problems: [...each.decision.problems, told] } };
}

/** Where a problem stands that is not one of the whole row. */
const COLUMNS: Readonly<Partial<Record<ProblemCode, string>>> = {
  setting_name_unknown: 'name',
  days_full: 'name',
  ladder_order: 'value',
};

/** Between which values a share of the ladder has to lie, in words, where it does not. */
function boundsMissed(name: string, desk: DeskContext): string {
  const found = outOfOrder(name, desk);
  if (!found) return '';
  const { below, above } = found;
  return [
    below ? `大于“${below}”（${desk.parameter(below)}）` : '',
    above ? `小于“${above}”（${desk.parameter(above)}）` : '',
  ]
    .filter(Boolean)
    .join('，');
}

/** The desk as it would be, if its calendar can be used. */
function usable(desk: Desk, ports: Ports): DeskContext | undefined {
  try {
    return contextOf(desk, ports.holidays);
  } catch (error) {
    if (error instanceof CalendarUnusable) return undefined;
    throw error;
  }
}
