// What a measure has come to: like problems some days before it and after it, each count with the records that make it.

import type { DeskContext } from '../desk/desk.ts';
import { DAY, type Instant, localDate } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import type { Source } from '../schema/column.ts';
import { problem } from '../schema/problem.ts';
import type { EffectRule } from '../schema/similarity-rule.ts';
import type { Table } from '../schema/table.ts';
import { matchesOf, matchText } from './batch.ts';
import { blocksAround, type Probe } from './blocking.ts';
import { type Fingerprint, traitsOf } from './fingerprint.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Before the measure and after it: `from` and up to `to`. */
type Spans = Record<Extract<Source, { from: 'effect' }>['side'], { from: Instant; to: Instant }>;

/** Whether a change of a record moves what it has come to. */
export function movesEffect(
  { texts, since }: EffectRule,
  before: DeskRecord | undefined,
  after: DeskRecord,
): boolean {
  return [...texts, since].some(key => (before?.cells[key] ?? null) !== (after.cells[key] ?? null));
}

/** Problems of the like of one measure that are looked at: more of them are not counted. */
const MAX_COUNTED = 2_000;

/**
 * What is asked for to find the problems that a record's effect is counted from; nothing before the measure is in
 * place.
 */
export function effectProbe(
  rule: EffectRule,
  record: DeskRecord,
  now: Instant,
  desk: DeskContext,
): Probe | undefined {
  const spans = spansOf(rule, record, now, desk);
  const traits = spans && traitsOf(rule, record.cells, desk);
  if (!traits) return undefined;
  const { before, after } = spans;
  return {
    blocks: blocksAround('dated', traits, vocabularyOf(desk.faults)),
    from: before.from,
    to: after.to,
    limit: MAX_COUNTED,
  };
}

/** A table whose records have an effect, and by what it is counted. */
export interface Effected {
  table: Table;
  rule: EffectRule;
}

/**
 * A record with its effect counted from these fingerprints, and when to count again: once a day until the days after
 * the measure are over.
 */
export function withEffect(
  { table, rule }: Effected,
  record: DeskRecord,
  fingerprints: readonly Fingerprint[],
  now: Instant,
  desk: DeskContext,
): DeskRecord {
  const spans = spansOf(rule, record, now, desk);
  const cells = { ...record.cells };
  const findings = record.findings.filter(each => each.code !== 'effect_counted');
  for (const column of table.columns) {
    if (column.owner !== 'system' || column.source.from !== 'effect') continue;
    const found = spans && countIn(rule, record, fingerprints, spans[column.source.side], desk);
    cells[column.key] = found?.count ?? null;
    if (found) findings.push(problem(column.key, 'effect_counted', found));
  }
  const { reviewAt: _, ...rest } = record;
  const end = spans && spans.before.to + desk.parameter('效果天数') * DAY;
  const again = end !== undefined && end > now ? { reviewAt: Math.min(end, now + DAY) } : {};
  return { ...rest, cells, findings, ...again };
}

/** Rows that a count names. */
const MAX_NAMED = 3;

/** What is counted within a span, and of which records; nothing where a record names no problem. */
function countIn(
  rule: EffectRule,
  { key, cells, number, table }: DeskRecord,
  fingerprints: readonly Fingerprint[],
  { from, to }: Spans['before'],
  desk: DeskContext,
): { from: string; to: string; count: number; rows: string } | undefined {
  const traits = traitsOf(rule, cells, desk);
  if (!traits) return undefined;
  const mine = {
    ...traits,
    key,
    table,
    number,
    at: from,
    customer: null,
    counted: false,
    apart: false,
    answer: null,
  };
  const titleOf = (of: string) => desk.tableOf(of)?.title ?? of;
  const within = fingerprints.filter(({ at }) => at >= from && at < to);
  const matches = matchesOf(mine, within, desk);
  const named = matches.slice(0, MAX_NAMED).map(each => matchText(each, titleOf));
  const rest = matches.length - named.length;
  return {
    from: localDate(from, desk.zone),
    to: localDate(to, desk.zone),
    count: matches.length,
    rows: [...named, ...(rest > 0 ? [`另有 ${rest} 条`] : [])].join('；'),
  };
}

function spansOf(
  { since }: EffectRule,
  { cells }: DeskRecord,
  now: Instant,
  desk: DeskContext,
): Spans | undefined {
  const at = cells[since];
  if (typeof at !== 'number') return undefined;
  const length = desk.parameter('效果天数') * DAY;
  return {
    before: { from: at - length, to: at },
    after: { from: at, to: Math.max(at, Math.min(now + 1, at + length)) },
  };
}
