// Emulators answer any query; production refuses one without its index. So every query that the store makes is held
// against firestore.indexes.json.
import { readFileSync } from 'node:fs';
import type { Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firestoreOf } from '../../../functions/src/adapters/firestore/documents.ts';
import { FirestorePersons } from '../../../functions/src/adapters/firestore/persons.ts';
import { FirestoreStore } from '../../../functions/src/adapters/firestore/store.ts';
import { FirestoreWriteLeases } from '../../../functions/src/adapters/firestore/write-leases.ts';
import { type PersonTask, WALK_BEGIN } from '../../../functions/src/core/record/person-task.ts';
import type { PersonStore } from '../../../functions/src/ports/persons.ts';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import type { DeskTransaction } from '../../../functions/src/ports/transaction.ts';
import type { WriteLeases } from '../../../functions/src/ports/write-leases.ts';
import { testKeys } from '../../fixtures/actions/test-keys.ts';
import { AUTHOR, noticeOf, recordOf } from './desk-book.ts';
import { type IndexFile, isGiven, neededIndexes } from './needed-indexes.ts';
import { type QueryLog, startQueryLog } from './query-log.ts';
import { commit } from './store.ts';

const FILE = JSON.parse(
  readFileSync(new URL('../../../firestore.indexes.json', import.meta.url), 'utf8'),
) as IndexFile;

/** Every call of the store: one that is new does not compile until it is here. */
const CALLS: Record<keyof DeskStore, (store: DeskStore) => Promise<unknown>> = {
  transaction: store =>
    store.transaction('desk-1', async transaction => {
      for (const read of Object.values(READS)) await read(transaction);
      transaction.write({ change: { at: 1_000, figures: { open: { cases: 1 } } } });
    }),
  recordsAside: store => store.recordsAside('desk', 1),
  keysToTryAgain: store => store.keysToTryAgain('desk', 'x', 1),
  desksToTryAgain: store => store.desksToTryAgain('x', 1),
  desk: store => store.desk('desk-1'),
  state: store => store.state('desk-1', 'upkeep'),
  overview: store => store.overview('desk-1'),
  dueKeys: store => store.dueKeys('desk-1', 1_000, 10),
  nextActionAt: store => store.nextActionAt('desk-1'),
  dueRecords: store => store.dueRecords('desk-1', 1_000, 10),
  changedSince: async store => {
    const { cursor } = await store.changedSince('desk-1', '', { records: 1, bytes: 1_000 });
    return store.changedSince('desk-1', cursor, { records: 1, bytes: 1_000 });
  },
  openKeys: async store => [
    await store.openKeys('desk-1', '', 10),
    await store.openKeys('desk-1', 'record-1', 10),
  ],
  recordsCountedIn: async store => [
    await store.recordsCountedIn('desk-1', 'cases/open', '', 10),
    await store.recordsCountedIn('desk-1', 'cases/open', 'record-1', 10),
  ],
  recordsInStates: store => store.recordsInStates('desk-1', ['已登记', '已关闭'], 10),
  closedBefore: async store => [
    await store.closedBefore('desk-1', undefined, 2_000, 10),
    await store.closedBefore('desk-1', { closedAt: 1_000, key: 'record-1' }, 2_000, 10),
  ],
  ofCustomers: store => store.ofCustomers('desk-1', ['a', 'b'], 10),
  recordsTelling: async store => [
    await store.recordsTelling('desk-1', '漏水', undefined, 10),
    await store.recordsTelling('desk-1', '漏水', { createdAt: 1_000, key: 'record-1' }, 10),
  ],
  eventsSince: store => store.eventsSince('desk-1', 1_000, 10),
  activityLog: store => store.activityLog('desk-1'),
  keepActivityLog: store => store.keepActivityLog('desk-1', { until: 1_000, lines: [] }),
  // What a process has read it asks for otherwise the next time.
  figures: async store => [await store.figures('desk-1', ['open']), await store.figures('desk-1', ['open'])],
  closedPeriods: async store => [
    await store.closedPeriods('desk-1', ['week-2026-W47']),
    await store.closedPeriods('desk-1', ['week-2026-W47']),
  ],
  applyChanges: async store => [
    await store.applyChanges('desk-1', 10, 2_000),
    await store.applyChanges('desk-1', 10),
  ],
  refileBuckets: store =>
    store.refileBuckets('desk-1', text => ({ key: text, filed: { text, at: 1, blocks: ['a'] } })),
  countAll: store => store.countAll('desk-1', () => ({})),
  records: store => store.records('desk-1', ['record-1']),
  leaseNotices: store => store.leaseNotices('desk-1', 'pass', { now: 1_000, leaseMs: 1_000, limit: 10 }),
  recordDelivery: async store => {
    await commit(store, 'desk-1', { notices: [noticeOf('again')] });
    const [claimed] = await store.leaseNotices('desk-1', 'pass', { now: 1_000, leaseMs: 1_000, limit: 1 });
    await store.recordDelivery('desk-1', [claimed?.id ?? ''], { deadAt: 1_000, reason: '' });
  },
  deadLetters: store => store.deadLetters('desk-1', 10),
  requeueNotices: store => store.requeueNotices('desk-1', 10),
  desksWithWork: store => store.desksWithWork(1_000, 10),
  failingDesks: store => store.failingDesks(),
  noteFailing: store => store.noteFailing('desk-1', null),
  delivering: store => store.delivering('desk-1', 'pass', async () => undefined),
  rotateKeys: store => store.rotateKeys('desk-1'),
  renewSealed: async store => [
    await store.renewSealed('desk-1', ''),
    await store.renewSealed('desk-1', 'record-1'),
  ],
  renewFingerprints: async store => [
    await store.renewFingerprints('desk-1', '', text => text),
    await store.renewFingerprints('desk-1', 'record-1', text => text),
  ],
  renewMarks: async store => [
    await store.renewMarks('desk-1', '', () => ({ persons: ['a'] })),
    await store.renewMarks('desk-1', 'record-1', () => undefined),
  ],
  keysWithPlainDigests: store => store.keysWithPlainDigests('desk-1', 10),
  keepNonce: store => store.keepNonce('desk-1', 'li', 'nonce'),
  nonce: store => store.nonce('desk-1', 'li'),
  dropNonce: store => store.dropNonce('desk-1', 'li'),
};

const READS: Record<
  Exclude<keyof DeskTransaction, 'write'>,
  (transaction: DeskTransaction) => Promise<unknown>
> = {
  read: transaction => transaction.read(['record-1'], ['cases'], { names: ['a'] }),
  state: transaction => transaction.state('upkeep'),
  keptPeriods: transaction => transaction.keptPeriods(['week-2026-W47']),
  events: transaction => transaction.events([{ key: 'record-1', versions: [1] }]),
  history: transaction => transaction.history('record-1', 10),
  using: transaction => transaction.using(['setting-1'], 10),
  ofCustomers: transaction => transaction.ofCustomers(['a'], 10),
  byNumber: transaction => transaction.byNumber(['001', '002']),
  privateCells: transaction => transaction.privateCells(['record-1']),
  figures: transaction => transaction.figures(['open']),
  hasChanges: transaction => transaction.hasChanges(1_000),
  toCompare: transaction => transaction.toCompare(10),
  fingerprints: transaction => transaction.fingerprints({ blocks: ['a', 'b'], from: 1, to: 2, limit: 10 }),
};

const LEASE_CALLS: Record<keyof WriteLeases, (leases: WriteLeases) => Promise<unknown>> = {
  take: leases => leases.take('desk-1', 1_000, false),
  written: leases => leases.written('desk-1'),
  end: leases => leases.end('desk-1', 1, 1_000),
  owing: leases => leases.owing(1_000, 10),
};

const TASK: PersonTask = {
  id: 'task-1',
  keys: [],
  marks: ['a'],
  does: { kind: 'erase' },
  by: AUTHOR,
  at: 1_000,
  place: WALK_BEGIN,
  changed: 0,
  missed: false,
};
const PERSON_CALLS: Record<keyof PersonStore, (persons: PersonStore) => Promise<unknown>> = {
  recordsMarked: async persons => [
    await persons.recordsMarked('desk-1', 'a', '', 10),
    await persons.recordsMarked('desk-1', 'a', 'record-1', 10),
  ],
  closedBy: async persons => [
    await persons.closedBy('desk-1', 'cases', 2_000, { at: 0, key: '' }, 10),
    await persons.closedBy('desk-1', 'cases', 2_000, { at: 1_000, key: 'record-1' }, 10),
  ],
  recordsToHide: persons => persons.recordsToHide('desk-1', 10),
  told: persons => persons.told('desk-1', 'record-1', 10),
  rewriteTold: persons =>
    persons.rewriteTold('desk-1', 'record-1', { event: event => event, text: text => text }),
  keepTask: persons => persons.keepTask('desk-1', TASK),
  openTasks: persons => persons.openTasks('desk-1', 10),
  tasksToLookAt: persons => persons.tasksToLookAt('desk-1', 0, 10),
};

let log: QueryLog;
let client: Firestore;
beforeAll(async () => {
  log = await startQueryLog();
  client = firestoreOf('indexes', log.address);
});
afterAll(async () => {
  await client.terminate();
  log.close();
});

test('every query of the store has its index', async () => {
  const store = new FirestoreStore(
    () => client,
    testKeys(() => client),
  );
  await commit(store, 'desk-1', {
    records: [
      { after: recordOf('record-1', { nextActionAt: 500, dueAt: 500 }) },
      { after: recordOf('record-2') },
    ],
    notices: [noticeOf('a')],
  });
  for (const call of Object.values(CALLS)) await call(store);
  const persons = new FirestorePersons(() => client);
  for (const call of Object.values(PERSON_CALLS)) await call(persons);
  const leases = new FirestoreWriteLeases(() => client);
  for (const call of Object.values(LEASE_CALLS)) await call(leases);
  const needed = log.queries.flatMap(neededIndexes);
  expect(needed.filter(index => !isGiven(index, FILE))).toEqual([]);
  // What the file gives is asked for: nothing in it is left over.
  for (const { collectionGroup, fieldPath, indexes } of FILE.fieldOverrides)
    for (const { queryScope: scope, ...way } of indexes)
      expect(needed).toContainEqual({ collectionGroup, scope, fields: [{ fieldPath, ...way }] });
  for (const { collectionGroup, queryScope: scope, fields } of FILE.indexes)
    expect(needed).toContainEqual({ collectionGroup, scope, fields });
});

test.each<[string, (db: Firestore) => Promise<unknown>]>([
  ['a group by a field without an override', db => db.collectionGroup('records').orderBy('dueAt').get()],
  [
    'a group by a field the other way round',
    db => db.collectionGroup('records').orderBy('nextActionAt', 'desc').get(),
  ],
  ['two fields', db => db.collection('records').where('table', '==', 'a').orderBy('dueAt').get()],
  [
    'an order against its names',
    db => db.collection('records').orderBy('dueAt').orderBy('__name__', 'desc').get(),
  ],
  ['a field that is not indexed', db => db.collection('records').where('cells.name', '==', 'a').get()],
  [
    'a descending order where the override has none',
    db => db.collection('notices').orderBy('nextTryAt', 'desc').get(),
  ],
])('%s would be found', async (_, ask) => {
  const before = log.queries.length;
  await ask(client);
  const needed = log.queries.slice(before).flatMap(neededIndexes);
  expect(needed.some(index => !isGiven(index, FILE))).toBe(true);
});

test.each<[string, (db: Firestore) => Promise<unknown>]>([
  ['everything', db => db.collectionGroup('changes').limit(1).get()],
  [
    'an order of one field with names',
    db => db.collection('records').orderBy('dueAt').orderBy('__name__').get(),
  ],
  [
    'two equalities',
    db => db.collection('records').where('number', '==', 'a').where('closedAt', '==', null).get(),
  ],
])('%s needs nothing', async (_, ask) => {
  const before = log.queries.length;
  await ask(client);
  expect(
    log.queries
      .slice(before)
      .flatMap(neededIndexes)
      .every(index => isGiven(index, FILE)),
  ).toBe(true);
});
