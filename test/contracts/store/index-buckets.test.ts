// What stands beside the records: texts in buckets, and names that only one record has.
import { expect, test } from 'vitest';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import { commit, describeStore } from './store.ts';

describeStore('buckets and names of a desk', world => {
  test('what is put in buckets stands there beside what others put, until it is taken off', async () => {
    const { store, other } = world.open();
    const bucketsOf = async (...names: string[]) =>
      (await other.transaction('desk-1', transaction => transaction.read([], [], { buckets: names })))
        .buckets;
    const put = (by: DeskStore, texts: Record<string, string | null>) =>
      commit(by, 'desk-1', { buckets: new Map([['day-1', new Map(Object.entries(texts))]]) });
    await Promise.all([put(store, { 'row.1': '漏水', b: 'x' }), put(other, { c: '' })]);
    expect(await bucketsOf('day-1', 'day-2')).toEqual(
      new Map([
        ['day-1', new Map(Object.entries({ 'row.1': '漏水', b: 'x', c: '' }))],
        ['day-2', new Map()],
      ]),
    );
    await put(store, { b: null, 'row.1': '漏电', gone: null });
    expect(await bucketsOf('day-1')).toEqual(
      new Map([['day-1', new Map(Object.entries({ 'row.1': '漏电', c: '' }))]]),
    );
  });

  test('who puts something in a bucket that has changed since it was read begins again', async () => {
    const { store, other } = world.open();
    const count = (by: DeskStore) =>
      by.transaction('desk-1', async transaction => {
        const { buckets } = await transaction.read([], [], { buckets: ['day-1'] });
        const size = buckets.get('day-1')?.size ?? 0;
        transaction.write({ buckets: new Map([['day-1', new Map([[`row-${size}`, 'x']])]]) });
      });
    await Promise.all([store, other, store, other].map(count));
    const { buckets } = await store.transaction('desk-1', transaction =>
      transaction.read([], [], { buckets: ['day-1'] }),
    );
    expect([...(buckets.get('day-1')?.keys() ?? [])].sort()).toEqual(['row-0', 'row-1', 'row-2', 'row-3']);
  });

  test('a name is had by one, until it is given up', async () => {
    const { store, other } = world.open();
    const take = (by: DeskStore, key: string) =>
      by.transaction('desk-1', async transaction => {
        const { names } = await transaction.read([], [], { names: ['a', 'b'] });
        if (!names.has('a')) transaction.write({ names: new Map([['a', key]]) });
        return names.get('a');
      });
    const found = await Promise.all([take(store, 'row-1'), take(other, 'row-2'), take(store, 'row-3')]);
    expect(found.filter(holder => holder === undefined)).toHaveLength(1);
    await commit(store, 'desk-1', { names: new Map([['a', null]]) });
    expect(await take(other, 'row-4')).toBeUndefined();
    expect(await take(store, 'row-5')).toBe('row-4');
  });
});
