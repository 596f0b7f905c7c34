// What stands beside the records: fingerprints and what waits to be compared, and names that only one record has.
import { expect, test } from 'vitest';
import type { Filed } from '../../../functions/src/core/similarity/fingerprint-text.ts';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import { commit, describeStore } from './store.ts';

const filed = (text: string, at: number, ...blocks: string[]): Filed => ({ text, at, blocks });

describeStore('fingerprints and names of a desk', world => {
  test('a fingerprint is found by its blocks and its time, the latest first, until it is taken out', async () => {
    const { store, other } = world.open();
    const found = (blocks: string[], from = 0, to = 100, limit = 10) =>
      other.transaction('desk-1', each => each.fingerprints({ blocks, from, to, limit }));
    await commit(store, 'desk-1', {
      fingerprints: new Map([
        ['a', filed('A', 10, '漏水', '接口')],
        ['b', filed('B', 20, '漏水')],
        ['c', filed('C', 30, '断电')],
      ]),
    });
    await commit(store, 'desk-2', { fingerprints: new Map([['d', filed('D', 40, '漏水')]]) });
    expect(await found(['漏水', '接口'])).toEqual(['B', 'A']);
    expect(await found(['漏水', '断电'], 10, 30)).toEqual(['B', 'A']);
    expect(await found(['漏水', '断电'], 0, 100, 2)).toEqual(['C', 'B']);
    await commit(store, 'desk-1', {
      fingerprints: new Map([
        ['b', null],
        ['c', filed('C2', 5, '漏水')],
      ]),
    });
    expect([await found(['漏水']), await found(['断电'])]).toEqual([['A', 'C2'], []]);
  });

  test('who files beside what another has found begins again', async () => {
    const { store, other } = world.open();
    const file = (by: DeskStore, index: number) =>
      by.transaction('desk-1', async transaction => {
        const there = await transaction.fingerprints({ blocks: ['x'], from: 0, to: 100, limit: 10 });
        transaction.write({
          fingerprints: new Map([[`row-${index}`, filed(`saw ${there.length}`, 1, 'x')]]),
        });
      });
    await Promise.all([store, other, store, other].map(file));
    const all = await store.transaction('desk-1', each =>
      each.fingerprints({ blocks: ['x'], from: 0, to: 100, limit: 10 }),
    );
    expect(all.sort()).toEqual(['saw 0', 'saw 1', 'saw 2', 'saw 3']);
  });

  test('what has to be compared waits for it once its change is taken in, and is compared once', async () => {
    const { store, other } = world.open();
    const waiting = () => other.transaction('desk-1', transaction => transaction.toCompare(10));
    const change = { at: 1_000, figures: {} };
    await commit(store, 'desk-1', { change, compare: ['a', 'b'] });
    await commit(store, 'desk-1', { change, compare: [] });
    expect([await waiting(), await store.desksWithWork(2_000, 10)]).toEqual([[], ['desk-1']]);
    expect(await store.applyChanges('desk-1', 10)).toBe(1);
    const [found, ...more] = await waiting();
    expect([found?.keys, more, await store.desksWithWork(2_000, 10)]).toEqual([['a', 'b'], [], ['desk-1']]);
    const id = found?.id ?? '';
    await commit(store, 'desk-1', { compared: new Map([[id, ['b']]]) });
    expect([await waiting(), await store.desksWithWork(2_000, 10)]).toEqual([
      [{ id, keys: ['b'] }],
      ['desk-1'],
    ]);
    await commit(store, 'desk-1', { compared: new Map([[id, []]]) });
    expect([await waiting(), await store.desksWithWork(2_000, 10)]).toEqual([[], []]);
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
