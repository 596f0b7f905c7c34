// What a person has selected, and new tabs, as a script sees them.
import { expect, test } from 'vitest';
import { OWNER, stage } from './stage.ts';

/** A script with one function `go` that works on the sheet `sheet`. */
const script = (body: string): string =>
  `function go() { const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName('客户'); ${body} }`;

test('all that a person has selected comes as a list, and what a filter hides from him is known row by row', async () => {
  const staged = await stage(
    script(`
      const ranges = SpreadsheetApp.getActiveSpreadsheet().getActiveRangeList().getRanges();
      let failure;
      try { sheet.isRowHiddenByFilter(sheet.getMaxRows() + 1) } catch (error) { failure = error.message }
      return [
        ranges.map(range => range.getA1Notation()),
        SpreadsheetApp.getActiveSpreadsheet().getCurrentCell().getA1Notation(),
        [2, 3].map(row => sheet.isRowHiddenByFilter(row)),
        failure,
      ]`),
  );
  const at = (row: number, rows: number) => ({ sheetId: 7, row, column: 0, rows, columns: 2 });
  staged.runtime.select(OWNER, { ...at(5, 1), more: [at(1, 2)], filteredOut: [2] });
  expect(await staged.runtime.run('go')).toEqual([
    ['A2:B3', 'A6:B6'],
    'A6',
    [false, true],
    'Those rows are out of bounds.',
  ]);
});

test('a new tab stands behind the one that is active and becomes it, and no two are named alike', async () => {
  const staged = await stage(
    script(`
      const made = SpreadsheetApp.getActiveSpreadsheet().insertSheet('导出');
      let failure;
      try { SpreadsheetApp.getActiveSpreadsheet().insertSheet('导出') } catch (error) { failure = error.message }
      return [
        SpreadsheetApp.getActiveSpreadsheet().getActiveSheet().getName(),
        [SpreadsheetApp.getActiveSpreadsheet().getSheets().map(it => it.getName()), made.getMaxRows(), made.getMaxColumns()],
        failure,
      ]`),
  );
  expect(await staged.runtime.run('go')).toEqual([
    '导出',
    [['客户', '导出'], 1000, 26],
    'A sheet with the name "导出" already exists. Please enter another name.',
  ]);
});
