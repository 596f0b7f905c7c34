// What a process keeps of what it has read is what anybody else finds, whoever has written since.
import { expect, test } from 'vitest';
import type { ClosedPeriod } from '../../../functions/src/core/figures/closed-periods.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import { openedOf, recordOf } from './desk-book.ts';
import { commit, describeStore } from './store.ts';

const WEEK = 'week-2023-W40';

const closed: ClosedPeriod = {
  document: WEEK,
  kind: 'week',
  from: 1,
  until: 2,
  frozenAt: 3,
  counting: 1,
  policy: {} as ClosedPeriod['policy'],
  figures: { [WEEK]: { 'cases/created': 7 }, [`${WEEK}-tail`]: {}, open: {} },
};

const save = (store: DeskStore, ...records: DeskRecord[]) =>
  commit(store, 'desk-1', { records: records.map(after => ({ after })) });

const keysOf = (records: readonly DeskRecord[]) => records.map(({ key }) => key);

describeStore('what a process keeps of what it has read', world => {
  test('lists of records have what others have put into them and taken out, in their order', async () => {
    const { store, other } = world.open();
    const due = (limit = 10) => store.dueRecords('desk-1', 5_000, limit).then(keysOf);
    const failed = (limit = 10) => store.recordsInStates('desk-1', ['失败'], limit).then(keysOf);
    await save(other, recordOf('b', { dueAt: 2_000, state: '失败', updatedAt: 1_000 }));
    expect([await due(), await failed()]).toEqual([['b'], ['b']]);
    await save(
      other,
      recordOf('a', { dueAt: 2_000, state: '失败', updatedAt: 1_000 }),
      recordOf('c', { dueAt: 1_000, state: '失败', updatedAt: 3_000 }),
      recordOf('late', { dueAt: 5_000 }),
    );
    expect([await due(), await failed()]).toEqual([
      ['c', 'a', 'b'],
      ['c', 'b', 'a'],
    ]);
    await save(
      other,
      recordOf('b', { dueAt: null, version: 2 }),
      recordOf('late', { dueAt: 500, version: 2 }),
    );
    expect([await due(), await failed()]).toEqual([
      ['late', 'c', 'a'],
      ['c', 'a'],
    ]);
    // As somebody finds them who has kept nothing.
    expect(await due()).toEqual(keysOf(await other.dueRecords('desk-1', 5_000, 10)));
    // What is cut off at a limit is cut off anew.
    expect([await due(2), await failed(1)]).toEqual([['late', 'c'], ['c']]);
    await save(other, recordOf('late', { dueAt: null, version: 3 }), recordOf('c', { version: 2 }));
    expect([await due(2), await failed(1)]).toEqual([['a'], ['a']]);
  });

  test('lists that are asked for at once have what was written since each of them was read', async () => {
    const { store, other } = world.open();
    const due = () => store.dueRecords('desk-1', 5_000, 10).then(keysOf);
    const failed = () => store.recordsInStates('desk-1', ['失败'], 10).then(keysOf);
    const both = () => Promise.all([due(), failed()]);
    expect(await due()).toEqual([]);
    await save(other, recordOf('a', { dueAt: 2_000, state: '失败', updatedAt: 1_000 }));
    expect(await failed()).toEqual(['a']);
    await save(other, recordOf('b', { dueAt: 3_000, state: '失败', updatedAt: 500 }));
    expect(await both()).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    // Asked before and after a commit: the second does not take the first one's answer.
    const before = due();
    await save(other, recordOf('c', { dueAt: 1_000, state: '失败', updatedAt: 2_000 }));
    expect([await failed(), (await before).slice(-2)]).toEqual([
      ['c', 'a', 'b'],
      ['a', 'b'],
    ]);
    expect(await both()).toEqual([
      ['c', 'a', 'b'],
      ['c', 'a', 'b'],
    ]);
  });

  test('a list that more was written to than is worth asking for is read whole', async () => {
    const { store, other } = world.open();
    const due = () => store.dueRecords('desk-1', 5_000, 500).then(keysOf);
    await save(other, recordOf('b', { dueAt: 2_000 }));
    expect(await due()).toEqual(['b']);
    const many = Array.from({ length: 130 }, (_, index) =>
      recordOf(`row-${String(index).padStart(3, '0')}`, { dueAt: 1_000 }),
    );
    await save(other, ...many);
    expect(await due()).toEqual([...keysOf(many), 'b']);
  });

  test('figures have what others have counted, and a period is there once others have closed it', async () => {
    const { store, other } = world.open();
    await commit(other, 'desk-1', { opened: openedOf('desk-1') });
    const read = async () => [
      await store.figures('desk-1', ['open', WEEK]),
      await store.closedPeriods('desk-1', [WEEK]),
    ];
    const count = async (cases: number) => {
      await commit(other, 'desk-1', {
        change: { at: 1_000, figures: { [WEEK]: { 'cases/created': cases } } },
      });
      await other.applyChanges('desk-1', 10);
    };
    expect(await read()).toEqual([{ open: {}, [WEEK]: {} }, []]);
    await count(1);
    expect(await read()).toEqual([{ open: {}, [WEEK]: { 'cases/created': 1 } }, []]);
    await count(-1);
    await count(3);
    await commit(other, 'desk-1', { closedPeriods: [closed] });
    expect(await read()).toEqual([{ open: {}, [WEEK]: { 'cases/created': 3 } }, [closed]]);
    expect(await read()).toEqual(await read());
  });
});
