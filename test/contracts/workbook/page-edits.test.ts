// What a page may send of the workbook: of any other shape it would be kept, and fail whoever reads the workbook from
// then on.
import { expect, test } from 'vitest';
import { RequestError } from '../../../local/page/http.ts';
import { readEditRequest } from '../../../local/page/requests.ts';

const FEEDBACK = 1;
const at = { sheetId: FEEDBACK, row: 1, column: 1 };
const rows = { sheetId: FEEDBACK, dimension: 'ROWS', index: 5, count: 1 };
const anywhere = { sheetId: FEEDBACK, startRow: 0, endRow: 1, startColumn: 0, endColumn: 1 };
const sent = (edit: object) => ({ window: 'w', edit: 1, base: 0, edits: [edit] });

test.each<object>([
  { type: 'cells', ...at, cells: null },
  { type: 'cells', ...at, cells: 'ab' },
  { type: 'cells', ...at, cells: [null] },
  { type: 'cells', ...at, cells: [['x']] },
  { type: 'cells', ...at, cells: [[{ value: {} }]] },
  { type: 'cells', ...at, cells: [[{ value: ['x'] }]] },
  { type: 'cells', ...at, cells: [[{ note: 5 }]] },
  { type: 'cells', ...at, cells: [[{ formula: true }]] },
  { type: 'cells', ...at, cells: [[{ format: 3 }]] },
  { type: 'cells', ...at, cells: [[{ format: { numberFormat: { type: 'MONEY' } } }]] },
  { type: 'cells', ...at, cells: [[{ validation: {} }]] },
  { type: 'cells', ...at, row: 1e308, cells: [[{ value: 'x' }]] },
  { type: 'cells', ...at, row: '1', cells: [[{ value: 'x' }]] },
  { type: 'delete', ...rows, dimension: null },
  { type: 'insert', ...rows, dimension: 'ROW' },
  { type: 'insert', ...rows, count: 0.5 },
  { type: 'move', ...rows },
  { type: 'move', ...rows, to: 'x' },
  { type: 'dimension', ...rows, properties: null },
  { type: 'dimension', ...rows, properties: { pixelSize: 'wide' } },
  { type: 'sheet', sheetId: FEEDBACK, properties: { title: 5 } },
  { type: 'sheet', sheetId: FEEDBACK, properties: { index: {} } },
  { type: 'sheet', sheetId: FEEDBACK, properties: { hidden: 'yes' } },
  { type: 'addSheet', properties: { sheetId: 99 } },
  { type: 'rules', sheetId: FEEDBACK },
  { type: 'rules', sheetId: FEEDBACK, rules: { conditionalFormats: [{}] } },
  { type: 'rules', sheetId: FEEDBACK, rules: { conditionalFormats: 'x' } },
  { type: 'rules', sheetId: FEEDBACK, rules: { basicFilter: { ...anywhere, endRow: 'all' } } },
  { type: 'rules', sheetId: FEEDBACK, rules: { charts: true } },
  { type: 'rules', sheetId: FEEDBACK, rules: { protectedRanges: [] } },
  { type: 'workbook', properties: null },
  { type: 'workbook', properties: { title: null } },
  { type: 'workbook', properties: { metadata: [] } },
  { type: 'typed', ...at, texts: [[{}]] },
  { type: 'reorder', ...at, columns: 1, rows: ['1'] },
])('refused: %j', edit => {
  expect(() => readEditRequest(sent(edit))).toThrow(RequestError);
});

test.each<object>([
  { type: 'cells', ...at, cells: [[{ value: 'x' }, {}, null], []] },
  {
    type: 'cells',
    ...at,
    cells: [[{ value: null, formula: '=1+2', note: 'n', format: null, validation: null }]],
  },
  {
    type: 'cells',
    ...at,
    cells: [[{ format: { bold: true, numberFormat: { type: 'TEXT', pattern: '@' } } }]],
  },
  { type: 'insert', ...rows },
  { type: 'move', ...rows, to: 9 },
  { type: 'dimension', ...rows, properties: { pixelSize: 40.5, hidden: true } },
  { type: 'sheet', sheetId: FEEDBACK, properties: { title: '表', tabColor: '' } },
  { type: 'deleteSheet', sheetId: FEEDBACK },
  { type: 'rules', sheetId: FEEDBACK, rules: { basicFilter: anywhere } },
  { type: 'rules', sheetId: FEEDBACK, rules: { basicFilter: null } },
  { type: 'workbook', properties: { title: '表' } },
  { type: 'typed', ...at, texts: [['x', null]] },
  { type: 'reorder', sheetId: FEEDBACK, column: 1, columns: 1, rows: [2, 1] },
])('taken: %j', edit => {
  expect(readEditRequest(sent(edit)).edits).toEqual([edit]);
});
