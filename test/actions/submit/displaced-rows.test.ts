// Rows that hold other records' cells reach the service: no record gets another's, and no full number is lost.

import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowAnswer, RowInput, WireCell, WireCells } from '../../../functions/src/contract/contract.ts';
import { toWire } from '../../../functions/src/core/cells/cell-codec.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const NAMES = ['李敏', '王芳', '赵强', '孙丽', '周杰'];
const keyOf = (index: number) => `displaced-row-${index}`;
const numberOf = (index: number) => `1381234000${index}`;

let place: ActionPlace;
/** The rows as the sheet shows them. */
let shown: { base: string; number: string; cells: WireCells }[];

async function send(rows: readonly RowInput[]): Promise<RowAnswer[]> {
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  const settled = await commitAlone(place.ports, DESK_ID, {
    account: who,
    table: hotline,
    by,
    now: NOW,
    rows,
  });
  return settled.answers;
}

/** What is stored of the rows: their records and their full values. */
const stored = () =>
  place.ports.store.transaction(DESK_ID, async transaction => {
    const keys = NAMES.map((_, index) => keyOf(index));
    const { records } = await transaction.read(keys, []);
    return { records, full: await transaction.privateCells(keys) };
  });

const rowOf = (index: number, cells: WireCells, more: Partial<RowInput> = {}): RowInput => ({
  key: keyOf(index),
  base: shown[index]?.base ?? '',
  number: shown[index]?.number,
  edited: [],
  cells: { ...shown[index]?.cells, ...cells },
  ...more,
});

beforeAll(async () => {
  place = await ActionPlace.start('displaced-rows', () => NOW);
  shown = [];
  const typed = NAMES.map((customer, index) => {
    const cells = { ...CALL, customer, contact: numberOf(index), order: `ORD-${index}` };
    return { key: keyOf(index), base: '', edited: [], cells };
  });
  await send(typed);
  const { records } = await stored();
  shown = NAMES.map((_, index) => {
    const record = records.get(keyOf(index));
    if (!record) throw new Error('not saved');
    const cells = staffColumns(hotline).map((column): [string, WireCell] => [
      column.key,
      toWire(column, record.cells[column.key] ?? null),
    ]);
    return {
      base: String(record.version),
      number: record.number,
      cells: Object.fromEntries<WireCell>(cells),
    };
  });
});
afterAll(() => place.close());

const outcomes = (answers: readonly RowAnswer[]) => answers.map(({ outcome }) => outcome);

test('any part of rows that changed places in any columns is held, its undo is unchanged, and all keeps its own', async () => {
  const before = await stored();
  const all = NAMES.map((_, index) => index);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(all, { minLength: 3 }),
      fc.subarray(['customer', 'contact', 'order'], { minLength: 1 }),
      async (rows, columns) => {
        const sorted = rows.map((row, index) => {
          const from = shown[rows[(index + 1) % rows.length] ?? row]?.cells ?? {};
          return rowOf(row, Object.fromEntries(columns.map(key => [key, from[key] ?? null])));
        });
        const answers = await send(sorted);
        expect(new Set(outcomes(answers))).toEqual(new Set(['held']));
        expect(answers.every(({ cells }) => Object.keys(cells).length === 0)).toBe(true);
        const undone = await send(rows.map(row => rowOf(row, {})));
        expect(new Set(outcomes(undone))).toEqual(new Set(['unchanged']));
      },
    ),
    { numRuns: 10 },
  );
  expect(await stored()).toEqual(before);
});

test('a row that shows another record’s number and cells is not taken in, and says both', async () => {
  const [answer] = await send([rowOf(1, shown[0]?.cells ?? {}, { number: shown[0]?.number })]);
  expect(answer).toMatchObject({ outcome: 'held', base: shown[1]?.base, cells: {} });
  expect(answer?.problems[0]).toMatchObject({ code: 'number_displaced', severity: 'error' });
  expect(answer?.problems[0]?.message).toContain(String(shown[0]?.number));
  expect(answer?.problems[0]?.message).toContain(String(shown[1]?.number));
  // Only the number was typed over: it comes back.
  const [mended] = await send([rowOf(1, {}, { number: shown[0]?.number })]);
  expect(mended).toMatchObject({ outcome: 'unchanged', cells: { number: shown[1]?.number } });
});

test('a masked contact or name that is not the record’s own is refused at its cell, and the full one stays', async () => {
  const { contact, customer } = shown[0]?.cells ?? {};
  const [answer] = await send([rowOf(1, { contact: contact ?? null, customer: customer ?? null })]);
  expect(answer?.outcome).toBe('refused');
  expect(
    answer?.problems.filter(({ code }) => code === 'masked_elsewhere').map(({ column }) => column),
  ).toEqual(['customer', 'contact']);
  expect((await stored()).full.get(keyOf(1))).toMatchObject({ contact: numberOf(1), customer: '王芳' });
});

test('a witness is told only when it is held', async () => {
  const moved = { customer: shown[0]?.cells['customer'] ?? null, order: 'ORD-0' };
  const emptied = { customer: null, order: null };
  const both = await send([rowOf(1, moved), rowOf(0, emptied, { witness: true })]);
  expect(outcomes(both)).toEqual(['held', 'held']);
  const one = await send([rowOf(1, {}), rowOf(0, { remark: '还没有人说过' }, { witness: true })]);
  expect(one.map(({ key }) => key)).toEqual([keyOf(1)]);
  expect((await stored()).records.get(keyOf(0))?.cells['remark'] ?? null).toBeNull();
});

test('a row that is sent without cells gets all that its record holds', async () => {
  const [answer] = await send([{ key: keyOf(2), base: shown[2]?.base ?? '', edited: [], cells: {} }]);
  expect(answer?.outcome).toBe('unchanged');
  expect(answer?.cells).toMatchObject(shown[2]?.cells ?? {});
});
