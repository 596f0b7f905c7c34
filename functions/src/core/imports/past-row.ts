// A row of a strange book as a row of a table: its cells put where they belong, said in the desk's own words, and
// judged as what is past is: what was written then was written then.

import { plainText } from '../cells/plain-text.ts';
import { type Checked, check, problemsAcross } from '../cells/validate-row.ts';
import { morningOf } from '../clocks/relative-date.ts';
import type { DeskContext } from '../desk/desk.ts';
import { canonicalName } from '../desk/names.ts';
import { readDate, showTime } from '../lib/parse-time.ts';
import { type Instant, localDate } from '../lib/time.ts';
import type { Cell, Cells, StaffColumn } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { NO, YES } from './same-words.ts';

/** How the rows of a source are read, as a person has confirmed it. */
export interface Translation {
  /** The column that each of the source's is, from the left; nothing: it is left out. */
  columns: readonly (string | null)[];
  /** What stands in a column wherever the source says nothing. */
  fixed: Readonly<Record<string, string>>;
  /** What a text of the source means, by column. */
  values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The cells of a row by the table's columns, in the desk's own words as far as those are known. */
export function pastCells(
  table: Table,
  source: readonly Cell[],
  { columns, fixed, values }: Translation,
  desk: DeskContext,
): Cells {
  const cells: Cells = {};
  for (const { key, kind } of staffColumns(table)) {
    const at = columns.indexOf(key);
    const cell = at < 0 ? null : (source[at] ?? null);
    const isGiven = cell !== null && String(cell).trim() !== '';
    const said = isGiven ? cell : (fixed[key] ?? null);
    if (said === null) continue;
    const meant = values[key]?.[String(said).trim()];
    cells[key] = meant ?? inOurWords(kind, said, desk);
  }
  return cells;
}

/** An option as the desk calls it, where only one can be meant; a score without its unit; else as it is. */
function inOurWords(kind: StaffColumn['kind'], cell: Cell, desk: DeskContext): Cell {
  if (typeof cell !== 'string') return kind.type === 'option' ? optionFor(kind, String(cell), desk) : cell;
  if (kind.type === 'score') return /^\s*(\d+)\s*[分星]\s*$/u.exec(cell)?.[1] ?? cell;
  return kind.type === 'option' ? optionFor(kind, cell, desk) : cell;
}

type OptionKind = Extract<StaffColumn['kind'], { type: 'option' }>;

function optionFor(kind: OptionKind, text: string, desk: DeskContext): string {
  const options = 'options' in kind ? kind.options : desk.options[kind.from];
  const name = canonicalName(text);
  if (options.some(option => canonicalName(option) === name)) return text;
  if (options.includes('是') && options.includes('否')) {
    if (YES.includes(name)) return '是';
    if (NO.includes(name)) return '否';
  }
  // 不满意 contains 满意: the longest that is in it is meant; of those that contain it there may be but one.
  const inIt = options.filter(option => name.includes(canonicalName(option)));
  const longest = inIt.toSorted((a, b) => b.length - a.length);
  if (longest[0] !== undefined && longest[0].length > (longest[1]?.length ?? 0)) return longest[0];
  const around = options.filter(option => name !== '' && canonicalName(option).includes(name));
  return around.length === 1 && around[0] !== undefined ? around[0] : text;
}

/**
 * Judges the cells of a past row. Somebody who has left by now did what he did, a short description is what was written
 * down, and a day without a time is that day's morning, or when what came before it on that day was.
 */
export function checkPast(table: Table, cells: Cells, now: Instant, desk: DeskContext): Checked {
  const checked = check(table, cells, now, desk);
  const values = { ...checked.values };
  const days = new Map<string, Instant>();
  const own = checked.own.map((each): Problem => {
    const { column, code, facts } = each;
    if (column === null) return each;
    const raw = cells[column] ?? null;
    if (code === 'person_left') {
      values[column] = String(facts['name']);
      return problem(column, 'past_person', { name: String(facts['name']) });
    }
    if (code === 'description_vague' || code === 'work_vague') {
      values[column] = plainText(raw ?? '');
      return problem(column, 'past_vague');
    }
    if (code !== 'time_not_precise') return each;
    const day = readDate(typeof raw === 'number' ? raw : String(raw), {
      zone: desk.zone,
      now,
      towards: 'past',
    });
    if (day === undefined) return each;
    const morning = morningOf(day, desk.zone);
    days.set(column, morning);
    values[column] = Math.min(morning, now);
    return problem(column, 'past_day', { time: showTime(Math.min(morning, now), desk.zone) });
  });
  let earlier: Instant | undefined;
  for (const key of table.order) {
    const at = values[key];
    if (typeof at !== 'number') continue;
    const isDay = days.has(key) && earlier !== undefined && at < earlier;
    if (isDay && earlier !== undefined && localDate(earlier, desk.zone) === localDate(at, desk.zone))
      values[key] = earlier;
    earlier = Math.max(earlier ?? at, Number(values[key]));
  }
  return { values, own, problems: [...own, ...problemsAcross(table, values, desk.zone)] };
}

/** Words with which a line of sums begins. */
const SUMS = /^(?:合计|总计|小计|共计|汇总)/u;

/** Whether a line of the source is no record: nothing, the titles once more, or sums. */
export function isNoRow(source: readonly Cell[], titles: readonly string[]): boolean {
  const texts = source.map(cell => String(cell ?? '').trim());
  const first = texts.find(text => text !== '');
  if (first === undefined || SUMS.test(first)) return true;
  const said = texts.filter(text => text !== '');
  return said.length > 1 && texts.every((text, at) => text === '' || text === titles[at]);
}
