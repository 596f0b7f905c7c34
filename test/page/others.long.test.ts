// What other tabs, other windows and the server's troubles do to a person at work: nothing, but for an honest light.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BarePage, BOARD, FEEDBACK, soon } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const slow = { timeout: 90_000 };

let browser: Browser;
let server: BarePage;
let desk: DeskPage;
/** How often a window read the whole workbook. */
const reads = { count: 0 };
let run: (name: string) => Promise<unknown> = () => Promise.resolve(null);

beforeAll(async () => {
  const menus = [
    {
      title: '售后服务台',
      entries: [{ kind: 'item' as const, title: '刷新', functionName: 'refresh' }],
    },
  ];
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start({ menus, run: name => run(name) })]);
  desk = await DeskPage.open(browser, server.url);
  desk.page.on('request', request => {
    if (request.url().endsWith('/api/workbook')) reads.count += 1;
  });
}, 180_000);
afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
});

const sizeOf = (sheetId: number) => {
  const properties = server.workbook.data.sheets[sheetId]?.properties;
  if (!properties) throw new Error(`No tab ${sheetId}`);
  return properties;
};
const light = () => desk.page.locator('#state');
const lightSays = (name: string) => desk.page.waitForSelector(`#state[data-state="${name}"]`);

test('tabs that are added while somebody types leave each text in its own cell', slow, async () => {
  const first = server.value(0, 0);
  const shown = await desk.page.evaluate(() => globalThis.sheetdesk?.activeTab());
  for (let row = 20; row < 32; row += 1) {
    if (row % 3 === 0)
      server.push({
        type: 'addSheet',
        properties: {
          sheetId: 9_000 + row,
          title: `月报 ${row}`,
          index: 2,
          hidden: false,
          rowCount: 50,
          columnCount: 8,
          frozenRowCount: 1,
          frozenColumnCount: 0,
        },
      });
    await desk.type(`C${row + 1}`, `第${row}行`);
  }
  const typed = () => Array.from({ length: 12 }, (_, index) => server.value(20 + index, 2));
  await expect.poll(typed, soon).toEqual(Array.from({ length: 12 }, (_, index) => `第${20 + index}行`));
  expect(server.value(0, 0)).toEqual(first);
  await expect.poll(() => desk.tabs(), soon).toContain('月报 30');
  expect(await desk.page.evaluate(() => globalThis.sheetdesk?.activeTab())).toBe(shown);
});

test(
  'another tab that grows, moves its rows and is renamed leaves the typing and the window alone',
  slow,
  async () => {
    await desk.begin('C5', '半句');
    server.write(BOARD, 1, 0, [[{ value: '原在二行' }]]);
    server.push({ type: 'sheet', sheetId: BOARD, properties: { title: '看板二', frozenRowCount: 1 } });
    await expect.poll(() => desk.tabs(), soon).toContain('看板二');
    // These wait for the end of the typing: Univer would move its editor with them.
    server.push(
      { type: 'sheet', sheetId: BOARD, properties: { rowCount: 80, columnCount: 12 } },
      { type: 'insert', sheetId: BOARD, dimension: 'ROWS', index: 0, count: 2 },
    );
    server.write(BOARD, 81, 0, [[{ value: '末行' }]]);
    await lightSays('behind');
    await desk.page.keyboard.type('话');
    await desk.press('Enter');
    await expect.poll(() => server.value(4, 2), soon).toBe('半句话');

    await desk.goto('看板二');
    expect((await desk.waitForCell('A82', cell => cell.text !== '')).text).toBe('末行');
    expect(await desk.page.evaluate(() => globalThis.sheetdesk?.counts())).toEqual({ rows: 82, columns: 12 });
    server.push({ type: 'sheet', sheetId: BOARD, properties: { rowCount: 60 } });
    await desk.page.waitForFunction(() => globalThis.sheetdesk?.counts().rows === 60);
    await desk.goto('客户反馈');
    expect(reads.count).toBe(0);
  },
);

test('blank rows that are added at the end disturb neither the typing nor its undo', slow, async () => {
  await desk.type('B6', '先写的');
  await desk.begin('C6', '正在');
  const { rows = 0 } = (await desk.page.evaluate(() => globalThis.sheetdesk?.counts())) ?? {};
  server.push({ type: 'insert', sheetId: FEEDBACK, dimension: 'ROWS', index: rows, count: 100 });
  await desk.page.waitForFunction(count => globalThis.sheetdesk?.counts().rows === count, rows + 100);
  await desk.page.keyboard.type('写');
  await desk.press('Enter');
  await expect.poll(() => server.value(5, 2), soon).toBe('正在写');
  await desk.press('Control+z');
  await desk.press('Control+z');
  await expect.poll(() => server.value(5, 1), soon).toBeUndefined();
});

test('the other window keeps its selection, its typing and its place', slow, async () => {
  const other = await DeskPage.open(browser, server.url);
  await other.select('D9');
  await other.begin('D9', '乙在写');
  await desk.type('B9', '甲写的');
  await other.waitForCell('B9', cell => cell.text === '甲写的');
  expect(await other.page.evaluate(() => globalThis.sheetdesk?.editing())).toBe(true);
  expect(await other.page.evaluate(() => globalThis.sheetdesk?.selected())).toEqual({ row: 8, column: 3 });
  await other.press('Enter');
  await expect.poll(() => server.value(8, 3), soon).toBe('乙在写');
  await desk.waitForCell('D9', cell => cell.text === '乙在写');
  await other.close();
});

test('rows at the end of another tab that go away leave the open editor its text', slow, async () => {
  const { rowCount } = sizeOf(BOARD);
  await desk.begin('C8', '前半');
  server.push({ type: 'delete', sheetId: BOARD, dimension: 'ROWS', index: rowCount - 5, count: 5 });
  await lightSays('behind');
  await desk.page.keyboard.type('后半');
  await desk.press('Enter');
  await expect.poll(() => server.value(7, 2), soon).toBe('前半后半');
  await lightSays('saved');
});

test('more cells than are painted one by one leave the open editor its text', slow, async () => {
  const { rowCount, columnCount } = sizeOf(FEEDBACK);
  const rows = Math.ceil(20_001 / columnCount);
  server.push({ type: 'insert', sheetId: FEEDBACK, dimension: 'ROWS', index: rowCount, count: rows });
  await desk.page.waitForFunction(count => globalThis.sheetdesk?.counts().rows === count, rowCount + rows);
  await desk.begin('C9', '前半');
  const line = Array.from({ length: columnCount }, () => ({ value: '满' }));
  server.write(FEEDBACK, rowCount, 0, Array(rows).fill(line));
  await lightSays('behind');
  await desk.page.keyboard.type('后半');
  await desk.press('Enter');
  await expect.poll(() => server.value(8, 2), soon).toBe('前半后半');
  await lightSays('saved');
});

test(
  'the page takes no key away: it is read anew only once nobody has pressed one for a while',
  slow,
  async () => {
    await desk.page.evaluate(`
    globalThis.quiet = [];
    let pressedAt = 0;
    document.addEventListener('keydown', () => { pressedAt = performance.now(); }, { capture: true });
    new MutationObserver(() => {
      if (document.getElementById('grid').inert) globalThis.quiet.push(performance.now() - pressedAt);
    }).observe(document.getElementById('grid'), { attributeFilter: ['inert'] });
  `);
    const asked = Promise.withResolvers<() => void>();
    await desk.page.route('**/api/edit', route => route.fulfill({ status: 400, json: { error: '不行' } }), {
      times: 1,
    });
    await desk.page.route(
      '**/api/workbook',
      async route => {
        const response = await route.fetch();
        await new Promise<void>(resolve => asked.resolve(resolve));
        await route.fulfill({ response });
      },
      { times: 1 },
    );
    await desk.type('C14', '不收');
    const answer = await asked.promise;
    await desk.press('ArrowDown');
    answer();
    await lightSays('saved');
    await desk.waitForCell('C14', cell => cell.text === '');
    const quiet = await desk.page.evaluate<number[]>('globalThis.quiet');
    expect(quiet).toHaveLength(1);
    expect(Math.min(...quiet)).toBeGreaterThanOrEqual(1_500);
  },
);

test('the light says what is not saved, what waits, and that the service is away', slow, async () => {
  await lightSays('saved');
  await desk.begin('C12', '半');
  server.write(FEEDBACK, 11, 2, [[{ value: '系统' }]]);
  await lightSays('behind');
  await desk.press('Enter');
  await lightSays('saved');

  server.setService(false);
  await lightSays('dead');
  expect(await light().innerText()).toContain('自动提交');
  server.setService(true);
  await lightSays('saved');

  await desk.page.route('**/api/edit', route => route.abort());
  await desk.type('C13', '存不下');
  await expect.poll(() => light().innerText(), soon).toMatch(/1 处修改还没有保存/);
  await desk.page.unroute('**/api/edit');
  await lightSays('saved');
  expect(server.value(12, 2)).toBe('存不下');
});

test(
  'a server that answers 503 while it starts is found again, and the light tells the truth then',
  slow,
  async () => {
    await desk.page.route('**/api/events**', route =>
      route.fulfill({ status: 503, body: 'Service Unavailable' }),
    );
    server.dropConnections();
    await lightSays('offline');
    server.write(FEEDBACK, 14, 1, [[{ value: '其间' }]]);
    await desk.page.unroute('**/api/events**');
    await lightSays('saved');
    expect((await desk.waitForCell('B15', cell => cell.text !== '')).text).toBe('其间');
  },
);

test('whatever fails is said in Chinese, with what to do', slow, async () => {
  const toasts = async () => (await desk.page.locator('#toasts').allInnerTexts()).join('\n');
  run = () => Promise.reject(new Error('TypeError: Cannot read properties of undefined'));
  await desk.menu('售后服务台', '刷新');
  await expect.poll(toasts, soon).toContain('“刷新”没有完成：插件出错了，请再试一次。');
  await desk.page.evaluate(() => void Promise.reject(new Error('Unexpected token in JSON')));
  await expect.poll(toasts, soon).toContain('请刷新页面');
  expect(await toasts()).not.toMatch(/[A-Za-z]{4,}/);
});

test(
  'what a script writes into many rows is drawn once it rests, and the selection stays',
  slow,
  async () => {
    const [blocks, rows] = [30, 50];
    const { columnCount: width, rowCount: first, title } = sizeOf(FEEDBACK);
    await desk.goto(title);
    await desk.settled();
    await desk.select('C4');
    // The grid takes no keys while its workbook is exchanged.
    await desk.page.evaluate(`
    globalThis.draws = 0;
    const grid = document.getElementById('grid');
    new MutationObserver(() => { if (grid.inert) globalThis.draws += 1; })
      .observe(grid, { attributeFilter: ['inert'] });
  `);
    const last = first + blocks * rows;
    server.push({ type: 'sheet', sheetId: FEEDBACK, properties: { rowCount: last } });
    for (let at = first; at < last; at += rows) {
      const lines = Array.from({ length: rows }, (_, row) =>
        Array.from({ length: width }, (__, column) => ({ value: `${at + row}-${column}` })),
      );
      server.write(FEEDBACK, at, 0, lines);
    }
    await desk.page.waitForFunction(count => globalThis.sheetdesk?.counts().rows === count, last);
    await desk.waitForCell(`A${last}`, cell => cell.text === `${last - 1}-0`);
    await desk.settled();
    expect((await desk.cell(`A${first + 1}`)).text).toBe(`${first}-0`);
    expect(await desk.page.evaluate(() => globalThis.sheetdesk?.selected())).toEqual({ row: 3, column: 2 });
    const draws = await desk.page.evaluate('globalThis.draws');
    expect(draws).toBeGreaterThan(0);
    expect(draws).toBeLessThan(blocks / 3);
  },
);
