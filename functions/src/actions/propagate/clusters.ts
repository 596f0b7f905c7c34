// Batches among the rows of a commit: whoever belongs to one is raised, once, and the supervisors hear of it once.

import { decide } from '../../core/decide/decide.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { DAY, type Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { References } from '../../core/record/references.ts';
import type { SimilarityRule } from '../../core/schema/similarity-rule.ts';
import { staffCells } from '../../core/schema/table.ts';
import {
  type Batch,
  batchFinding,
  batchOf,
  batchReason,
  escalatedCells,
  type Match,
  matchesOf,
} from '../../core/similarity/cluster.ts';
import { bucketOf, bucketsAround, type Fingerprint } from '../../core/similarity/fingerprint.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';
import type { SetAside } from '../desk/set-aside.ts';
import type { Saved } from './following.ts';
import type { IndexBuckets } from './index-buckets.ts';

/** What comparing rows needs. */
export interface Comparing {
  transaction: DeskTransaction;
  /** Records as they stand in this transaction, by key; those that are raised are put in as well. */
  current: Map<string, DeskRecord>;
  references: References;
  buckets: IndexBuckets;
  aside: SetAside;
}

/** A saved row that is compared with others. */
export interface Compared {
  saved: Saved;
  rule: SimilarityRule;
  fingerprint: Fingerprint;
}

/** A batch, and the row that made it one. */
interface FoundBatch {
  cause: Compared;
  batch: Batch;
}

/** Members whose similarity to each other is worked out, to be named in their notes: more would not be named. */
const MAX_HELD = 20;

/** Raises the rows of each batch that a compared row belongs to. Answers what is saved because of that. */
export async function escalateClusters(
  compared: readonly Compared[],
  now: Instant,
  comparing: Comparing,
): Promise<Saved[]> {
  const saved: Saved[] = [];
  for (const cause of compared) {
    const found = findBatch(cause, now, comparing);
    if (!found) continue;
    const known = found.batch.matches.some(({ fingerprint }) => fingerprint.counted);
    const escalated = await countIn(found, comparing);
    saved.push(...escalated);
    if (!known && cause.fingerprint.at > now - cause.saved.desk.parameter('批量天数') * DAY)
      announce(found, escalated);
  }
  return saved;
}

function findBatch(cause: Compared, now: Instant, { buckets, current }: Comparing): FoundBatch | undefined {
  const { rule, fingerprint } = cause;
  const { desk } = cause.saved;
  // One that an earlier row of this commit has been taken into is told already.
  const counted = current.get(fingerprint.key)?.findings.some(each => each.code === 'batch_found');
  if (!rule.escalates || counted) return undefined;
  const others = [...buckets.on(bucketsAround(fingerprint.at, desk.parameter('批量天数'), now))];
  const raising = others.filter(({ table }) => desk.tableOf(table)?.similarity?.escalates);
  const batch = batchOf(fingerprint, matchesOf(fingerprint, raising, desk), desk);
  return batch && { cause, batch };
}

/** Takes everybody of a batch in who is not in yet: their rows are escalated, say why, and stand in the buckets as counted. */
async function countIn({ cause, batch }: FoundBatch, comparing: Comparing): Promise<Saved[]> {
  const { current, transaction, buckets } = comparing;
  const members = [cause.fingerprint, ...batch.matches.map(({ fingerprint }) => fingerprint)];
  const fresh = members.filter(({ counted }) => !counted);
  const unknown = fresh.map(({ key }) => key).filter(key => !current.has(key));
  if (unknown.length > 0) {
    const { records } = await transaction.read(unknown, []);
    for (const [key, record] of records) current.set(key, record);
  }
  return fresh.flatMap(member => {
    const rule = cause.saved.desk.tableOf(member.table)?.similarity;
    if (rule) buckets.put(bucketOf(rule, member), { ...member, counted: true });
    const matches = matchesOf(member, members.slice(0, MAX_HELD), cause.saved.desk);
    return escalate(member, matches, { cause, batch }, comparing);
  });
}

function escalate(
  { key }: Fingerprint,
  matches: readonly Match[],
  { cause: { saved }, batch }: FoundBatch,
  { current, references, aside }: Comparing,
): Saved[] {
  const { desk, because, accepted: cause } = saved;
  const before = current.get(key);
  const table = before && desk.tableOf(before.table);
  const rule = table?.similarity?.escalates;
  if (!before || !table || !rule) return [];
  return (
    aside.decide(before, (): Saved[] => {
      const escalated = escalatedCells(table, rule, before);
      const told = { matches: [...matches], customers: batch.customers, others: batch.matches.length };
      const found = {
        findings: [...before.findings, batchFinding(rule, told, desk, titleOf)],
        escalated,
        why: batchReason(batch.customers, desk),
      };
      const row = { values: { ...staffCells(table, before.cells), ...escalated }, problems: [] };
      const { by, at: now } = cause.event;
      const accepted = decide({ table, key, before, row, references, found, by, now }, desk);
      if (accepted.outcome !== 'saved') return [];
      current.set(key, accepted.after);
      return [{ before, accepted, table, desk, because }];
    }) ?? []
  );
}

function announce({ cause, batch }: FoundBatch, escalated: readonly Saved[]): void {
  const { saved, fingerprint } = cause;
  const carrier = escalated.find(({ accepted }) => accepted.after.key === fingerprint.key) ?? saved;
  carrier.accepted.announcements.push({
    kind: 'batch',
    occasion: String(fingerprint.at),
    title: `${batch.customers} 位客户反映同一问题`,
    what: whatOf(batch, saved.desk),
    why: '您收到这封通知，是因为同一问题有多位客户反映，按规则要优先处理。',
    urgent: true,
    to: [{ role: '客服主管' }],
  });
}

/** Rows that the announcement names. */
const MAX_NAMED = 10;

function whatOf({ matches, customers }: Batch, desk: DeskContext): string {
  const rows = matches
    .slice(0, MAX_NAMED)
    .map(({ fingerprint }) => `${titleOf(fingerprint.table)} ${fingerprint.number}`);
  const rest = matches.length > rows.length ? `等 ${matches.length} 条` : '';
  return `${batchReason(customers, desk)}相似的记录：${rows.join('、')}${rest}。`;
}
