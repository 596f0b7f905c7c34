import { expect, test } from 'vitest';
import { SheetsWorkbooks } from '../../../functions/src/adapters/google/sheets-workbooks.ts';
import { deskOf, hotline, PEOPLE } from '../../fixtures/core/desk-fixture.ts';
import { layoutRequests } from '../../fixtures/layout-requests.ts';
import { openSheets } from './desk-of-sheets.ts';

const COLUMN_B = { sheetId: 7, startColumnIndex: 1, endColumnIndex: 2 };
const RED = { red: 1 };

const textIs = (text: string) => ({
  ranges: [COLUMN_B],
  booleanRule: {
    condition: { type: 'TEXT_EQ', values: [{ userEnteredValue: text }] },
    format: { backgroundColor: RED, backgroundColorStyle: { rgbColor: RED } },
  },
});

test('conditional formats are added at an index, replaced, moved and deleted', async () => {
  const { batch, client, spreadsheetId } = await openSheets();
  const order = async () => {
    const { data } = await client.spreadsheets.get({ spreadsheetId });
    return data.sheets?.[0]?.conditionalFormats?.map(
      rule => rule.booleanRule?.condition?.values?.[0]?.userEnteredValue,
    );
  };
  await batch(
    { addConditionalFormatRule: { rule: textIs('a'), index: 0 } },
    { addConditionalFormatRule: { rule: textIs('b'), index: 0 } },
  );
  expect(await order()).toEqual(['b', 'a']);
  const [updated] = await batch({ updateConditionalFormatRule: { index: 1, rule: textIs('c') } });
  expect(updated?.updateConditionalFormatRule).toMatchObject({ oldRule: textIs('a'), newRule: textIs('c') });
  await batch({ updateConditionalFormatRule: { sheetId: 7, index: 1, newIndex: 0 } });
  expect(await order()).toEqual(['c', 'b']);
  const [deleted] = await batch({ deleteConditionalFormatRule: { sheetId: 7, index: 0 } });
  expect(deleted?.deleteConditionalFormatRule?.rule).toEqual(textIs('c'));
  expect(await order()).toEqual(['b']);
  await expect(batch({ deleteConditionalFormatRule: { sheetId: 7, index: 5 } })).rejects.toThrow(
    'No conditional format on sheet: 7 at index: 5',
  );
});

test('rules follow their column and go with it', async () => {
  const { batch, workbook } = await openSheets();
  const ranges = () => workbook.data.sheets[0]?.conditionalFormats.map(rule => rule.ranges[0]?.startColumn);
  await batch({ addConditionalFormatRule: { rule: textIs('a'), index: 0 } });
  const columns = (startIndex: number, endIndex: number) => ({
    sheetId: 7,
    dimension: 'COLUMNS',
    startIndex,
    endIndex,
  });
  await batch({ insertDimension: { range: columns(0, 2) } });
  expect(ranges()).toEqual([3]);
  await batch({ deleteDimension: { range: columns(3, 4) } });
  expect(ranges()).toEqual([]);
});

test('filters: the basic one and views with criteria by column', async () => {
  const { batch, client, spreadsheetId } = await openSheets();
  const table = { sheetId: 7, startRowIndex: 0, endRowIndex: 10, startColumnIndex: 0, endColumnIndex: 4 };
  const spec = { columnIndex: 2, filterCriteria: { hiddenValues: ['已关闭'] } };
  await batch(
    { setBasicFilter: { filter: { range: table } } },
    { addFilterView: { filter: { filterViewId: 5, title: '未关闭', range: table, filterSpecs: [spec] } } },
  );
  const read = async () => (await client.spreadsheets.get({ spreadsheetId })).data.sheets?.[0];
  expect((await read())?.basicFilter).toEqual({ range: table });
  const view = { filterViewId: 5, title: '未关闭', range: table, filterSpecs: [spec] };
  expect((await read())?.filterViews).toEqual([{ ...view, criteria: { 2: spec.filterCriteria } }]);
  const sortSpecs = [{ dimensionIndex: 3, sortOrder: 'DESCENDING' }];
  await batch({
    updateFilterView: { filter: { filterViewId: 5, sortSpecs }, fields: 'sortSpecs,filterSpecs' },
  });
  expect((await read())?.filterViews).toEqual([
    { filterViewId: 5, title: '未关闭', range: table, sortSpecs },
  ]);
  await batch({ clearBasicFilter: { sheetId: 7 } }, { deleteFilterView: { filterId: 5 } });
  expect((await read())?.basicFilter).toBeUndefined();
  expect((await read())?.filterViews).toBeUndefined();
});

test('the filter of a tab that was laid out before reaches over the hidden columns once it is laid out again', async () => {
  const { client, spreadsheetId, workbook, batch } = await openSheets([{ title: '工作表1' }]);
  const workbooks = new SheetsWorkbooks(
    () => client,
    () => Promise.resolve(),
    () => 0,
  );
  const layOut = async () => {
    const { tabs, names } = await workbooks.inspect(spreadsheetId);
    await workbooks.apply(spreadsheetId, layoutRequests([hotline], deskOf(), tabs, names));
  };
  const tab = () => workbook.data.sheets.find(sheet => sheet.properties.sheetId === hotline.sheetId);
  await layOut();
  const whole = tab()?.basicFilter;
  expect(whole).toMatchObject({ startColumn: 0, endColumn: tab()?.properties.columnCount });
  const visible = { sheetId: hotline.sheetId, startRowIndex: 0, startColumnIndex: 0, endColumnIndex: 20 };
  await batch({ setBasicFilter: { filter: { range: visible } } });
  await layOut();
  expect(tab()?.basicFilter).toEqual(whole);
  const own = { sheetId: hotline.sheetId, dimension: 'COLUMNS', length: 2 };
  await batch({ appendDimension: own });
  expect(tab()?.basicFilter?.endColumn).toBe(tab()?.properties.columnCount);
});

test('the desk’s filter views come back once they are deleted, are there once, and leave people’s own alone', async () => {
  const { client, spreadsheetId, workbook, batch } = await openSheets([{ title: '工作表1' }]);
  const workbooks = new SheetsWorkbooks(
    () => client,
    () => Promise.resolve(),
    () => 0,
  );
  const layOut = async (people = PEOPLE) => {
    const { tabs, names } = await workbooks.inspect(spreadsheetId);
    await workbooks.apply(spreadsheetId, layoutRequests([hotline], deskOf(people), tabs, names));
  };
  const views = () =>
    workbook.data.sheets.find(sheet => sheet.properties.sheetId === hotline.sheetId)?.filterViews ?? [];
  const titles = () => views().map(({ title }) => title);
  await layOut();
  const desks = titles();
  const standing = [
    '已超时',
    '今日到期',
    '待回访',
    '紧急',
    '未关闭',
    ...PEOPLE.map(row => `待办：${row[0]}`),
    '未分派',
  ];
  expect(desks.slice(0, standing.length)).toEqual(standing);
  expect(desks.slice(standing.length)).toEqual(expect.arrayContaining(['本周新增', '上月：售后支持']));
  const range = {
    sheetId: hotline.sheetId,
    startRowIndex: 0,
    endRowIndex: 50,
    startColumnIndex: 0,
    endColumnIndex: 4,
  };
  await batch(
    { deleteFilterView: { filterId: views()[0]?.filterViewId ?? 0 } },
    { addFilterView: { filter: { filterViewId: 5, title: '已超时', range } } },
  );
  await layOut();
  expect(titles().toSorted()).toEqual([...desks, '已超时（服务台）'].toSorted());
  expect(views().find(view => view.filterViewId === 5)).toMatchObject({ title: '已超时', criteria: {} });
  const [gone, ...staying] = PEOPLE;
  await layOut(staying);
  expect(titles()).not.toContain(`待办：${gone?.[0]}`);
  expect(titles()).toHaveLength(desks.length);
});

test('a filter view by a column outside of its range is refused', async () => {
  const { batch } = await openSheets();
  const range = { sheetId: 7, startRowIndex: 0, endRowIndex: 5, startColumnIndex: 0, endColumnIndex: 2 };
  const spec = { columnIndex: 2, filterCriteria: { hiddenValues: ['已关闭'] } };
  await expect(batch({ addFilterView: { filter: { range, filterSpecs: [spec] } } })).rejects.toThrow(
    'Criteria column 2 is outside of the filter range',
  );
});

test('protected ranges: a whole tab as a warning, then a column with editors', async () => {
  const { batch, client, spreadsheetId } = await openSheets();
  const [added] = await batch({
    addProtectedRange: {
      protectedRange: { range: { sheetId: 7 }, warningOnly: true, description: '系统列' },
    },
  });
  const id = added?.addProtectedRange?.protectedRange?.protectedRangeId ?? -1;
  const read = async () =>
    (await client.spreadsheets.get({ spreadsheetId })).data.sheets?.[0]?.protectedRanges;
  expect(await read()).toEqual([
    {
      protectedRangeId: id,
      range: { sheetId: 7 },
      warningOnly: true,
      description: '系统列',
      requestingUserCanEdit: true,
    },
  ]);
  const editors = { users: ['desk@example.com'] };
  await batch({
    updateProtectedRange: {
      protectedRange: { protectedRangeId: id, range: COLUMN_B, editors },
      fields: 'range,editors,warningOnly',
    },
  });
  expect(await read()).toEqual([
    { protectedRangeId: id, range: COLUMN_B, description: '系统列', editors, requestingUserCanEdit: true },
  ]);
  await batch({ deleteProtectedRange: { protectedRangeId: id } });
  expect(await read()).toBeUndefined();
});
