// Rows of the people and settings tabs: they configure the desk, so they are held against it before they are let in.

import { outOfOrder } from '../../core/clocks/schedule.ts';
import type { Decision } from '../../core/decide/decide.ts';
import type { Held } from '../../core/decide/displaced-rows.ts';
import { columnClash } from '../../core/desk/custom-columns.ts';
import { limitNames } from '../../core/desk/defaults.ts';
import {
  CalendarUnusable,
  contextOf,
  type Desk,
  type DeskContext,
  type ReferenceRows,
  withRows,
  workspaceRows,
} from '../../core/desk/desk.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { type Problem, type ProblemCode, problem } from '../../core/schema/problem.ts';
import type { Cells, Table } from '../../core/schema/table.ts';
import { TABLES, tableOf } from '../../core/tables/index.ts';
import type { Account, Ports } from '../../ports.ts';

/** Most bytes of people and settings together: they are one document, of which Firestore takes 1 MiB, and every request reads it. */
const MOST_BYTES = 700_000;

/** Bytes of rows, about as they are stored. */
const bytesOf = (rows: unknown) => Buffer.byteLength(JSON.stringify(rows ?? null));

/** Names of lengths that some clock goes by; any other would change nothing. */
const LIMIT_NAMES: ReadonlySet<string> = new Set(limitNames(TABLES));

interface Deciding {
  row: { key: string };
  decision: Decision | Held;
}

interface Configuring {
  ports: Ports;
  account: Account;
  table: Table;
  desk: DeskContext;
}

/**
 * Holds accepted rows against the desk one after the other: only supervisors may write, names are taken once, and a
 * configuration that could not be used (a week without open time) is refused. Answers the rows, some of them refused now.
 */
export function planReference<T extends Deciding>(
  { ports, account, table, desk: context }: Configuring,
  rows: readonly T[],
): T[] {
  const { role } = table;
  if (role === 'work') return [...rows];
  let configured = context.desk;
  let bytes = bytesOf(configured.rows);
  return rows.map(each => {
    if (each.decision.outcome !== 'saved') return each;
    if (table.supervised && !context.isSupervisor(account.mail)) return refused(each, 'not_supervisor');
    const { cells } = each.decision.after;
    if (isTaken(role, each.row.key, cells, configured))
      return refused(each, 'name_taken', { value: String(cells.name) });
    const clash = columnClash(each.row.key, cells, workspaceRows(configured), TABLES);
    if (clash) return refusedFor(each, clash);
    const next = withRows(configured, { [each.row.key]: { table: role, cells } });
    const grows = bytesOf(next.rows[each.row.key]) - bytesOf(configured.rows[each.row.key]);
    if (grows > 0 && bytes + grows > MOST_BYTES)
      return refused(each, 'desk_full', { most: String(MOST_BYTES / 1000) });
    const asked = usable(next, ports);
    if (!asked) return refused(each, 'calendar_unusable');
    const bounds = cells.category === '参数' ? boundsMissed(String(cells.name), asked) : '';
    if (bounds) return refused(each, 'ladder_order', { name: String(cells.name), bounds });
    if (cells.category === '时限' && !LIMIT_NAMES.has(String(cells.name))) {
      const facts = { value: String(cells.name), category: '时限', names: [...LIMIT_NAMES].join('、') };
      return refused(each, 'setting_name_unknown', facts);
    }
    configured = next;
    bytes += grows;
    return each;
  });
}

/** What these records configure, if they do: the rows of the people and settings tabs among them. */
export function referenceRows(accepted: readonly { after: DeskRecord }[]): ReferenceRows | undefined {
  const rows = accepted.flatMap(({ after: { key, table, cells } }) => {
    const role = tableOf(table)?.role;
    return role === undefined || role === 'work' ? [] : [[key, { table: role, cells }] as const];
  });
  return rows.length > 0 ? Object.fromEntries(rows) : undefined;
}

function refused<T extends Deciding>(
  each: T,
  code:
    | 'desk_full'
    | 'not_supervisor'
    | 'name_taken'
    | 'calendar_unusable'
    | 'setting_name_unknown'
    | 'ladder_order',
  facts: Record<string, string> = {},
): T {
  return refusedFor(each, problem(COLUMNS[code] ?? null, code, facts));
}

function refusedFor<T extends Deciding>(each: T, told: Problem): T {
  return { ...each, decision: { outcome: 'refused', problems: [...each.decision.problems, told] } };
}

/** Where a problem stands that is not one of the whole row. */
const COLUMNS: Readonly<Partial<Record<ProblemCode, string>>> = {
  name_taken: 'name',
  setting_name_unknown: 'name',
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

function isTaken(role: 'people' | 'settings', key: string, cells: Cells, desk: Readonly<Desk>): boolean {
  return Object.entries(desk.rows).some(
    ([other, row]) =>
      other !== key &&
      row.table === role &&
      row.cells.name === cells.name &&
      row.cells.category === cells.category,
  );
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
