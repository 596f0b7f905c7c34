// Which records of a desk meet a question, without knowing their keys.

import {
  type CollectionReference,
  FieldPath,
  type Firestore,
  type Query,
  type Transaction,
} from '@google-cloud/firestore';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { desksOf } from './desks-with-work.ts';
import { recordOf } from './documents.ts';
import { readPage } from './read-page.ts';

/** What `RecordStore.closedBefore` is asked beside the desk. */
export type ClosedPage = [
  after: { closedAt: Instant; key: string } | undefined,
  before: Instant,
  limit: number,
];

/** What `RecordStore.recordsTelling` is asked beside the desk. */
export type TellingPage = [
  word: string,
  before: Pick<DeskRecord, 'createdAt' | 'key'> | undefined,
  limit: number,
];

/** Most that is read of the records of some customers, however long they are. */
const MAX_BYTES = 4_000_000;

async function keysOf(query: Query): Promise<string[]> {
  return (await query.select().get()).docs.map(each => each.id);
}

async function recordsOf(query: Query): Promise<DeskRecord[]> {
  return (await query.get()).docs.map(each => recordOf(each.data()));
}

export function dueKeys(records: CollectionReference, now: Instant, limit: number): Promise<string[]> {
  return keysOf(records.where('nextActionAt', '<=', now).orderBy('nextActionAt').limit(limit));
}

export async function soonestAction(records: CollectionReference): Promise<Instant | undefined> {
  const waiting = records.where('nextActionAt', '>', 0).orderBy('nextActionAt').limit(1);
  const next = await waiting.select('nextActionAt').get();
  return next.docs[0]?.get('nextActionAt') as Instant | undefined;
}

export function openKeys(records: CollectionReference, after: string, limit: number): Promise<string[]> {
  return keysOf(afterKey(records.where('closedAt', '==', null), after).limit(limit));
}

export function recordsCountedIn(
  records: CollectionReference,
  name: string,
  after: string,
  limit: number,
): Promise<DeskRecord[]> {
  return recordsOf(afterKey(records.where('countsIn', 'array-contains', name), after).limit(limit));
}

function afterKey(some: Query, after: string): Query {
  const ordered = some.orderBy(FieldPath.documentId());
  return after ? ordered.startAfter(after) : ordered;
}

export function closedBefore(
  records: CollectionReference,
  ...[after, before, limit]: ClosedPage
): Promise<DeskRecord[]> {
  const ordered = records.where('closedAt', '<', before).orderBy('closedAt').orderBy(FieldPath.documentId());
  const rest = after ? ordered.startAfter(after.closedAt, after.key) : ordered;
  return recordsOf(rest.limit(limit));
}

export async function ofCustomers(
  records: CollectionReference,
  digests: readonly string[],
  limit: number,
  transaction?: Transaction,
): Promise<DeskRecord[]> {
  if (digests.length === 0) return [];
  const most = { records: limit, bytes: MAX_BYTES };
  const page = await readPage(records.where('customer.digest', 'in', digests), most, transaction);
  return page.docs.map(({ data }) => recordOf(data));
}

/** Records whose texts have a word, the latest first, before this one. */
export async function recordsTelling(
  records: CollectionReference,
  ...[word, before, limit]: TellingPage
): Promise<DeskRecord[]> {
  const telling = records
    .where('words', 'array-contains', word)
    .orderBy('createdAt', 'desc')
    .orderBy(FieldPath.documentId(), 'desc')
    .limit(limit);
  return recordsOf(before ? telling.startAfter(before.createdAt, before.key) : telling);
}

/** Records that are set aside, the latest first. */
export async function recordsAside(records: CollectionReference, limit: number): Promise<DeskRecord[]> {
  const aside = records.where('aside.since', '>', 0).orderBy('aside.since', 'desc').limit(limit);
  return (await aside.get()).docs.map(each => ({ ...recordOf(each.data()), key: each.id }));
}

/** Keys of those that were set aside by another program or configuration than this. */
export async function keysToTryAgain(
  records: CollectionReference,
  judgedBy: string,
  limit: number,
): Promise<string[]> {
  const others = await records.where('aside.by', '!=', judgedBy).limit(limit).select().get();
  return others.docs.map(each => each.id);
}

/** Desks of those that were set aside by another release than this, however many one of them has. */
export function desksToTryAgain(
  db: Firestore,
  release: string,
  limit: number,
  except: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  const others = db.collectionGroup('records').where('aside.release', '!=', release);
  return desksOf(others.orderBy('aside.release').select('aside.release'), limit, except);
}
