// What a customer asks for, from the menu: dialogs, the request, and what is shown.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const PHONE = '13812345678';
let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 20 });
  desk.type(3, { 客户姓名: '李明' });
  await desk.idle();
  desk.select(3, '客户姓名');
});
afterEach(() => desk.close());

const asked = () =>
  desk.service.calls.flatMap(({ path, body }) =>
    /customer/.test(path) ? [[path.split('book-1/')[1], body]] : [],
  );

test('all pages of an export stand in the sidebar, one paragraph a record', async () => {
  desk.answers = [PHONE];
  await desk.run('exportCustomer');
  expect(asked()).toEqual([
    ['customer/export', { number: PHONE }],
    ['customer/export', { number: PHONE, after: '1/row-1' }],
  ]);
  const html = desk.sidebars[0]?.html ?? '';
  expect(html).toContain('共 2 条记录');
  expect(html).toContain(
    '<p>{&quot;page&quot;:&quot;first&quot;}</p><p>{&quot;page&quot;:&quot;1/row-1&quot;}</p>',
  );
});

test('a blank number means the customer of the row where the cursor is', async () => {
  desk.answers = ['', '13812345679', '李明', '黎明'];
  await desk.run('correctCustomer');
  const key = String(desk.value(3, '行键'));
  const right = { contact: '13812345679', name: { from: '李明', to: '黎明' } };
  expect(asked()).toEqual([['customer/correct', { key, ...right }]]);
  expect(desk.toasts.at(-1)).toBe('已处理 3 条记录。请刷新查看。');
});

test('nobody is erased before the person has said so', async () => {
  desk.answers = [PHONE];
  await desk.run('eraseCustomer');
  expect([asked(), desk.alerts]).toEqual([[], [expect.stringContaining(`删除${PHONE}的姓名`)]]);
  desk.answers = [PHONE];
  desk.answer = 'YES';
  await desk.run('eraseCustomer');
  expect(asked()).toEqual([['customer/erase', { number: PHONE }]]);
  expect(desk.toasts.at(-1)).toContain('其余的正在后台继续');
});

test.each(['exportCustomer', 'correctCustomer', 'eraseCustomer'])(
  '%s asks for nothing where the dialog is closed',
  async entry => {
    const before = desk.toasts.length;
    await desk.run(entry);
    expect([asked(), desk.toasts.length, desk.sidebars]).toEqual([[], before, []]);
  },
);

test('all records of the customer of the row stand in the sidebar, as lines that lead to their rows', async () => {
  desk.service.card.key = String(desk.value(3, '行键'));
  const record = {
    table: 'cases',
    title: '个案',
    number: 'C-1',
    state: '处理中',
    open: true,
    about: '李*：</script>',
    at: '2026-06-01 10:30',
  };
  desk.service.callers = { records: [record], more: true };
  await desk.run('showCustomer');
  const [{ title, html } = { title: '', html: '' }] = desk.sidebars;
  expect(title).toBe('本行客户的全部记录');
  const data: unknown = JSON.parse(/id="customer">(.*?)<\/script>/.exec(html)?.[1] ?? '');
  expect(data).toMatchObject({ records: [record], more: true });
  desk.select(10, '客户姓名');
  await desk.run('showCustomer');
  expect(desk.alerts.at(-1)).toContain('请先把光标放在要查看的那一行');
});
