// For which rows it is asked how the others of their number are called, and for how many at once.
import { expect, test } from 'vitest';
import type { RowsToJudge } from '../../functions/src/actions/submit/look-up.ts';
import { calledBySameNumber } from '../../functions/src/actions/submit/same-number.ts';
import type { DeskRecord } from '../../functions/src/core/record/record.ts';
import { References } from '../../functions/src/core/record/references.ts';
import type { Cells } from '../../functions/src/core/schema/column.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { titleOf } from '../../functions/src/core/tables/index.ts';
import type { DeskTransaction } from '../../functions/src/ports/transaction.ts';
import { deskOf } from '../fixtures/core/desk-fixture.ts';
import { recordOf } from '../fixtures/core/record-fixture.ts';
import { withOnly } from '../fixtures/with-only.ts';

const desk = deskOf();
const TEXT = { contact: '13812345678', description: '净水器漏水，请尽快上门' };

/** Asks for rows of these cells, some of which are there with others; answers what was looked for. */
async function askedFor(rows: readonly Cells[], before: ReadonlyMap<string, DeskRecord> = new Map()) {
  const asked: [digests: number, limit: number][] = [];
  const ofCustomers = async (digests: readonly string[], limit: number) => {
    asked.push([digests.length, limit]);
    return [];
  };
  const keys = rows.map((_, at) => `row-${at}`);
  const work = withOnly<RowsToJudge>({
    table: hotline,
    desk,
    rows: keys.map(key => ({ key, base: '', edited: [], cells: {} })),
    snapshot: withOnly({ records: new Map(before) }),
    checked: new Map(keys.map((key, at) => [key, { values: rows[at] ?? {}, problems: [], own: [] }])),
  });
  const transaction = withOnly<DeskTransaction>({ ofCustomers });
  const called = await calledBySameNumber([work], new References(titleOf), transaction);
  return { asked, keys: [...called.keys()] };
}

test.each<[string, Cells[], [number, number][]]>([
  ['a text and a number, and nobody’s name', [TEXT], [[1, 5]]],
  ['the same number twice', [TEXT, { ...TEXT, description: '还是漏水' }], [[1, 5]]],
  ['two numbers', [TEXT, { ...TEXT, contact: '13812345679' }], [[2, 10]]],
  ['a name', [{ ...TEXT, customer: '李小明' }], []],
  ['no text', [{ contact: TEXT.contact }], []],
  ['no number', [{ description: TEXT.description }], []],
])('rows that bring %s', async (_, rows, asked) => {
  expect((await askedFor(rows)).asked).toEqual(asked);
});

test('of very many numbers thirty are asked for', async () => {
  const rows = Array.from({ length: 31 }, (_, at) => ({ ...TEXT, contact: String(13_812_345_000 + at) }));
  const { asked, keys } = await askedFor(rows);
  expect([asked, keys.length]).toEqual([[[30, 150]], 31]);
});

test('a text that stood there before is not looked through again, and another one is', async () => {
  const before = new Map([['row-0', recordOf('hotline', { key: 'row-0', cells: TEXT })]]);
  expect((await askedFor([TEXT], before)).asked).toEqual([]);
  expect((await askedFor([{ ...TEXT, description: '换了说法' }], before)).asked).toEqual([[1, 5]]);
});
