// From cells as they arrive to the values of a row, or to problems at their columns. Pure; judges by zone, options and
// people only.

import type { DeskContext } from '../desk/desk.ts';
import { settingProblems } from '../desk/validate-settings.ts';
import { isNow, showTime } from '../lib/parse-time.ts';
import { isFilled } from '../lib/placeholder.ts';
import { type Instant, type LocalDate, localDate, MINUTE } from '../lib/time.ts';
import type { Cells, Kind, StaffColumn } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { type Judge, judgeOf } from './cell-types.ts';

/** What checking a row gives: values for the columns that could be read, and everything there is to say. */
export interface Checked {
  values: Cells;
  problems: Problem[];
  /** Those among the problems that single cells have by themselves; the others come of several cells together. */
  own: Problem[];
}

interface ColumnJudge {
  column: StaffColumn;
  judge: Judge;
}

// Options and people change with the desk's version only; building the judges anew for each row would cost more than
// judging.
const judges = new WeakMap<DeskContext, Map<Table, ColumnJudge[]>>();

function judgesOf(table: Table, desk: DeskContext): ColumnJudge[] {
  const tables = judges.get(desk) ?? new Map<Table, ColumnJudge[]>();
  judges.set(desk, tables);
  const found =
    tables.get(table) ??
    staffColumns(table).map(column => ({
      column,
      judge: judgeOf(column.kind, column.key, column.example, desk),
    }));
  tables.set(table, found);
  return found;
}

/** Whether a column's cells tell when something happened. */
export const tellsPast = (kind: Kind): boolean =>
  (kind.type === 'time' || kind.type === 'date') && kind.happened === true;

/** Clocks of spreadsheet and service may differ by this much before a time counts as lying in the future. */
const CLOCK_TOLERANCE_MS = 2 * MINUTE;

/**
 * Judges all staff cells of a row. Required cells are not asked for here, since a proposal may still fill them.
 * Answers for any input; never throws.
 * @param edited columns that were just typed into: 现在 there is now, and of others nobody knows when it was written
 */
export function check(
  table: Table,
  cells: Record<string, unknown>,
  now: Instant,
  desk: DeskContext,
  edited: readonly string[] = [],
): Checked {
  const values: Cells = {};
  const own: Problem[] = [];
  for (const { column, judge } of judgesOf(table, desk)) {
    const cell = cells[column.key];
    const isMoment = edited.includes(column.key) && tellsPast(column.kind) && isNow(cell);
    const judged = judge(isMoment ? showTime(now, desk.zone) : cell, cells, now);
    values[column.key] = judged.value;
    own.push(...judged.problems);
  }
  own.push(...futureProblems(table, values, now, desk));
  return { values, problems: [...own, ...problemsAcross(table, values, desk.zone)], own };
}

/** Problems that cells have with each other; asked again of a merged row, whose cells may come from two people. */
export function problemsAcross(table: Table, values: Cells, zone: string): Problem[] {
  const settings = table.role === 'settings' ? settingProblems(values) : [];
  return [...orderProblems(table, values, zone), ...settings, ...lengthProblems(values)];
}

/** Most text of a row, in bytes of UTF-8: its history holds it twice, and Firestore takes 1 MiB a document. */
const MAX_BYTES = 250_000;
/** Most bytes that one UTF-16 unit takes. */
const MAX_BYTES_A_UNIT = 3;

/** Told at the longest cell, where shortening helps most. */
function lengthProblems(values: Cells): Problem[] {
  const texts = Object.entries(values).flatMap(([key, value]) =>
    typeof value === 'string' ? [{ key, value }] : [],
  );
  const units = texts.reduce((sum, { value }) => sum + value.length, 0);
  if (units * MAX_BYTES_A_UNIT <= MAX_BYTES) return [];
  const bytes = texts.reduce(
    (sum, { value }) => sum + encodeURIComponent(value).replace(/%../g, '-').length,
    0,
  );
  if (bytes <= MAX_BYTES) return [];
  const [longest] = texts.toSorted((a, b) => b.value.length - a.value.length);
  const facts = { kilobytes: Math.ceil(bytes / 1000), most: MAX_BYTES / 1000 };
  return [problem(longest?.key ?? null, 'row_too_long', facts)];
}

function futureProblems(table: Table, values: Cells, now: Instant, desk: DeskContext): Problem[] {
  return staffColumns(table).flatMap(({ key, kind }) => {
    if (kind.type !== 'time' && kind.type !== 'date') return [];
    const value = values[key];
    if (!kind.happened || (value ?? null) === null) return [];
    const future =
      typeof value === 'number'
        ? value > now + CLOCK_TOLERANCE_MS
        : String(value) > localDate(now, desk.zone);
    if (!future) return [];
    return [problem(key, 'time_in_future', { now: showTime(now, desk.zone) })];
  });
}

function orderProblems(table: Table, values: Cells, zone: string): Problem[] {
  const problems: Problem[] = [];
  let earlier: { key: string; at: Instant | LocalDate } | undefined;
  for (const key of table.order) {
    const at = values[key];
    if (typeof at !== 'number' && typeof at !== 'string') continue;
    if (earlier && at < earlier.at) {
      const label = table.columns.find(column => column.key === earlier?.key)?.label ?? '';
      problems.push(problem(key, 'time_before', { label, other: shownAt(earlier.at, zone) }));
    } else {
      earlier = { key, at };
    }
  }
  return problems;
}

const shownAt = (at: Instant | LocalDate, zone: string): string =>
  typeof at === 'number' ? showTime(at, zone) : at;

/** What is still asked for because of what stands in another column. */
export function askedProblems(table: Table, values: Cells): Problem[] {
  return staffColumns(table).flatMap(({ key, label, askedFor }) => {
    if (!askedFor || isFilled(values[key])) return [];
    const value = String(values[askedFor.is] ?? '');
    const because = table.columns.find(column => column.key === askedFor.is)?.label ?? '';
    return askedFor.values.includes(value) ? [problem(key, 'asked_for', { because, value, label })] : [];
  });
}

/** What to say of required columns that are blank. */
export function missingProblems(blank: readonly StaffColumn[]): Problem[] {
  if (blank.length === 0) return [];
  return [problem(null, 'required_missing', { labels: blank.map(column => column.label).join('、') })];
}

/** The required columns that are still blank, as the row stands now. */
export function missing(table: Table, values: Cells): StaffColumn[] {
  return staffColumns(table).filter(column => column.required && (values[column.key] ?? null) === null);
}
