// Batches among records that were saved: whoever belongs to one is raised, once, and the supervisors hear of it once.

import { decide } from '../../core/decide/decide.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { DAY, type Instant } from '../../core/lib/time.ts';
import { announce, type Notice } from '../../core/notices/notice.ts';
import { HEARD_BY } from '../../core/notices/recipients.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { type References, referencesOf } from '../../core/record/references.ts';
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
  mayBeBatch,
} from '../../core/similarity/batch.ts';
import { type Fingerprint, groupOf, nearby } from '../../core/similarity/fingerprint.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';
import type { SetAside } from '../desk/set-aside.ts';
import { findReferences, type Saved } from './following.ts';
import type { SimilarIndex } from './similar-index.ts';

/** What comparing records needs. */
export interface Comparing {
  transaction: DeskTransaction;
  now: Instant;
  desk: DeskContext;
  /** Records as they stand in this transaction, by key; those that change are put in as well. */
  current: Map<string, DeskRecord>;
  references: References;
  index: SimilarIndex;
  aside: SetAside;
}

/** What a saved record tells, and by which rule it is compared. */
export interface Compared {
  rule: SimilarityRule;
  fingerprint: Fingerprint;
}

/** A batch, and the record that made it one. */
interface FoundBatch {
  cause: Fingerprint;
  batch: Batch;
}

/** Members whose similarity to each other is worked out, to be named in their notes: more would not be named. */
const MAX_HELD = 20;

/**
 * Raises the records of each batch that a compared one belongs to. Answers what is saved because of that, and who hears
 * of it.
 */
export async function escalateBatches(
  compared: readonly Compared[],
  comparing: Comparing,
): Promise<{ escalated: Saved[]; announced: Notice[] }> {
  const { now, desk } = comparing;
  const escalated: Saved[] = [];
  const announced: Notice[] = [];
  for (const each of compared) {
    const found = findBatch(each, comparing);
    if (!found) continue;
    const known = found.batch.matches.some(({ fingerprint }) => fingerprint.counted);
    escalated.push(...(await countIn(found, comparing)));
    if (!known && found.cause.at > now - desk.parameter('批量天数') * DAY)
      announced.push(...announcementOf(found, comparing));
  }
  return { escalated, announced };
}

function findBatch({ rule, fingerprint }: Compared, comparing: Comparing): FoundBatch | undefined {
  const { current, desk } = comparing;
  // One that an earlier record of this transaction has been taken in with is told already.
  const counted = current.get(fingerprint.key)?.findings.some(each => each.code === 'batch_found');
  if (!rule.escalates || counted) return undefined;
  const raising = raisingBeside(fingerprint, comparing);
  // One customer's rows, however many, need not be compared.
  if (!mayBeBatch(fingerprint, raising, desk)) return undefined;
  const batch = batchOf(fingerprint, matchesOf(fingerprint, raising, desk), desk);
  return batch && { cause: fingerprint, batch };
}

/** Those that a batch with this one may be made of. */
export const raisingBeside = (fingerprint: Fingerprint, { index, desk }: Comparing): Fingerprint[] =>
  index
    .near('dated', nearby(fingerprint, desk.parameter('批量天数'), desk))
    .filter(({ table }) => desk.tableOf(table)?.similarity?.escalates);

/** Takes everybody of a batch in who is not in yet: their rows are escalated, say why, and are filed as counted. */
async function countIn(found: FoundBatch, comparing: Comparing): Promise<Saved[]> {
  const { index, desk } = comparing;
  const members = [found.cause, ...found.batch.matches.map(({ fingerprint }) => fingerprint)];
  const fresh = members.filter(({ counted }) => !counted);
  await readMembers(
    fresh.map(({ key }) => key),
    comparing,
  );
  return fresh.flatMap(member => {
    const rule = desk.tableOf(member.table)?.similarity;
    if (rule) index.file(groupOf(rule), { ...member, counted: true });
    const matches = matchesOf(member, members.slice(0, MAX_HELD), desk);
    return escalate(member, matches, found, comparing);
  });
}

/** Reads what is not known yet of the members of a batch: their records, and those that these name. */
export async function readMembers(
  keys: readonly string[],
  { transaction, current, references, desk }: Comparing,
): Promise<void> {
  const unknown = keys.filter(key => !current.has(key));
  if (unknown.length > 0) {
    const { records } = await transaction.read(unknown, []);
    for (const [key, record] of records) current.set(key, record);
  }
  const named = keys.flatMap(key => {
    const record = current.get(key);
    const table = record && desk.tableOf(record.table);
    return table ? referencesOf(table, record.cells) : [];
  });
  await findReferences(named, references, transaction);
}

function escalate(
  { key }: Fingerprint,
  matches: readonly Match[],
  { cause, batch }: FoundBatch,
  { current, references, aside, desk, now }: Comparing,
): Saved[] {
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
      const by = current.get(cause.key)?.updatedBy ?? before.updatedBy;
      const accepted = decide({ table, key, before, row, references, found, by, now }, desk);
      if (accepted.outcome !== 'saved') return [];
      current.set(key, accepted.after);
      return [{ before, accepted, table, desk, because: cause.key }];
    }) ?? []
  );
}

/** What the supervisors hear of a batch, about the record that made it one. */
function announcementOf({ cause, batch }: FoundBatch, { current, desk }: Comparing): Notice[] {
  const record = current.get(cause.key);
  const table = record && desk.tableOf(record.table);
  if (!table) return [];
  const announcement = {
    kind: 'batch' as const,
    occasion: String(cause.at),
    title: `${batch.customers} 位客户反映同一问题`,
    what: whatOf(batch, desk),
    why: '您收到这封通知，是因为同一问题有多位客户反映，按规则要优先处理。',
    urgent: true,
    to: [{ role: HEARD_BY.batch }],
  };
  return announce([announcement], record, table, desk);
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
