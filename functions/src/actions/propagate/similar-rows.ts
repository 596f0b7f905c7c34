// Rows held against others that tell of the same problem, in the commit that saves them: what is kept of them, and what they are told.

import type { RowInput } from '../../contract/contract.ts';
import { type Reading, readTime } from '../../core/lib/parse-time.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { PARAMETERS } from '../../core/schema/parameters.ts';
import type { SimilarityRule } from '../../core/schema/similarity-rule.ts';
import type { Table } from '../../core/schema/table.ts';
import { offersOf } from '../../core/similarity/answers.ts';
import { matchesOf } from '../../core/similarity/cluster.ts';
import {
  bucketOf,
  bucketsAround,
  comparedColumns,
  type Fingerprint,
  fingerprintOf,
  isOpenRecord,
  lastingBuckets,
  reportedAt,
} from '../../core/similarity/fingerprint.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';
import { type Compared, type Comparing, escalateClusters } from './clusters.ts';
import type { Saved } from './following.ts';

/** Where a desk's days begin is known only once it is read; until then times are guessed by this zone. */
const LIKELY_ZONE = 'Asia/Shanghai';
/** Most buckets that are read because rows may want them. */
const MAX_LIKELY = 60;

/** Buckets that these rows will most likely want, so that they can be read along with the records. */
export function likelyBuckets({ similarity }: Table, rows: readonly RowInput[], now: Instant): string[] {
  if (!similarity) return [];
  const columns = comparedColumns(similarity);
  const reading: Reading = { zone: LIKELY_ZONE, now, towards: 'past' };
  const wanted = rows.flatMap(({ key, base, edited, cells }) => {
    const told = similarity.texts.some(text => (cells[text] ?? '') !== '');
    if (!told || (base !== '' && !edited.some(each => columns.includes(each)))) return [];
    const cell = similarity.reported && cells[similarity.reported.at];
    const read = typeof cell === 'string' || typeof cell === 'number' ? readTime(cell, reading) : now;
    const at = typeof read === 'number' ? read : now;
    return wantedBuckets(similarity, { key, at }, now, PARAMETERS.批量天数.value);
  });
  return [...new Set(wanted)].slice(0, MAX_LIKELY);
}

/** The buckets on which a fingerprint has its place, and those that it is held against. */
function wantedBuckets(
  rule: SimilarityRule,
  fingerprint: Pick<Fingerprint, 'key' | 'at'>,
  now: Instant,
  days: number,
): string[] {
  return [
    bucketOf(rule, fingerprint),
    ...(rule.offers ? [] : lastingBuckets()),
    ...(rule.escalates ? bucketsAround(fingerprint.at, days, now) : []),
  ];
}

/** Keeps what saved rows tell, tells them what is like them, and raises batches. Answers what else is saved because of that. */
export async function compareRows(
  all: readonly Saved[],
  now: Instant,
  comparing: Comparing,
): Promise<Saved[]> {
  const { buckets, current, transaction } = comparing;
  const changed = changesOf(all).filter(tellsNews);
  if (changed.length === 0) return [];
  const contacts = await contactsOf(changed, transaction);
  const compared = changed.flatMap(({ last, rule, before }): Placed[] => {
    const { table, desk, accepted } = last;
    const record = current.get(accepted.after.key) ?? accepted.after;
    const fingerprint = fingerprintOf(table, record, contacts.get(record.key) ?? null, desk);
    if (!fingerprint) return [];
    const place = bucketOf(rule, fingerprint);
    const former = before ? bucketOf(rule, { key: before.key, at: reportedAt(rule, before) }) : place;
    const wanted = [former, ...wantedBuckets(rule, fingerprint, now, desk.parameter('批量天数'))];
    return [{ saved: last, rule, fingerprint, place, former, wanted }];
  });
  await buckets.look(compared.flatMap(({ wanted }) => wanted));
  for (const { fingerprint, place, former } of compared) {
    if (former !== place) buckets.take(former, fingerprint.key);
    buckets.put(place, fingerprint);
  }
  for (const each of compared) offer(each, comparing);
  return escalateClusters(compared, now, comparing);
}

/** A row that is compared, and the buckets for it: where it stands now, where it stood, and all that are read for it. */
interface Placed extends Compared {
  place: string;
  former: string;
  wanted: string[];
}

/** All that a commit does to one record that may be compared: how it was before, and how it is last saved. */
interface Change {
  before: DeskRecord | undefined;
  versions: Saved[];
  last: Saved;
  rule: SimilarityRule;
}

function changesOf(all: readonly Saved[]): Change[] {
  const changes = new Map<string, Change>();
  for (const saved of all) {
    const { key } = saved.accepted.after;
    const known = changes.get(key);
    const rule = saved.table.similarity;
    if (known) Object.assign(known, { last: saved, versions: [...known.versions, saved] });
    else if (rule) changes.set(key, { before: saved.before, versions: [saved], last: saved, rule });
  }
  return [...changes.values()];
}

/** Whether anything that records are compared by is new. */
function tellsNews({ before, versions, last, rule }: Change): boolean {
  const { cells } = last.accepted.after;
  const contact = rule.reported?.contact ?? '';
  return (
    versions.some(({ accepted }) => contact in accepted.privateCells) ||
    comparedColumns(rule).some(key => (before?.cells[key] ?? null) !== (cells[key] ?? null))
  );
}

/** The customers' contacts, in full as far as they are known, by row key. */
async function contactsOf(
  changed: readonly Change[],
  transaction: DeskTransaction,
): Promise<Map<string, string>> {
  const written = changed.map(({ versions, last, rule, before }) => {
    const column = rule.reported?.contact ?? '';
    const told = versions.flatMap(({ accepted }) => accepted.privateCells[column] ?? []).at(-1);
    const { key, cells } = last.accepted.after;
    return { key, column, told, shown: cells[column] ?? null, kept: before !== undefined };
  });
  const asked = written.filter(({ told, shown, kept }) => told === undefined && shown !== null && kept);
  const kept = await transaction.privateCells(asked.map(({ key }) => key));
  return new Map(
    written.flatMap(({ key, column, told, shown }) => {
      const contact = told ?? kept.get(key)?.[column] ?? shown;
      return typeof contact === 'string' ? [[key, contact] as const] : [];
    }),
  );
}

/** Tells a row which entries know an answer to what it describes. */
function offer({ saved, rule, fingerprint }: Compared, { buckets, current }: Comparing): void {
  const { accepted, table, desk } = saved;
  const { after } = accepted;
  if (rule.offers || !isOpenRecord(table, after)) return;
  const offers = offersOf(rule, matchesOf(fingerprint, buckets.on(lastingBuckets()), desk), titleOf);
  const others = after.findings.filter(each => each.code !== 'solution_offered');
  if (offers.length === 0 && others.length === after.findings.length) return;
  accepted.after = { ...after, findings: [...others, ...offers] };
  current.set(after.key, accepted.after);
}
