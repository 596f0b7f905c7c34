// How far the search by words looks: all of a few, and of many the latest, told apart from all.
import { expect, test } from 'vitest';
import { foundRecords } from '../../functions/src/actions/submit/search-records.ts';
import type { DeskRecord } from '../../functions/src/core/record/record.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import type { DeskStore } from '../../functions/src/ports/store.ts';
import { account } from '../fixtures/actions/action-place.ts';
import { deskOf } from '../fixtures/core/desk-fixture.ts';
import { recordOf } from '../fixtures/core/record-fixture.ts';
import { withOnly } from '../fixtures/with-only.ts';

const TELLING = '外机结霜';
/** Is found by the same words, and does not tell what is asked for. */
const OTHER = '外机漏水';

/** Records by their texts, the latest first. A word finds all of them, or from one of them up to another. */
function shelfOf(texts: readonly string[], few: Readonly<Record<string, [from: number, to: number]>> = {}) {
  const records = texts.map((description, place) =>
    recordOf('hotline', { key: `row-${place}`, createdAt: 1_000_000 - place, cells: { description } }),
  );
  const asked: [word: string, after: string | undefined, limit: number][] = [];
  const store = withOnly<DeskStore>({
    recordsTelling: async (_: string, word: string, before: DeskRecord | undefined, limit: number) => {
      asked.push([word, before?.key, limit]);
      const has = records.slice(...(few[word] ?? [0]));
      const from = before ? has.findIndex(({ key }) => key === before.key) + 1 : 0;
      return has.slice(from, from + limit);
    },
    transaction: async () => [],
    ofCustomers: async () => [],
  });
  const ports = withOnly<Ports>({ store, persons: withOnly({ recordsMarked: async () => [] }) });
  const search = async (said: string) => {
    const { records: found, more } = await foundRecords(ports, account('limin'), deskOf(), said);
    return { found: found.map(({ key }) => Number(key.slice(4))).toSorted((a, b) => a - b), more };
  };
  return { search, asked };
}

const times = (count: number, text: string) => Array.from({ length: count }, () => text);
const upTo = (count: number) => Array.from({ length: count }, (_, place) => place);

test.each([
  ['thirty are all', 30, { found: upTo(30), more: false }],
  ['of thirty-one the oldest is left out, and that is said', 31, { found: upTo(30), more: true }],
  ['of very many as well', 200, { found: upTo(30), more: true }],
])('%s', async (_, count, answer) => {
  expect(await shelfOf(times(count, TELLING)).search('结霜')).toEqual(answer);
});

test.each([
  ['thirty of the first thirty-one are all where nothing follows', [OTHER, ...times(30, TELLING)], false],
  ['and not all where one more follows', [OTHER, ...times(31, TELLING)], true],
])('%s', async (_, texts, more) => {
  const answer = await shelfOf(texts).search('结霜');
  expect(answer).toEqual({ found: upTo(31).slice(1), more });
});

const far = (place: number, after: number) => [...times(place, OTHER), TELLING, ...times(after, OTHER)];

test.each([
  ['the first thirty', far(29, 0), { found: [29], more: false }, []],
  [
    'the first thirty-one, and what follows, which is nothing',
    far(30, 0),
    { found: [30], more: false },
    [30],
  ],
  ['ninety more', far(120, 0), { found: [120], more: false }, [30, 120]],
  ['three hundred and one in all', far(300, 0), { found: [300], more: true }, [30, 120, 210]],
  ['and no more', far(301, 0), { found: [], more: true }, [30, 120, 210]],
])('of a word that many have are read %s', async (_, texts, answer, after) => {
  const { search, asked } = shelfOf(texts);
  expect(await search('结霜')).toEqual(answer);
  expect(asked[0]).toEqual(['结霜', undefined, 31]);
  expect(asked.slice(1)).toEqual(after.map(place => ['结霜', `row-${place}`, 90]));
});

test('nobody reads on once more are found than are shown', async () => {
  const { search, asked } = shelfOf([...times(31, TELLING), ...times(300, OTHER)]);
  expect(await search('结霜')).toEqual({ found: upTo(30), more: true });
  expect(asked).toHaveLength(1);
});

test('where one of the words has few, those are looked through and no other is read on', async () => {
  const { search, asked } = shelfOf(far(4, 300), { 结霜: [0, 5] });
  expect(await search('外机 结霜')).toEqual({ found: [4], more: false });
  expect(asked.map(([word, after]) => [word, after])).toEqual([
    ['外机', undefined],
    ['结霜', undefined],
  ]);
});

test('of what several words find the latest are shown', async () => {
  const { search } = shelfOf(times(50, TELLING), { 外机: [20, 50], 结霜: [0, 20] });
  expect(await search('外机 结霜')).toEqual({ found: upTo(30), more: true });
});

test('what is blank asks for nothing', async () => {
  const { search, asked } = shelfOf([TELLING]);
  expect([await search(' 　'), asked]).toEqual([{ found: [], more: false }, []]);
});
