// A workbook on its way to the page: what arrives is what was sent, and what is the same is sent once.
import { expect, test } from 'vitest';
import { packWorkbook, unpackWorkbook } from '../../../local/page/wire.ts';
import type { Cell, WorkbookData } from '../../../local/workbook/model.ts';
import { DEFAULT_SHEET } from '../../../local/workbook/workbook.ts';

const RED: Cell = { format: { background: '#ff0000' } };
const CHOICE: Cell = {
  ...RED,
  validation: { condition: 'ONE_OF_LIST', values: ['甲', '乙'], strict: false, showCustomUi: true },
};
const BLANK_LINE = { 0: RED, 2: CHOICE };

function workbook(cells: Record<number, Record<number, Cell>>): WorkbookData {
  return {
    spreadsheetId: 'x',
    title: '试验',
    locale: 'zh_CN',
    timeZone: 'Asia/Shanghai',
    metadata: [],
    sheets: [
      {
        properties: { ...DEFAULT_SHEET, sheetId: 7, title: '客户', index: 0 },
        cells,
        rows: { 3: { pixelSize: 40 } },
        columns: {},
        conditionalFormats: [],
        protectedRanges: [],
        filterViews: [],
        charts: [],
        namedRanges: [],
      },
    ],
  };
}

const sent = (data: WorkbookData) => JSON.stringify(packWorkbook(data));
const arrived = (data: WorkbookData) => unpackWorkbook(JSON.parse(sent(data)));

test('every kind of cell arrives as it is', () => {
  const data = workbook({
    0: {
      0: { value: '文' },
      1: { value: 0 },
      2: { value: false },
      3: { formula: '=A1' },
      4: { formula: '=B1', value: 0 },
      5: { note: '注' },
      6: { ...CHOICE, note: '注', value: '甲' },
      9: { ...RED, formula: '=A1', note: '注' },
    },
    5: BLANK_LINE,
    8: { 1: { value: '', formula: '=C1' } },
  });
  expect(arrived(data)).toEqual(data);
});

test('a thousand blank rows of a laid-out tab are hardly more than one, and stay apart when one is written', () => {
  const rows = (count: number) =>
    workbook(Object.fromEntries(Array.from({ length: count }, (_, row) => [row, BLANK_LINE])));
  expect(sent(rows(1_000)).length - sent(rows(1)).length).toBeLessThan(10_000);
  const { sheets } = arrived(rows(1_000));
  expect(sheets[0]?.cells[999]).toEqual(BLANK_LINE);
  expect(sheets[0]?.cells[999]).toBe(sheets[0]?.cells[0]);
});
