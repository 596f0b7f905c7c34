// Somebody's records one page after the other: each comes once, whatever a page holds and by which marks it is found.
import { expect, it } from 'vitest';
import { nextRecords } from '../../../functions/src/actions/customers/whose.ts';
import { WALK_BEGIN, type WalkPlace, type Whose } from '../../../functions/src/core/record/person-task.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const RECORDS = [
  ['a', 'x', 'y'],
  ['b', 'x'],
  ['c', 'y'],
  ['d', 'x', 'y'],
  ['e', 'y'],
  ['f', 'z'],
].map(([key = '', ...persons]) => recordOf('hotline', { key, persons }));

const ports = withOnly<Ports>({
  store: withOnly({
    records: async (_: string, keys: readonly string[]) =>
      new Map(RECORDS.filter(({ key }) => keys.includes(key)).map(each => [each.key, each])),
  }),
  persons: withOnly({
    recordsMarked: async (_: string, mark: string, after: string, size: number) =>
      RECORDS.filter(({ key, persons }) => persons?.includes(mark) && key > after).slice(0, size),
  }),
});

/** The keys of each page. */
async function pagesOf(whose: Pick<Whose, 'keys' | 'marks'>, size: number): Promise<string[][]> {
  const pages: string[][] = [];
  for (let place: WalkPlace | null = WALK_BEGIN; place !== null; ) {
    const page: { records: DeskRecord[]; next: WalkPlace | null } = await nextRecords(
      ports,
      'desk-1',
      whose,
      place,
      size,
    );
    pages.push(page.records.map(({ key }) => key));
    place = page.next;
  }
  return pages;
}

it.each([1, 2, 3, 4, 10])('in pages of %d', async size => {
  const all = async (keys: string[], marks: string[]) => (await pagesOf({ keys, marks }, size)).flat();
  expect(await all(['b', 'c', 'f'], [])).toEqual(['b', 'c', 'f']);
  expect(await all([], ['x', 'y'])).toEqual(['a', 'b', 'd', 'c', 'e']);
  expect(await all(['b', 'e'], ['x', 'y'])).toEqual(['b', 'e', 'a', 'd', 'c']);
  expect(await all([], [])).toEqual([]);
});

it('ends where a page was the last, without an empty one behind the last of a list that was not full', async () => {
  expect(await pagesOf({ keys: ['b', 'c'], marks: [] }, 2)).toEqual([['b', 'c']]);
  expect(await pagesOf({ keys: ['b', 'c', 'f'], marks: [] }, 2)).toEqual([['b', 'c'], ['f']]);
  expect(await pagesOf({ keys: [], marks: ['x'] }, 4)).toEqual([['a', 'b', 'd']]);
});
