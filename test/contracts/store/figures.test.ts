// Figures counted up from changes, and notices on their way: each exactly once, however many hands are at it.
import { expect, test } from 'vitest';
import { addFigures, differenceOf, type Figures } from '../../../functions/src/core/figures/figures.ts';
import { CUT } from '../../../functions/src/core/figures/totals.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import { openedOf, recordOf } from './desk-book.ts';
import { commit, describeStore } from './store.ts';

const WEEK = 'week-2023-W40';

/** What a record of these tests counts for. */
const count = ({ state, cells, key }: DeskRecord): Figures => ({
  open: { 'cases/open': 1, [`cases/open/state/${state}`]: 1 },
  [WEEK]: { 'cases/created': 1, [`cases/次数/${String(cells['次数'])}.5`]: 1 },
  [`${WEEK}-seen-a`]: { [`cases/a${key.length}`]: 1 },
});

/** Saves a record with the change that takes away what it counted for and adds what it counts for now. */
function save(store: DeskStore, after: DeskRecord, before?: DeskRecord, at = 1_000): Promise<void> {
  const figures = differenceOf(before ? count(before) : {}, count(after));
  return commit(store, 'desk-1', { records: [{ after }], change: { at, figures } });
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
      [WEEK]: { 'cases/created': 2, 'cases/次数/1.5': 2, 'cases/customers': 1 },
    });
    expect(await store.figures('desk-2', ['open'])).toEqual({ open: {} });
  });

  test('a customer counts once, as long as one of his records is left', async () => {
    const { store } = world.open();
    const records = ['a', 'b', 'cc'].map(key => recordOf(key));
    for (const record of records) await save(store, record);
    await applyAll(store, 1);
    const customers = async () => (await shown(store))[WEEK]?.['cases/customers'];
    expect(await customers()).toBe(2);
    const left: unknown[] = [];
    for (const record of records) {
      await commit(store, 'desk-1', { change: { at: 1_000, figures: differenceOf(count(record), {}) } });
      await applyAll(store, 5);
      left.push(await customers());
    }
    expect(left).toEqual([2, 1, undefined]);
  });

  test('those made before a time can be taken in first', async () => {
    const { store } = world.open();
    await save(store, recordOf('late'), undefined, 2_000);
    await save(store, recordOf('early'), undefined, 1_999);
    const waits = (before: number) => store.transaction('desk-1', each => each.hasChanges(before));
    expect(await waits(1_999)).toBe(false);
    expect(await waits(2_000)).toBe(true);
    expect(await store.applyChanges('desk-1', 10, 2_000)).toBe(1);
    expect(await waits(2_000)).toBe(false);
    expect(await waits(2_001)).toBe(true);
    expect((await shown(store)).open?.['cases/open']).toBe(1);
  });

  test('many consumers at once apply each change once', async () => {
    const { store, other } = world.open();
    for (let at = 0; at < 18; at++) await save(store, recordOf(`record-${at}`));
    const applied = await Promise.all([store, other, store, other].map(each => applyAll(each, 5)));
    // A consumer that finds fewer than it can take stops, though others may have failed meanwhile: the rest is the next
    // one's.
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

  test('a document that is full says so, and goes on counting what it has', async () => {
    const { store } = world.open();
    const long = (at: number) => `cases/tag/${String(at).padStart(4, '0')}${'长'.repeat(300)}`;
    const entries = Object.fromEntries(Array.from({ length: 1_200 }, (_, at) => [long(at), 1]));
    const change = (figures: Figures) => commit(store, 'desk-1', { change: { at: 1_000, figures } });
    await change({ [WEEK]: Object.fromEntries(Object.entries(entries).slice(0, 700)) });
    await change({ [WEEK]: Object.fromEntries(Object.entries(entries).slice(700)) });
    await applyAll(store, 1);
    await change({ [WEEK]: { [long(0)]: 4 } });
    await applyAll(store, 1);
    const full = (await shown(store))[WEEK] ?? {};
    expect(Object.keys(full).length).toBeGreaterThan(900);
    expect(Object.keys(full).length).toBeLessThan(1_000);
    expect([full[CUT], full[long(0)]]).toEqual([1, 5]);
  });

  test('all records are counted as of one moment, page by page, beside the figures and what waits', async () => {
    const { store, other } = world.open();
    await commit(store, 'desk-1', { opened: openedOf('desk-1') });
    const many = Array.from({ length: 501 }, (_, at) => recordOf(`record-${String(at).padStart(3, '0')}`));
    await commit(store, 'desk-1', { records: many.map(after => ({ after })) });
    await save(store, recordOf('applied'));
    await applyAll(store, 5);
    await save(store, recordOf('pending'));
    const late: Promise<void>[] = [];
    const counted = await store.countAll('desk-1', record => {
      if (late.length === 0)
        late.push(save(other, recordOf('a-late-one')), save(other, recordOf('z-late-one')));
      return count(record);
    });
    await Promise.all(late);
    expect(counted.records).toBe(503);
    expect(counted.sums.open?.['cases/open']).toBe(503);
    expect(counted.figures.open?.['cases/open']).toBe(1);
    expect(counted.pending.open?.['cases/open']).toBe(1);
  });

  test('what a period came to is kept once, whole', async () => {
    const { store } = world.open();
    const period = {
      document: WEEK,
      kind: 'week' as const,
      from: 1_000,
      until: 2_000,
      frozenAt: 2_500,
      counting: 2,
      policy: { version: 3, settings: [{ category: '时限', name: '热线响应', value: '2h' }] },
      figures: { [WEEK]: { 'cases/created': 2 }, [`${WEEK}-tail`]: {}, open: { 'cases/open': 1 } },
    };
    expect(await store.closedPeriods('desk-1', [WEEK])).toEqual([]);
    await commit(store, 'desk-1', { closedPeriods: [period] });
    expect(await store.closedPeriods('desk-1', ['month-2023-10', WEEK])).toEqual([period]);
    // Who keeps it again changes nothing, and what he has to write beside it is written.
    const again = { ...period, frozenAt: 9_000, figures: { [WEEK]: { 'cases/created': 9 } } };
    await commit(store, 'desk-1', { closedPeriods: [again], records: [{ after: recordOf('beside') }] });
    expect(await store.closedPeriods('desk-1', [WEEK])).toEqual([period]);
    expect((await store.records('desk-1', ['beside'])).size).toBe(1);
  });
});
