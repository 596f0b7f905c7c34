// What is written anew, page by page, and what records are found by what they use.
import { expect, test } from 'vitest';
import type { DeskRecord, RenewedMarks } from '../../../functions/src/core/record/record.ts';
import type { Filed } from '../../../functions/src/core/similarity/fingerprint-text.ts';
import { recordOf } from './desk-book.ts';
import { commit, describeStore } from './store.ts';

describeStore('what a desk has stored', world => {
  test('is found by what it uses, whichever of many that is, each once', async () => {
    const { store } = world.open();
    const uses = { a: ['u0'], b: ['u29'], c: ['u30', 'u0'], d: ['other'] };
    const records = Object.entries(uses).map(([key, used]) => ({ after: recordOf(key, { uses: used }) }));
    await commit(store, 'desk-1', { records });
    const entries = Array.from({ length: 31 }, (_, index) => `u${index}`);
    const using = async (some: string[], limit = 9) => {
      const found = await store.transaction('desk-1', each => each.using(some, limit));
      return found.map(({ key }) => key).toSorted();
    };
    expect(await using(entries)).toEqual(['a', 'b', 'c']);
    expect(await using(entries.slice(0, 30))).toEqual(['a', 'b', 'c']);
    expect(await using(['u0'])).toEqual(['a', 'c']);
    expect(await using([])).toEqual([]);
    expect(await using(entries, 2)).toHaveLength(2);
  });

  test('of fingerprints those are written whose text becomes another one', async () => {
    const { store } = world.open();
    const keys = ['k000', 'k001', 'k002'];
    const filed = keys.map((key, at): [string, Filed] => [key, { text: `text ${key}`, at, blocks: ['x'] }]);
    await commit(store, 'desk-1', { fingerprints: new Map(filed) });
    const renewed = (text: string) => (text.endsWith('k001') ? 'renewed' : text);
    expect(await store.renewFingerprints('desk-1', '', renewed)).toBeUndefined();
    const later: string[] = [];
    await store.renewFingerprints('desk-1', 'k001', text => {
      later.push(text);
      return text;
    });
    expect(later).toEqual(['text k002']);
    const probe = { blocks: ['x'], from: 0, to: 3, limit: 9 };
    expect(await store.transaction('desk-1', each => each.fingerprints(probe))).toEqual([
      'text k002',
      'renewed',
      'text k000',
    ]);
  });

  test('of records those are written whose marks become others, and the others stay', async () => {
    const { store } = world.open();
    const marks = { persons: ['p'], words: ['w'] };
    const keys = ['persons', 'words', 'hidden', 'same', 'left'];
    await commit(store, 'desk-1', { records: keys.map(key => ({ after: recordOf(key, marks) })) });
    const become: Record<string, Partial<RenewedMarks>> = {
      persons: { persons: ['q'] },
      words: { words: ['v'] },
      hidden: { toHide: true },
      same: {},
    };
    const asked: string[] = [];
    const renewed = (record: DeskRecord): RenewedMarks | undefined => {
      asked.push(record.key);
      const other = become[record.key];
      return other && { ...marks, ...other };
    };
    expect(await store.renewMarks('desk-1', '', renewed)).toBeUndefined();
    expect(asked.toSorted()).toEqual(keys.toSorted());
    const found = await store.records('desk-1', keys);
    expect(keys.map(key => [found.get(key)?.persons, found.get(key)?.words, found.get(key)?.toHide])).toEqual(
      [
        [['q'], ['w'], undefined],
        [['p'], ['v'], undefined],
        [['p'], ['w'], true],
        [['p'], ['w'], undefined],
        [['p'], ['w'], undefined],
      ],
    );
  });
});
