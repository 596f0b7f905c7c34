// The batch rule of template 004: the same problem from several customers within some days presses more than each of
// them.

import type { DeskContext } from '../desk/desk.ts';
import { DAY, type Instant } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import type { Cells } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import type { SimilarityRule } from '../schema/similarity-rule.ts';
import { columnOf, type Table } from '../schema/table.ts';
import { type Fingerprint, isOpenRecord } from './fingerprint.ts';
import type { Weigh } from './likeness.ts';
import { type Similarity, similarityOf, similarityReason } from './similarity.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Another record that tells of the same problem, and how alike they are. */
export interface Match {
  fingerprint: Fingerprint;
  similarity: Similarity;
}

export interface Batch {
  /** The others, the most alike first. */
  matches: Match[];
  /** How many customers report it, the one of the record itself included. */
  customers: number;
}

/** The fingerprints that tell of the same problem as this one, the most alike first. */
export function matchesOf(mine: Fingerprint, others: Iterable<Fingerprint>, desk: DeskContext): Match[] {
  return matchesFrom(desk.parameter('相似阈值'), mine, others, desk);
}

/** Of what tells of the same for sure this share is enough to be shown to a person. */
const SHOWN_FROM = 0.8;

/** Those that may tell of the same and do not for sure: a person has to say so. */
export function likelyOf(
  mine: Fingerprint,
  others: Iterable<Fingerprint>,
  desk: DeskContext,
  weigh: Weigh,
): Match[] {
  const sure = desk.parameter('相似阈值');
  const matches = matchesFrom(sure * SHOWN_FROM, mine, others, desk, weigh);
  return matches.filter(({ similarity }) => similarity.score < sure);
}

function matchesFrom(
  threshold: number,
  mine: Fingerprint,
  others: Iterable<Fingerprint>,
  desk: DeskContext,
  weigh: Weigh = () => 1,
): Match[] {
  const reader = { vocabulary: vocabularyOf(desk.faults), weigh };
  const matches: Match[] = [];
  for (const fingerprint of others) {
    if (fingerprint.key === mine.key || fingerprint.apart || mine.apart) continue;
    const similarity = similarityOf(mine, fingerprint, reader);
    if (similarity.score >= threshold) matches.push({ fingerprint, similarity });
  }
  return matches.sort(
    (a, b) => b.similarity.score - a.similarity.score || a.fingerprint.at - b.fingerprint.at,
  );
}

/** Whether so many customers have told of anything that these may be a batch with this one, whatever they tell. */
export function mayBeBatch(mine: Fingerprint, others: Iterable<Fingerprint>, desk: DeskContext): boolean {
  const customers = new Set([mine.customer]);
  for (const { customer } of others) customers.add(customer);
  customers.delete(null);
  return customers.size >= desk.parameter('批量客户数');
}

/**
 * The batch that a fingerprint belongs to: within some days that it lies in itself, enough different customers report
 * the same. `undefined` when there is none.
 */
export function batchOf(mine: Fingerprint, matches: readonly Match[], desk: DeskContext): Batch | undefined {
  const length = desk.parameter('批量天数') * DAY;
  const near = matches.filter(({ fingerprint }) => Math.abs(fingerprint.at - mine.at) <= length);
  const reports = [mine, ...near.map(({ fingerprint }) => fingerprint)];
  const customers = customersFrom(reports, length);
  let [start, most] = [mine.at, 0];
  for (const { at } of reports) {
    const count = at <= mine.at ? (customers.get(at) ?? 0) : 0;
    if (count > most) [start, most] = [at, count];
  }
  if (most < desk.parameter('批量客户数')) return undefined;
  const isWithin = ({ fingerprint: { at } }: Match) => at >= start && at <= start + length;
  return { matches: near.filter(isWithin), customers: most };
}

/** How many customers report within a length of time, by when it begins: each report begins one. */
function customersFrom(reports: readonly Fingerprint[], length: number): Map<Instant, number> {
  const inOrder = reports.toSorted((a, b) => a.at - b.at);
  const counts = new Map<Instant, number>();
  const within = new Map<string, number>();
  let end = 0;
  for (const { at, customer } of inOrder) {
    for (let next = inOrder[end]; next && next.at <= at + length; next = inOrder[(end += 1)])
      if (next.customer !== null) within.set(next.customer, (within.get(next.customer) ?? 0) + 1);
    if (!counts.has(at)) counts.set(at, within.size);
    if (customer === null) continue;
    const left = (within.get(customer) ?? 0) - 1;
    if (left > 0) within.set(customer, left);
    else within.delete(customer);
  }
  return counts;
}

/** Rows that the note of a batch names. */
const MAX_NAMED = 4;

/**
 * What a record says of a batch of so many customers, at the column that is raised: the records most like it, and how
 * many more.
 */
export function batchFinding(
  { column, to }: NonNullable<SimilarityRule['escalates']>,
  { matches, customers, others }: Pick<Batch, 'matches' | 'customers'> & { others: number },
  desk: DeskContext,
  titleOf: (table: string) => string,
): Problem {
  const named = matches.slice(0, MAX_NAMED).map(each => matchText(each, titleOf));
  const rest = others - named.length;
  const rows = [...named, ...(rest > 0 ? [`另有 ${rest} 条`] : [])].join('；');
  return problem(column, 'batch_found', { days: desk.parameter('批量天数'), customers, to, rows });
}

/** Why the system raises a record, for its history. */
export function batchReason(customers: number, desk: DeskContext): string {
  return `${desk.parameter('批量天数')} 天内有 ${customers} 位客户反映同一问题。`;
}

/** `热线记录 20261120003（产品同为“净水器”，描述相似 60%）`. */
export function matchText({ fingerprint, similarity }: Match, titleOf: (table: string) => string): string {
  return `${titleOf(fingerprint.table)} ${fingerprint.number}（${similarityReason(similarity)}）`;
}

/**
 * What a batch sets in a record: nothing where it presses as much already, is closed, or where a person has chosen the
 * value: the note proposes against it.
 */
export function escalatedCells(
  table: Table,
  { column, to }: NonNullable<SimilarityRule['escalates']>,
  record: DeskRecord,
): Cells {
  const declared = columnOf(table, column);
  if (declared.owner !== 'staff' || declared.kind.type !== 'option' || !('options' in declared.kind))
    throw new Error(`table ${table.key} raises "${column}", which has no options of its own`);
  const { options } = declared.kind;
  const presses = (value: unknown) => options.indexOf(String(value));
  const value = record.cells[column] ?? null;
  const now = presses(value);
  const isChosen = value !== null && record.proposed[column] !== value;
  if (!isOpenRecord(table, record) || isChosen || (now >= 0 && now <= presses(to))) return {};
  return { [column]: to };
}
