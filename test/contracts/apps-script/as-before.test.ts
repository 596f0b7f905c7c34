// What a script writes as it stands there already: scripts write whole blocks of which few cells change.
import { expect, test } from 'vitest';
import type { Cell } from '../../../local/workbook/model.ts';
import { stage } from './stage.ts';

test('what is written as it stands there is no change of a cell', async () => {
  const staged = await stage(
    `function go() {
      const range = SpreadsheetApp.getActiveSpreadsheet().getSheetByName('客户').getRange('A1:C2');
      range.setNotes([['注', '', '新'], ['', '', '']]);
      range.setBackgrounds([['#ff0000', null, '#00ff00'], [null, null, null]]);
      range.setValues([['007', '', 2], ['旧', '', 3]]);
    }`,
  );
  const put = (row: number, column: number, cell: Cell) =>
    staged.workbook.apply([{ type: 'cells', sheetId: 7, row, column, cells: [[cell]] }], { by: 'api' });
  put(0, 0, {
    value: '007',
    note: '注',
    format: { background: '#ff0000', numberFormat: { type: 'TEXT', pattern: '@' } },
  });
  put(1, 0, { value: '旧' });
  put(1, 2, { formula: '=A1', value: 3 });
  const changed: string[] = [];
  staged.workbook.subscribe(({ ops }) => {
    for (const op of ops)
      if (op.type === 'cells')
        op.cells.forEach((line, row) =>
          line.forEach((patch, column) => {
            if (patch && Object.keys(patch).length > 0)
              changed.push(`${row}:${column} ${JSON.stringify(patch)}`);
          }),
        );
  });
  await staged.runtime.run('go');
  expect(changed).toEqual([
    '0:2 {"note":"新"}',
    '0:2 {"format":{"background":"#00ff00"}}',
    '0:2 {"value":2,"formula":null}',
    '1:2 {"value":3,"formula":null}',
  ]);
});
