// 打印本行 and the call list: what the service has to print, shown in a dialog.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { HEADER } from '../../fixtures/addon/case-tab.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 20 });
  desk.type(3, { 客户姓名: '李明' });
  await desk.idle();
  desk.service.card.key = String(desk.value(3, '行键'));
  desk.service.papers = {
    company: '',
    papers: [{ title: '个案单', caption: ['编号：C-1'], groups: [], signatures: ['经办人'] }],
  };
});
afterEach(() => desk.close());

const asked = () =>
  desk.service.calls.filter(({ path }) => /paper|call-list/.test(path)).map(({ path, body }) => [path, body]);

test('the row of the cursor is asked for, masked or in full, and opened to print', async () => {
  desk.select(3, '数量');
  await desk.run('printRow');
  await desk.run('printRowInFull');
  expect(desk.alerts).toEqual([]);
  const path = `/v1/desks/book-1/records/${desk.service.card.key}/paper`;
  expect(asked()).toEqual([
    [path, { full: false }],
    [path, { full: true }],
  ]);
  const [masked, full] = desk.dialogs;
  expect(masked).toMatchObject({
    title: '个案单',
    html: expect.stringContaining('要在单据上印公司名称') as unknown,
  });
  expect(full?.html).toContain('这次查看已记入变更历史');
});

test('without a record in the row there is a sentence and no request', async () => {
  desk.select(9, '数量');
  await desk.run('printRow');
  expect(desk.alerts).toEqual([expect.stringContaining('请先把光标放在')]);
  expect([asked(), desk.dialogs]).toEqual([[], []]);
});

test('the call list is opened, and where nobody is to be called that is said', async () => {
  await desk.run('printCalls');
  expect(desk.dialogs.map(({ title }) => title)).toEqual(['个案单']);
  desk.service.papers.papers = [];
  await desk.run('printCalls');
  expect(desk.dialogs).toHaveLength(1);
  expect(desk.toasts.at(-1)).toBe('今天没有等待回访的客户。');
});

test('the shift list is opened to print', async () => {
  await desk.run('printShifts');
  expect(desk.service.calls.at(-1)).toMatchObject({ path: '/v1/desks/book-1/shift-list' });
  expect(desk.dialogs).toMatchObject([{ html: expect.stringContaining('谁不在岗按“人员”') as unknown }]);
});

describe('selected rows as a list', () => {
  /** The list that was opened last, line by line; the first is its heading. */
  const listed = () => {
    const html = desk.dialogs.at(-1)?.html ?? '';
    const lines = [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, line = '']) => line);
    return lines.map(line => [...line.matchAll(/<t[hd]>(.*?)<\/t[hd]>/g)].map(([, text]) => text));
  };
  const select = (rows: [first: number, last: number], columns: [first: number, last: number]) =>
    desk.runtime.select('clerk@example.test', {
      sheetId: SHEET_ID,
      row: rows[0] - 1,
      column: columns[0] - 1,
      rows: rows[1] - rows[0] + 1,
      columns: columns[1] - columns[0] + 1,
      filteredOut: [4 - 1],
    });

  beforeEach(async () => {
    desk.paste(4, '客户姓名', [
      ['王芳', '13912345678'],
      ['<赵敏>', '13812345678'],
    ]);
    await desk.idle();
    desk.service.calls.length = 0;
  });

  test('has the columns of the selection with the number before them, and no row that a filter hides', async () => {
    select([3, 5], [2, 3]);
    await desk.run('printChosen');
    expect(desk.alerts).toEqual([]);
    // Numbers are not to be broken: their columns are as wide.
    expect(desk.dialogs.at(-1)?.html).toMatch(/<col style="width:calc\(/);
    expect(listed()).toEqual([
      ['编号', '客户姓名', '联系方式'],
      [desk.value(3, '编号'), '李明', ''],
      [desk.value(5, '编号'), '&lt;赵敏&gt;', desk.value(5, '联系方式')],
    ]);
    expect(desk.dialogs.at(-1)).toMatchObject({ html: expect.stringContaining('共 2 条') as unknown });
    expect(desk.service.calls).toEqual([]);
  });

  test('leaves out what ties a row to its record, also among columns that were dragged over', async () => {
    select([3, 3], [HEADER.indexOf('自己的备注') + 1, HEADER.length]);
    await desk.run('printChosen');
    const [heading] = listed();
    expect(heading).toEqual(['编号', '自己的备注']);
  });

  test('leaves out blank rows among those that were selected', async () => {
    desk.type(8, { 客户姓名: '孙强' });
    await desk.idle();
    select([5, 8], [2, 3]);
    await desk.run('printChosen');
    expect(listed().map(([, name]) => name)).toEqual(['客户姓名', '&lt;赵敏&gt;', '孙强']);
  });

  test('has what is filled in where whole rows are selected, and nothing that ties them to records', async () => {
    select([5, 5], [1, HEADER.length]);
    await desk.run('printChosen');
    const [heading = []] = listed();
    expect(heading.slice(0, 3)).toEqual(['编号', '客户姓名', '联系方式']);
    for (const each of ['同步状态', '行键', '版本', '自己的备注']) expect(heading).not.toContain(each);
  });

  test.each([
    ['the header', [1, 1]],
    ['a row that a filter hides', [4, 4]],
    ['rows below the last one', [15, 17]],
  ] as const)('has nothing of %s, and says so', async (_, [first, last]) => {
    select([first, last], [1, HEADER.length]);
    await desk.run('printChosen');
    expect(desk.alerts).toEqual([expect.stringContaining('没有选中可以打印的行')]);
    expect(desk.dialogs).toEqual([]);
  });
});
