// 以本人身份保存本行: the row of the cursor is sent whole, in the name and under the account of whoever asks.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { saveAsMe } from '../../fixtures/addon/save-as-me.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const ME = 'clerk@example.test';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 20 });
  desk.type(3, { 客户姓名: '李明', 联系方式: '13812345678' });
  await desk.idle();
  desk.service.calls.length = 0;
  desk.toasts.length = 0;
});
afterEach(() => desk.close());

/** Each request for rows: under whose account, in whose name, and which columns were edited. */
const sent = () =>
  desk.service.calls
    .filter(({ path }) => path.endsWith('/rows'))
    .map(({ token, body }) => {
      const { rows, editor } = body as (typeof desk.service.submitted)[number];
      return [token, editor, rows.map(row => [row.editor, row.edited])];
    });

test('all that is people’s counts as typed by whoever asks', async () => {
  await saveAsMe(desk, 3, '数量', 4);
  expect(sent()).toEqual([
    [`Bearer token-of-${ME}`, undefined, [[undefined, ['name', 'phone', 'when', 'bought', 'count']]]],
  ]);
  expect(desk.service.book.cells(String(desk.value(3, '行键')))).toMatchObject({ count: 4 });
  expect([desk.toasts, desk.alerts, desk.value(3, '同步状态')]).toEqual([
    [`已以 ${ME} 的身份保存本行。`],
    [],
    '已保存',
  ]);
});

test('marks that have come into the row from elsewhere are gone then', async () => {
  const format = { background: '#f4c7c3' };
  const cells = [[{ note: '【服务台】\n· 错误：数量要是数字', format }]];
  const at = { sheetId: SHEET_ID, row: 3 - 1, column: desk.column('数量') };
  desk.workbook.apply([{ type: 'cells', ...at, cells }], { by: 'api' });
  await saveAsMe(desk, 3, '客户姓名', '黎明');
  const { note, format: after } = desk.cell(3, '数量');
  expect([note, after?.background, desk.value(3, '同步状态')]).toEqual([undefined, undefined, '已保存']);
});

test('a row that is refused is said not to be saved, and marked', async () => {
  await saveAsMe(desk, 3, '数量', '几个');
  expect(desk.toasts).toEqual(['本行没有保存，原因见“保存状态”的批注。']);
  expect([desk.value(3, '同步状态'), desk.cell(3, '数量').note]).toEqual([
    '有误',
    expect.stringContaining('【服务台】'),
  ]);
});

test.each([1, 9])('row %d holds no record: that is said, and nothing is sent', async row => {
  desk.select(row, '客户姓名');
  await desk.run('saveAsMe');
  expect(desk.alerts).toEqual([expect.stringContaining('请先把光标放在要查看的那一行')]);
  expect([sent(), desk.toasts]).toEqual([[], []]);
});

test('where the service is away it is said, and the row waits', async () => {
  desk.service.failure = 'away';
  await saveAsMe(desk, 3, '数量', 4);
  expect([desk.value(3, '同步状态'), desk.toasts]).toEqual(['待同步', []]);
  expect(desk.alerts).toEqual([expect.stringContaining('服务台暂时连接不上')]);
});
