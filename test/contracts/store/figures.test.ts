// Figures counted up from changes, and notices on their way: each exactly once, however many hands are at it.
import { expect, test } from 'vitest';
import { addFigures, type Figures } from '../../../functions/src/core/figures/figures.ts';
import type { DeskRecord } from '../../../functions/src/core/record.ts';
import type { DeskStore } from '../../../functions/src/ports.ts';
import { noticeOf, recordOf } from './desk-book.ts';
import { commit, describeStore } from './store.ts';

const WEEK = 'week-2023-W40';

/** What a record of these tests counts for. */
const count = ({ state, cells }: DeskRecord): Figures => ({
  open: { 'cases/open': 1, [`cases/open/state/${state}`]: 1 },
  [WEEK]: { 'cases/created': 1, [`cases/次数/${String(cells['次数'])}.5`]: 1 },
});

const minus = (figures: Figures): Figures =>
  Object.fromEntries(
    Object.entries(figures).map(([document, entries]) => [
      document,
      Object.fromEntries(Object.entries(entries).map(([key, amount]) => [key, -amount])),
    ]),
  );

/** Saves a record with the change that takes away what it counted for and adds what it counts for now. */
function save(store: DeskStore, after: DeskRecord, before?: DeskRecord): Promise<void> {
  const change = addFigures(before ? minus(count(before)) : {}, count(after));
  return commit(store, 'desk-1', { records: [{ after }], change });
}

/** The figures without what has come to nothing. */
const shown = async (store: DeskStore) => addFigures(await store.figures('desk-1', ['open', WEEK]));

async function applyAll(store: DeskStore, limit: number): Promise<number> {
  let sum = 0;
  for (let applied = limit; applied === limit; sum += applied) {
    applied = await store.applyChanges('desk-1', limit);
  }
  return sum;
}

describeStore('figures of a desk', world => {
  test('changes are taken into the figures, down as well as up, and are gone then', async () => {
    const { store } = world.open();
    expect(await shown(store)).toEqual({});
    const first = recordOf('a');
    await save(store, first);
    await save(store, recordOf('b'));
    await save(store, recordOf('a', { state: '已解决' }), first);
    expect(await store.applyChanges('desk-1', 2)).toBe(2);
    expect(await store.applyChanges('desk-1', 2)).toBe(1);
    expect(await store.applyChanges('desk-1', 2)).toBe(0);
    expect(await shown(store)).toEqual({
      open: { 'cases/open': 2, 'cases/open/state/已登记': 1, 'cases/open/state/已解决': 1 },
      [WEEK]: { 'cases/created': 2, 'cases/次数/1.5': 2 },
    });
    expect(await store.figures('desk-2', ['open'])).toEqual({ open: {} });
  });

  test('many consumers at once apply each change once', async () => {
    const { store, other } = world.open();
    for (let at = 0; at < 18; at++) await save(store, recordOf(`record-${at}`));
    const applied = await Promise.all([store, other, store, other].map(each => applyAll(each, 5)));
    // A consumer that finds fewer than it can take stops, though others may have failed meanwhile: the rest is the next one's.
    applied.push(await applyAll(store, 5));
    expect(applied.reduce((sum, each) => sum + each, 0)).toBe(18);
    expect((await shown(store)).open).toEqual({ 'cases/open': 18, 'cases/open/state/已登记': 18 });
  });

  test('changes that arrive while others are applied are neither lost nor counted twice', async () => {
    const { store, other } = world.open();
    const rows = { saving: true };
    const written = Promise.all(
      Array.from({ length: 12 }, (_, at) => save(store, recordOf(`record-${at}`))),
    ).then(() => (rows.saving = false));
    let sum = 0;
    while (rows.saving) sum += await applyAll(other, 3);
    await written;
    sum += await applyAll(other, 3);
    expect(sum).toBe(12);
    expect((await shown(store)).open?.['cases/open']).toBe(12);
  });

  test('a recount gives what the changes gave, takes pending ones in, and mends figures that are wrong', async () => {
    const { store } = world.open();
    const records = Array.from({ length: 6 }, (_, at) =>
      recordOf(`record-${at}`, { state: at % 2 ? '甲' : '乙' }),
    );
    for (const record of records) await save(store, record);
    await applyAll(store, 10);
    const counted = await shown(store);
    await store.recount('desk-1', count);
    expect(await shown(store)).toEqual(counted);

    await commit(store, 'desk-1', { change: { open: { 'cases/open': 40 }, 'week-1999-W01': { odd: 1 } } });
    await applyAll(store, 10);
    await save(store, recordOf('record-9'));
    await store.recount('desk-1', count);
    expect(await store.applyChanges('desk-1', 10)).toBe(0);
    expect(await shown(store)).toEqual(addFigures(...[...records, recordOf('record-9')].map(count)));
    expect(await store.figures('desk-1', ['week-1999-W01'])).toEqual({ 'week-1999-W01': {} });
  });

  test('rows saved while a recount runs are counted once', async () => {
    const { store, other } = world.open();
    for (let at = 0; at < 5; at++) await save(store, recordOf(`record-${at}`));
    await Promise.all([
      store.recount('desk-1', count),
      ...Array.from({ length: 8 }, (_, at) => save(other, recordOf(`late-${at}`))),
      applyAll(store, 2),
    ]);
    await applyAll(store, 10);
    expect((await shown(store)).open?.['cases/open']).toBe(13);
  });
});

describeStore('notices of a desk', world => {
  test('whoever takes a notice is the only one to send it until the lease ends', async () => {
    const { store, other } = world.open();
    await commit(store, 'desk-1', { notices: [noticeOf('a')] });
    const [first] = await store.claimNotices('desk-1', 1_000, 500, 10);
    expect(first).toMatchObject({ notice: noticeOf('a'), attempt: 1 });
    expect(await other.claimNotices('desk-1', 1_499, 500, 10)).toEqual([]);
    expect(await other.claimNotices('desk-1', 1_500, 500, 10)).toEqual([{ ...first, attempt: 2 }]);
  });

  test('many senders at once take each notice once, as many as they can carry', async () => {
    const { store, other } = world.open();
    const ids = Array.from({ length: 12 }, (_, at) => `notice-${at}`);
    await commit(store, 'desk-1', { notices: ids.map(noticeOf) });
    const taken: string[] = [];
    const carry = async (by: DeskStore) => {
      for (;;) {
        const claimed = await by.claimNotices('desk-1', 1_000, 500, 3);
        expect(claimed.length).toBeLessThanOrEqual(3);
        if (claimed.length === 0) return;
        taken.push(...claimed.map(({ notice }) => notice.id));
      }
    };
    await Promise.all([carry(store), carry(other), carry(store)]);
    expect(taken.sort(byText)).toEqual(ids.sort(byText));
  });

  test('what was sent, or given up, is not taken again; what failed is, when its time has come', async () => {
    const { store } = world.open();
    await commit(store, 'desk-1', { notices: ['sent', 'failed', 'lost'].map(noticeOf) });
    const claimed = await store.claimNotices('desk-1', 1_000, 500, 10);
    const idOf = (id: string) => claimed.find(({ notice }) => notice.id === id)?.id ?? '';
    await store.settleNotice('desk-1', idOf('sent'), { sentAt: 1_100 });
    await store.settleNotice('desk-1', idOf('failed'), { retryAt: 9_000 });
    await store.settleNotice('desk-1', idOf('lost'), { retryAt: null });
    expect(await store.claimNotices('desk-1', 8_999, 500, 10)).toEqual([]);
    const again = await store.claimNotices('desk-1', 9_000, 500, 10);
    expect(again).toEqual([{ id: idOf('failed'), notice: noticeOf('failed'), attempt: 2 }]);
    expect(await store.claimNotices('desk-1', 8_999_999_999, 500, 10)).toHaveLength(1);
  });
});

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
