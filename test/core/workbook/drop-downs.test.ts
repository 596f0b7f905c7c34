// Where the drop-downs of a tab stand: below the header, each over the one column that it is of.
import { expect, it } from 'vitest';
import { tabColumns } from '../../../functions/src/core/schema/tab-columns.ts';
import type { ExistingTab, SheetRequest } from '../../../functions/src/core/workbook/sheet-request.ts';
import { deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { layoutRequests } from '../../fixtures/layout-requests.ts';

const LABELS = tabColumns(hotline).map(({ label }) => label);
const tabWith = (header: string[]): ExistingTab => ({
  sheetId: hotline.sheetId,
  title: hotline.title,
  rowCount: 1000,
  columnCount: 40,
  header,
  empty: false,
  charts: [],
});
/** Ranges of its drop-downs, by the label of the column that each begins at. */
function rangesOf(header: string[]) {
  const found = layoutRequests([hotline], deskOf(), [tabWith(header)], []).flatMap(
    (request: SheetRequest) => {
      const { range } = (request['setDataValidation'] ?? {}) as { range?: Record<string, number> };
      return range?.['sheetId'] === hotline.sheetId ? [range] : [];
    },
  );
  return new Map(found.map(range => [header[range['startColumnIndex'] ?? -1], range]));
}

it.each([
  ['as they were made', LABELS],
  ['in another order', LABELS.toReversed()],
  ['behind a column of somebody’s own', ['备注一', ...LABELS]],
])('of columns %s', (_, header) => {
  const ranges = rangesOf(header);
  expect(ranges.size).toBeGreaterThan(5);
  for (const label of ['问题类型', '处理人员', '作废']) {
    const column = header.indexOf(label);
    expect(ranges.get(label)).toEqual({
      sheetId: hotline.sheetId,
      startRowIndex: 1,
      startColumnIndex: column,
      endColumnIndex: column + 1,
    });
  }
  expect(ranges.has('编号')).toBe(false);
});
