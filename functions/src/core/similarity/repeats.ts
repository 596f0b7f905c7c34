// Records that may be one and the same matter, written down twice: the same customer with the same problem, while both
// are worked on or on one day. A hint for people, who decide.

import type { DeskContext } from '../desk/desk.ts';
import { excerpt } from '../lib/excerpt.ts';
import { localDate } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import { type Problem, problem } from '../schema/problem.ts';
import type { SimilarityRule } from '../schema/similarity-rule.ts';
import { knownState, type Table } from '../schema/table.ts';
import { reportedAt } from './fingerprint.ts';

/** What a record says of others that may be the same matter. */
const CODE = 'maybe_repeat';

/** Whether it has to be looked at anew which records are the same matter as this one, since it has changed. */
export function movesRepeats(table: Table, before: DeskRecord | undefined, after: DeskRecord): boolean {
  if (before === undefined || isWorkedOn(table, before) === isWorkedOn(table, after)) return false;
  // One that comes back may be told of others again; one that goes is named by those that it names.
  return isWorkedOn(table, after) || after.findings.some(({ code }) => code === CODE);
}

/** Of more nothing is said: whoever has so many open ones knows how to tell them apart, and each would be written. */
const MAX_TOLD = 5;

/**
 * What a record is to say from now on, beside what it says of other things; `others` are of the same customer.
 * `undefined`: that is what it says already.
 */
export function repeatFindings(
  table: Table,
  record: DeskRecord,
  others: readonly DeskRecord[],
  desk: Pick<DeskContext, 'zone'>,
): Problem[] | undefined {
  const was = record.findings.find(({ code }) => code === CODE);
  const is = repeatFinding(table, record, others, desk);
  // A stored map comes back with its keys in any order.
  if (was?.column === is?.column && was?.facts['rows'] === is?.facts['rows']) return undefined;
  const rest = record.findings.filter(({ code }) => code !== CODE);
  return is ? [...rest, is] : rest;
}

function repeatFinding(
  table: Table,
  record: DeskRecord,
  others: readonly DeskRecord[],
  { zone }: Pick<DeskContext, 'zone'>,
): Problem | undefined {
  const { similarity: rule } = table;
  if (!rule?.reported) return undefined;
  const repeats: DeskRecord[] = [];
  for (const other of others) {
    if (!isRepeat({ table, rule, zone }, record, other)) continue;
    // However many a customer has: those behind are not looked at.
    if (repeats.push(other) > MAX_TOLD) return undefined;
  }
  if (repeats.length === 0) return undefined;
  const rows = repeats
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.key < b.key ? -1 : 1))
    .map(({ number, state }) => `${table.title} ${number}（${state}）`);
  const what = excerpt(matterName(rule, record) ?? '');
  return problem(rule.reported.contact, CODE, { rows: rows.join('、'), what });
}

/** A number as `repeatFinding` writes it: what is stored of a finding is its words. */
const NUMBER_NAMED = / ([^ （、]+)（/g;

/** Numbers of the records that one names so: of its customer, or of the one it had before its contact was changed. */
export const repeatsNamed = ({ findings }: Pick<DeskRecord, 'findings'>): string[] =>
  findings.flatMap(({ code, facts }) =>
    code === CODE ? [...String(facts['rows']).matchAll(NUMBER_NAMED)].map(([, number = '']) => number) : [],
  );

interface RepeatsAsked {
  table: Table;
  rule: SimilarityRule;
  zone: string;
}

function isRepeat({ table, rule, zone }: RepeatsAsked, mine: DeskRecord, other: DeskRecord): boolean {
  if (other.key === mine.key || other.table !== mine.table || !isWorkedOn(table, mine)) return false;
  const state = knownState(table, other.state);
  if (!state || state.void || refersTo(mine, other) || refersTo(other, mine)) return false;
  const day = (record: DeskRecord) => localDate(reportedAt(rule, record), zone);
  if (state.category === 'closed' && day(mine) !== day(other)) return false;
  const matter = matterName(rule, mine);
  return matter !== undefined && matter === matterName(rule, other) && !isOtherProduct(rule, mine, other);
}

/** Whether a record is worked on. One of a state that is no longer declared cannot be decided, and is left alone. */
function isWorkedOn(table: Table, record: DeskRecord): boolean {
  const state = knownState(table, record.state);
  return state !== undefined && state.category !== 'closed';
}

/** What the matter is called: its type, or where the table knows none, its product. */
function matterName({ type, product }: SimilarityRule, { cells }: DeskRecord): string | undefined {
  const cell = cells[type ?? product ?? ''] ?? null;
  return cell === null ? undefined : String(cell).trim();
}

/** Whether two records name products, and different ones. */
function isOtherProduct({ product = '' }: SimilarityRule, one: DeskRecord, other: DeskRecord): boolean {
  const named = [one, other].map(({ cells }) => String(cells[product] ?? '').trim());
  return named.every(each => each !== '') && named[0] !== named[1];
}

/** Whether a record was written with regard to another one: then they are two, and somebody knows it. */
const refersTo = ({ key }: DeskRecord, { links }: DeskRecord): boolean =>
  Object.values(links).some(all => all.some(link => link.key === key));
