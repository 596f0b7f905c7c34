// The batch rule of template 004: the same problem from several customers within some days presses more than each of them.

import type { DeskContext } from '../desk/desk.ts';
import { DAY } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import { type Problem, problem } from '../schema/problem.ts';
import type { LikenessRule } from '../schema/similarity-rule.ts';
import { type Cells, columnOf, type Table } from '../schema/table.ts';
import { isOpen, type Sighting } from './fingerprint.ts';
import { type Likeness, likenessOf, likenessReason } from './similarity.ts';

/** Another record that tells of the same problem, and how alike they are. */
export interface Match {
  sighting: Sighting;
  likeness: Likeness;
}

export interface Batch {
  /** The others, the most alike first. */
  matches: Match[];
  /** How many customers report it, the one of the record itself included. */
  customers: number;
}

/** The sightings that tell of the same problem as this one, the most alike first. */
export function matchesOf(mine: Sighting, others: Iterable<Sighting>, desk: DeskContext): Match[] {
  const threshold = desk.parameter('相似阈值');
  const matches: Match[] = [];
  for (const sighting of others) {
    if (sighting.key === mine.key) continue;
    const likeness = likenessOf(mine, sighting);
    if (likeness.score >= threshold) matches.push({ sighting, likeness });
  }
  return matches.sort((a, b) => b.likeness.score - a.likeness.score || a.sighting.at - b.sighting.at);
}

/**
 * The batch that a sighting belongs to: within some days that it lies in itself, enough different customers report the same. `undefined`
 * when there is none.
 */
export function batchOf(mine: Sighting, matches: readonly Match[], desk: DeskContext): Batch | undefined {
  const length = desk.parameter('批量天数') * DAY;
  const near = matches.filter(({ sighting }) => Math.abs(sighting.at - mine.at) <= length);
  const starts = [mine.at, ...near.map(({ sighting }) => sighting.at)].filter(at => at <= mine.at);
  const batches = starts.map((start): Batch => {
    const within = near.filter(({ sighting: { at } }) => at >= start && at <= start + length);
    return { matches: within, customers: customersOf(mine, within) };
  });
  const [largest] = batches.sort((a, b) => b.customers - a.customers);
  return largest && largest.customers >= desk.parameter('批量客户数') ? largest : undefined;
}

function customersOf(mine: Sighting, matches: readonly Match[]): number {
  const customers = [mine.customer, ...matches.map(({ sighting }) => sighting.customer)];
  return new Set(customers.filter(each => each !== null)).size;
}

/** Rows that the note of a batch names. */
const MOST_NAMED = 4;

/** What a record says of a batch of so many customers, at the column that is raised: the records most like it, and how many more. */
export function batchFinding(
  { column, to }: NonNullable<LikenessRule['raises']>,
  { matches, customers, others }: Pick<Batch, 'matches' | 'customers'> & { others: number },
  desk: DeskContext,
  titleOf: (table: string) => string,
): Problem {
  const named = matches.slice(0, MOST_NAMED).map(each => matchText(each, titleOf));
  const rest = others - named.length;
  const rows = [...named, ...(rest > 0 ? [`另有 ${rest} 条`] : [])].join('；');
  return problem(column, 'batch_found', { days: desk.parameter('批量天数'), customers, to, rows });
}

/** Why the system raises a record, for its history. */
export function batchReason(customers: number, desk: DeskContext): string {
  return `${desk.parameter('批量天数')} 天内有 ${customers} 位客户反映同一问题。`;
}

/** `热线记录 20261120003（产品同为“净水器”，描述相似 60%）`. */
export function matchText({ sighting, likeness }: Match, titleOf: (table: string) => string): string {
  return `${titleOf(sighting.table)} ${sighting.number}（${likenessReason(likeness)}）`;
}

/**
 * What a batch sets in a record: nothing where it presses as much already, is closed, or where a person has set it lower after the
 * system had proposed it.
 */
export function raisedCells(
  table: Table,
  { column, to }: NonNullable<LikenessRule['raises']>,
  record: DeskRecord,
): Cells {
  const declared = columnOf(table, column);
  if (declared.owner !== 'staff' || declared.kind.type !== 'option' || !('options' in declared.kind))
    throw new Error(`table ${table.key} raises "${column}", which has no options of its own`);
  const { options } = declared.kind;
  const presses = (value: unknown) => options.indexOf(String(value));
  const now = presses(record.cells[column]);
  if (!isOpen(table, record) || (now >= 0 && now <= presses(to)) || record.proposed[column] === to) return {};
  return { [column]: to };
}
