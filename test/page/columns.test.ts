// Notes, drop-downs and conditional formats go with their columns and rows, and an undo of the page's brings them back:
// no browser.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Mirror } from '../../local/page/web/grid/mirror.ts';
import {
  INSERT_COLUMN,
  INSERT_ROW,
  REMOVE_COLUMNS,
  REMOVE_ROWS,
} from '../../local/page/web/grid/mutations.ts';
import { StructureReader } from '../../local/page/web/grid/read-structure.ts';
import type { GridRange, Op } from '../../local/workbook/model.ts';
import { BarePage, FEEDBACK } from '../fixtures/page/bare-page.ts';

const DROP_DOWN = {
  condition: 'ONE_OF_LIST',
  values: ['电话', '邮件'],
  strict: false,
  showCustomUi: true,
} as const;
const dropDown = { ...DROP_DOWN, values: [...DROP_DOWN.values] };
const rangeOf = (startColumn: number, endColumn: number, startRow = 1, endRow = 20): GridRange => ({
  sheetId: FEEDBACK,
  startRow,
  endRow,
  startColumn,
  endColumn,
});
const formatOf = (range: GridRange) => ({
  ranges: [range],
  condition: { type: 'TEXT_EQ', values: ['电话'] },
  format: { background: '#ff0000' },
});

let server: BarePage;
let mirror: Mirror;
let reader: StructureReader;

beforeEach(async () => {
  server = await BarePage.start();
  server.write(FEEDBACK, 1, 2, [[{ value: '电话', note: '渠道的批注', validation: dropDown }]]);
  server.push({
    type: 'rules',
    sheetId: FEEDBACK,
    rules: { conditionalFormats: [formatOf(rangeOf(2, 3)), formatOf(rangeOf(0, 3))] },
  });
  mirror = new Mirror(structuredClone(server.workbook.data), server.workbook.seq);
  reader = new StructureReader(() => mirror);
});
afterEach(() => server.stop());

/** What a mutation of the grid's comes to, in the page's copy and at the server. */
function does(id: string, range: GridRange, undoing = false): void {
  const { startRow, endRow, startColumn, endColumn } = range;
  const params = { range: { startRow, endRow: endRow - 1, startColumn, endColumn: endColumn - 1 } };
  for (const op of reader.read(id, FEEDBACK, params, undoing)) {
    mirror.apply(op);
    server.push(op);
  }
}
const formats = () =>
  server.workbook.data.sheets[0]?.conditionalFormats.map(({ ranges: [range] }) => [
    range?.startColumn,
    range?.endColumn,
    range?.startRow,
    range?.endRow,
  ]);
const kept = { value: '电话', note: '渠道的批注', validation: dropDown };

describe('a column', () => {
  test('that is inserted takes notes, drop-downs and formats along, and its undo brings them back', () => {
    does(INSERT_COLUMN, rangeOf(1, 2, 0, 200));
    expect([server.cell(1, 2), server.cell(1, 3)]).toEqual([undefined, kept]);
    expect(formats()).toEqual([
      [3, 4, 1, 20],
      [0, 4, 1, 20],
    ]);
    does(REMOVE_COLUMNS, rangeOf(1, 2, 0, 200), true);
    expect(server.cell(1, 2)).toEqual(kept);
    expect(formats()).toEqual([
      [2, 3, 1, 20],
      [0, 3, 1, 20],
    ]);
  });

  test('that is deleted takes them away, and its undo brings all of them back, formats at its edge too', () => {
    does(REMOVE_COLUMNS, rangeOf(2, 3, 0, 200));
    expect(formats()).toEqual([[0, 2, 1, 20]]);
    does(INSERT_COLUMN, rangeOf(2, 3, 0, 200), true);
    expect(server.cell(1, 2)).toEqual(kept);
    expect(formats()).toEqual([
      [2, 3, 1, 20],
      [0, 3, 1, 20],
    ]);
    expect(mirror.sheet(FEEDBACK)?.conditionalFormats).toEqual(
      server.workbook.data.sheets[0]?.conditionalFormats,
    );
  });
});

test('rows at the edge of a format come back into it with the undo, unless somebody has changed the formats since', () => {
  does(REMOVE_ROWS, rangeOf(0, 12, 15, 25));
  expect(formats()?.[0]).toEqual([2, 3, 1, 15]);
  does(INSERT_ROW, rangeOf(0, 12, 15, 25), true);
  expect(formats()?.[0]).toEqual([2, 3, 1, 20]);
  does(REMOVE_ROWS, rangeOf(0, 12, 15, 25));
  const theirs: Op = {
    type: 'rules',
    sheetId: FEEDBACK,
    rules: { conditionalFormats: [formatOf(rangeOf(5, 6))] },
  };
  mirror.apply(theirs);
  server.push(theirs);
  does(INSERT_ROW, rangeOf(0, 12, 15, 25), true);
  expect(formats()).toEqual([[5, 6, 1, 30]]);
});
