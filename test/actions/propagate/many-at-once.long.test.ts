// Many rows of one trouble that are compared at once: what they cost grows as they do. Comparisons are counted.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SetAside } from '../../../functions/src/actions/desk/set-aside.ts';
import {
  type Compared,
  type Comparing,
  escalateBatches,
} from '../../../functions/src/actions/propagate/batches.ts';
import { heedJudgements } from '../../../functions/src/actions/propagate/judged.ts';
import { tellRepeats } from '../../../functions/src/actions/propagate/repeats.ts';
import { SimilarIndex } from '../../../functions/src/actions/propagate/similar-index.ts';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { References } from '../../../functions/src/core/record/references.ts';
import { MAX_HELD } from '../../../functions/src/core/similarity/blocking.ts';
import {
  type Fingerprint,
  fingerprintOf,
  groupOf,
} from '../../../functions/src/core/similarity/fingerprint.ts';
import { repeatFindings } from '../../../functions/src/core/similarity/repeats.ts';
import { titleOf } from '../../../functions/src/core/tables/index.ts';
import type { DeskTransaction } from '../../../functions/src/ports/transaction.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { BatchDesk, callOf, feedbackOf, NOW } from '../../fixtures/actions/batch-desk.ts';
import { deskOf, feedback, hotline } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';
import { often } from '../../fixtures/endurance.ts';
import { withOnly } from '../../fixtures/with-only.ts';

let place: ActionPlace;
beforeAll(async () => {
  place = await ActionPlace.start('many-at-once', () => NOW);
});
afterAll(() => place.close());

const desk = deskOf();
/** Hundreds of rows are saved, on a machine that others keep busy. */
const slow = { timeout: 240_000 };
const textOf = (index: number) => `净水器第${index}次漏水，${index % 2 ? '地板' : '橱柜'}被泡`;

/** A transaction in which nothing is stored. */
const NOTHING_STORED = withOnly<DeskTransaction>({
  fingerprints: async () => [],
  read: async () => ({ records: new Map() }),
});

/** Rows of one customer as they are compared; `looked` counts each time that one is held against another. */
function rowsOf(count: number) {
  const looked = { count: 0 };
  const comparing: Comparing = {
    transaction: NOTHING_STORED,
    now: NOW,
    desk,
    current: new Map(),
    references: new References(titleOf),
    index: new SimilarIndex(NOTHING_STORED, desk),
    aside: new SetAside(place.ports, desk),
  };
  const rule = feedback.similarity;
  if (!rule) throw new Error('feedback is compared');
  const compared = Array.from({ length: count }, (_, index): Compared => {
    const key = `row-${index}`;
    const cells = { content: textOf(index), receivedAt: NOW - index };
    const record = recordOf('feedback', { key, number: key, cells });
    const fingerprint = fingerprintOf(feedback, record, '13812345678', desk);
    if (!fingerprint) throw new Error('nothing to see');
    comparing.current.set(key, record);
    return { rule, fingerprint: watched(fingerprint, looked) };
  });
  for (const { fingerprint } of compared) comparing.index.file(groupOf(rule), fingerprint);
  looked.count = 0;
  return { compared, comparing, looked };
}

/** The same of as many customers. */
function rowsOfAsMany(count: number) {
  const { compared, comparing } = rowsOf(count);
  for (const [index, { fingerprint }] of compared.entries()) {
    const known = comparing.current.get(fingerprint.key);
    const customer = { column: 'contact', digest: `customer-${index}` };
    if (known) comparing.current.set(known.key, { ...known, customer });
  }
  return { compared, comparing };
}

/** Whoever compares two rows looks whether either of them is set apart: two looks. */
function watched(fingerprint: Fingerprint, looked: { count: number }): Fingerprint {
  const { apart } = fingerprint;
  return Object.defineProperty({ ...fingerprint }, 'apart', {
    enumerable: false,
    get() {
      looked.count += 1;
      return apart;
    },
  });
}

/** Whoever asks whether a row repeats another looks at its table first. */
function watchedTable(record: DeskRecord, looked: { count: number }): DeskRecord {
  const { table } = record;
  return Object.defineProperty({ ...record }, 'table', {
    get() {
      looked.count += 1;
      return table;
    },
  });
}

it.each(often([200, 800], [200, 400, 800, 1_600]))(
  '%i rows of one customer cost a bounded number of comparisons each',
  async count => {
    const { compared, comparing, looked } = rowsOf(count);
    const { compared: heeded } = await heedJudgements(compared, comparing);
    const { escalated, announced } = await escalateBatches(heeded, comparing);
    expect([escalated, announced]).toEqual([[], []]);
    // Once, to show what may be the same: of one customer no batch is looked for.
    expect(looked.count).toBeGreaterThan(count);
    expect(looked.count).toBeLessThanOrEqual(2 * MAX_HELD * count);
  },
);

it('a row that repeats many of its customer’s is not held against all of them', () => {
  const row = (index: number) =>
    recordOf('feedback', { key: `row-${index}`, cells: { type: '售后支持', content: textOf(index) } });
  const looked = { count: 0 };
  const others = Array.from({ length: 800 }, (_, index) => watchedTable(row(index), looked));
  expect(repeatFindings(feedback, row(900), others, desk)).toBeUndefined();
  expect(looked.count).toBeGreaterThan(0);
  expect(looked.count).toBeLessThan(30);
});

it.each([
  [1, 50],
  [20, 1_000],
  [500, 1_000],
])('of %i customers no more than %i records are looked at, however many each has', async (count, most) => {
  const { compared, comparing } = rowsOfAsMany(count);
  let asked = 0;
  const transaction = {
    ...comparing.transaction,
    ofCustomers: async (digests: readonly string[], limit: number) => {
      expect(digests.length).toBeLessThanOrEqual(30);
      asked += limit;
      return [];
    },
  };
  await tellRepeats(compared, new Map(), { ...comparing, transaction });
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(most);
});

it('of very long rows of many customers no more are looked at than fill the memory', async () => {
  const { compared, comparing } = rowsOfAsMany(500);
  const remark = '漏'.repeat(80_000);
  let found = 0;
  const ofCustomers = async ([digest = '']: readonly string[], limit: number) => {
    found += limit;
    return Array.from({ length: limit }, (_, index) =>
      recordOf('hotline', { key: `${digest}-${index}`, cells: { remark } }),
    );
  };
  const transaction = { ...comparing.transaction, ofCustomers };
  await tellRepeats(compared, new Map(), { ...comparing, transaction });
  expect(found).toBeGreaterThan(100);
  expect(found).toBeLessThan(200);
});

it(
  'a paste of more than one is held against makes one batch, is raised whole and told once',
  slow,
  async () => {
    const batch = new BatchDesk(place);
    const [before] = await batch.send(feedback, [feedbackOf({ text: textOf(0), contact: '13700000000' })]);
    const told = Array.from({ length: MAX_HELD + 30 }, (_, index) =>
      feedbackOf({ text: textOf(index), contact: `138${String(10_000_000 + index)}` }),
    );
    const answers = await batch.send(feedback, told);
    const raised = await batch.prioritiesOf([...(before ? [before] : []), ...answers]);
    expect(new Set(raised)).toEqual(new Set(['紧急']));
    expect(raised).toHaveLength(MAX_HELD + 31);
    const waiting = await place.ports.store.leaseNotices(DESK_ID, 'all', {
      now: NOW,
      leaseMs: 1_000,
      limit: 1_000,
    });
    const notices = waiting.map(({ notice }) => notice).filter(({ kind }) => kind === 'batch');
    expect(notices.map(({ to }) => to.name).toSorted()).toEqual(['王芳', '赵强']);
  },
);

it('one transaction takes no more rows than one request brings', slow, async () => {
  const who = account('limin');
  const sizes = [500, 20];
  let rows = 0;
  for (const size of sizes) {
    const sent = Array.from({ length: size }, () => ({
      key: `many-${String((rows += 1)).padStart(8, '0')}`,
      base: '',
      edited: [],
      cells: callOf({ text: textOf(rows), contact: '13900000000' }),
    }));
    const by = { account: who.mail, editor: null };
    await commitRows(place.ports, DESK_ID, [{ account: who, table: hotline, by, now: NOW, rows: sent }]);
  }
  const taken: number[] = [];
  const { store } = place.ports;
  const watchedStore = Object.assign(Object.create(store) as typeof store, {
    transaction: <T>(deskId: string, work: (transaction: DeskTransaction) => Promise<T>) =>
      store.transaction(deskId, transaction => {
        const write = transaction.write.bind(transaction);
        transaction.write = writes => {
          if (writes.compared) taken.push(writes.fingerprints?.size ?? 0);
          write(writes);
        };
        return work(transaction);
      }),
  });
  await place.compare(watchedStore);
  expect(taken).toHaveLength(2);
  expect(Math.max(...taken)).toBeLessThanOrEqual(500);
  expect(taken.reduce((sum, rows) => sum + rows, 0)).toBe(520);
});
