// 打印本行 and the call list: what the service has to print, shown in a dialog.
import { afterEach, beforeEach, expect, test } from 'vitest';
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
