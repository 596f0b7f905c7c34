// The menu's cards: what the service says of the row that the cursor is in.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 20 });
  desk.type(3, { 客户姓名: '李明' });
  await desk.idle();
  desk.service.card = {
    key: String(desk.value(3, '行键')),
    name: 'history',
    answer: {
      title: '变更历史 · 个案 C-1',
      lines: ['2026-11-20 10:00　王芳\n状态：新建 → 待处理', '第二段'],
    },
  };
});
afterEach(() => desk.close());

const asked = () => desk.service.calls.filter(({ path }) => path.includes('/cards/'));

describe('a card of the menu', () => {
  test('is asked for the record in the cursor’s row by whoever asks, and shown in the sidebar', async () => {
    desk.select(3, '数量');
    await desk.run('card_history');
    expect(desk.alerts).toEqual([]);
    expect(asked().map(({ token, body }) => [token, body])).toEqual([
      ['Bearer token-of-clerk@example.test', {}],
    ]);
    const [sidebar] = desk.sidebars;
    expect(sidebar?.title).toBe('变更历史 · 个案 C-1');
    expect(sidebar?.html).toContain('<p>2026-11-20 10:00　王芳\n状态：新建 → 待处理</p><p>第二段</p>');
  });

  test('shows what a customer wrote as text, whatever it is', async () => {
    desk.service.card.answer.lines = [`<script>alert("1")</script><img src='x' onerror=1> & 'co'`];
    desk.select(3, '编号');
    await desk.run('card_history');
    const html = desk.sidebars[0]?.html ?? '';
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    const [shown = ''] = html.split('</p><script>');
    expect(shown).not.toMatch(/<script|<img|onerror=1>/);
  });

  test('of a row that another has sorted away is that of the row where the cursor is now', async () => {
    desk.moveRow(3, 6);
    desk.select(5, '编号');
    await desk.run('card_history');
    expect(asked()).toHaveLength(1);
  });
});

test('the menu asks what the figure under the cursor counts, in whatever tab it is', async () => {
  const shape = { hidden: false, rowCount: 9, columnCount: 20, frozenRowCount: 0, frozenColumnCount: 0 };
  const properties = { sheetId: 99, title: '看板', index: 1, ...shape };
  desk.workbook.apply([{ type: 'addSheet', properties }], { by: 'api' });
  desk.service.card.answer = { title: '看板 · 未关闭', lines: ['共 1 次：', '个案 C-1　待处理', '别的 C-1'] };
  desk.select(5, '联系方式', 99);
  await desk.run('showFigure');
  expect(desk.service.calls.at(-1)).toMatchObject({
    path: '/v1/desks/book-1/figures',
    body: { sheetId: 99, row: 5, column: 3 },
  });
  expect([desk.alerts, desk.sidebars.map(({ title }) => title)]).toEqual([[], ['看板 · 未关闭']]);
  // A record leads to its row; other lines are texts.
  expect(desk.sidebars[0]?.html).toContain(
    '<p>共 1 次：</p><button type="button" class="record" data-number="C-1">个案 C-1　待处理</button><p>别的 C-1</p>',
  );
});

test('views of a card are links to the spreadsheet in that view, whatever they are called', async () => {
  desk.service.card.answer = {
    title: '周报 · 新增',
    lines: ['共 1 次：'],
    views: [{ label: '只看“个案”的 <3> 行', url: 'https://sheets.example/d/book-1/edit#gid=7&fvid=7100001' }],
  };
  desk.select(3, '编号');
  await desk.run('showFigure');
  const html = desk.sidebars[0]?.html ?? '';
  expect(html).toContain(
    '<a class="rows" href="https://sheets.example/d/book-1/edit#gid=7&amp;fvid=7100001" target="_blank" rel="noopener">',
  );
  expect(html).toContain('>只看“个案”的 &lt;3&gt; 行</a><p>共 1 次：</p>');
});

describe('without a record there is a sentence and no request', () => {
  test.each([
    ['in the header', 1, '请先把光标放在要查看的那一行'],
    ['below the last row', 9, '请先把光标放在要查看的那一行'],
    ['in a blank row above it', 2, '还没有保存'],
  ])('%s', async (_, row, sentence) => {
    desk.select(row, '客户姓名');
    await desk.run('card_history');
    expect(desk.alerts).toEqual([expect.stringContaining(sentence)]);
    expect([asked(), desk.sidebars]).toEqual([[], []]);
  });

  test('in a draft', async () => {
    desk.type(4, { 数量: 3 });
    await desk.idle();
    desk.select(4, '数量');
    await desk.run('card_history');
    expect(desk.value(4, '同步状态')).toBe('草稿');
    expect(desk.alerts).toEqual([expect.stringContaining('还没有保存')]);
  });

  test('in a tab of the people’s own', async () => {
    const shape = { hidden: false, rowCount: 5, columnCount: 20, frozenRowCount: 0, frozenColumnCount: 0 };
    const properties = { sheetId: 99, title: '自己的', index: 1, ...shape };
    desk.workbook.apply([{ type: 'addSheet', properties }], { by: 'api' });
    desk.select(3, '数量', 99);
    await desk.run('card_history');
    expect(desk.alerts).toEqual([expect.stringContaining('不是服务台的表')]);
  });
});

describe('when the service does not show it', () => {
  test('because it is away, nothing is promised about rows', async () => {
    desk.service.failure = 'away';
    desk.select(3, '数量');
    await desk.run('card_history');
    expect(desk.alerts[0]).toMatch(/^服务台暂时连接不上（.*），请稍后再试。$/);
  });

  test('because the account may not see it, its own sentence is shown', async () => {
    const message = '只有主管可以这样做。';
    desk.service.failure = { status: 403, error: { code: 'not_supervisor', message } };
    desk.select(3, '数量');
    await desk.run('card_history');
    desk.service.failure = { status: 403, error: { code: 'not_a_member', message: '' } };
    await desk.run('card_history');
    expect(desk.alerts).toEqual([message, expect.stringContaining('没有使用这个服务台的权限')]);
  });
});
