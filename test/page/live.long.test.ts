// What others do while a person works at the page, and what happens when the server goes away.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MenuView } from '../../local/google/apps-script/views.ts';
import { BarePage, FEEDBACK, soon } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';
import { evidenceOf } from '../fixtures/page/evidence.ts';

/** What the bare page's scripts show; whoever opens it has all windows told. */
const MENUS: MenuView[] = [
  { title: '售后工作台', entries: [{ kind: 'item', title: '刷新', functionName: 'refresh' }] },
];

let browser: Browser;
let folder: string;
let file: string;
let server: BarePage;
let desk: DeskPage;
const runs: string[] = [];
const run = async (name: string): Promise<unknown> => {
  runs.push(name);
  return server.ui.alert('clerk@example.com', { title: '刷新', prompt: '要刷新吗？', buttons: 'YES_NO' });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheetdesk-live-'));
  file = join(folder, 'workbook.sqlite');
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start({ file, menus: MENUS, run })]);
  desk = await DeskPage.open(browser, server.url);
}, 120_000);

afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const slow = { timeout: 60_000 };

test('a page says what it shows and has told, for the test that fails at it', async () => {
  server.ui.toast('clerk@example.com', { title: '', message: '已经过去', seconds: 0 });
  server.ui.showSidebar('clerk@example.com', { title: '详情', html: '<p>侧栏里的话</p>', width: 300 });
  await desk.page.frameLocator('#sidebar iframe').getByText('侧栏里的话').waitFor();
  const evidence = () => evidenceOf('evidence of a page');
  await expect.poll(evidence, soon).toMatch(/客户反馈[^]*详情[^]*侧栏里的话[^]*已经过去/);
  await desk.page.locator('#sidebar header button').click();
});

test('a note that is written over and taken away shows as it is then', async () => {
  const noted = (note: string | null) => server.write(FEEDBACK, 7, 4, [[{ note }]]);
  for (const note of ['还缺甲、乙', '还缺乙']) {
    noted(note);
    await desk.waitForCell('E8', cell => cell.note === note);
  }
  noted(null);
  expect((await desk.waitForCell('E8', cell => cell.note === undefined)).note).toBeUndefined();
});

test(
  'a burst of changes is shown as it ends, in their order, with what follows from them',
  slow,
  async () => {
    const reads: string[] = [];
    const isRead = (request: Request) => {
      if (request.url().endsWith('/api/workbook')) reads.push(request.url());
    };
    desk.page.on('request', isRead);
    const { rowCount = 0 } = server.workbook.data.sheets[FEEDBACK]?.properties ?? {};
    for (let turn = 1; turn <= 40; turn += 1) {
      server.write(FEEDBACK, 30, 5, [[{ value: turn }, { value: `第${turn}`, note: `注${turn}` }]]);
      if (turn === 20)
        server.push({ type: 'insert', sheetId: FEEDBACK, dimension: 'ROWS', index: 25, count: 1 });
    }
    server.push(
      { type: 'delete', sheetId: FEEDBACK, dimension: 'ROWS', index: 25, count: 1 },
      { type: 'workbook', properties: { title: '客服中心' } },
    );
    await expect.poll(() => desk.page.title(), soon).toBe('客服中心');
    // The first twenty went down with their row and came back up; the others were written into the row above.
    const shown = () => Promise.all(['F30', 'G30', 'F31', 'G31'].map(at => desk.cell(at)));
    await expect
      .poll(shown, soon)
      .toEqual([
        { text: '40' },
        { text: '第40', note: '注40' },
        { text: '20' },
        { text: '第20', note: '注20' },
      ]);
    expect(await desk.page.evaluate(() => globalThis.sheetdesk?.counts().rows)).toBe(rowCount);
    expect(reads).toEqual([]);
    desk.page.off('request', isRead);
    server.push({ type: 'workbook', properties: { title: '售后工作台' } });
  },
);

test('a write by others appears while a cell is being typed, and disturbs nothing', slow, async () => {
  await desk.begin('C8', '半句');
  server.write(FEEDBACK, 1, 3, [[{ value: '甲', note: '新' }], [{ value: '乙' }]]);
  await desk.waitForCell('D3', cell => cell.text === '乙');
  expect(await desk.page.evaluate(() => globalThis.sheetdesk?.editing())).toBe(true);
  await desk.page.keyboard.type('话');
  await desk.press('Enter');
  await expect.poll(() => server.value(7, 2), soon).toBe('半句话');
});

test(
  'rows that others insert above wait for the open editor, and the text lands in its own row',
  slow,
  async () => {
    server.write(FEEDBACK, 9, 1, [[{ value: '本行' }]]);
    await desk.waitForCell('B10', cell => cell.text === '本行');
    await desk.begin('C10', '写在本行');
    server.push({ type: 'insert', sheetId: FEEDBACK, dimension: 'ROWS', index: 2, count: 3 });
    server.write(FEEDBACK, 0, 5, [[{ value: '之后' }]]);
    await desk.press('Enter');
    await expect.poll(() => server.value(12, 2), soon).toBe('写在本行');
    expect(server.value(12, 1)).toBe('本行');
    await desk.waitForCell('C13', cell => cell.text === '写在本行');
    await desk.waitForCell('F1', cell => cell.text === '之后');
  },
);

test(
  'a write by others into the very cell waits for its editor, and what was typed stands',
  slow,
  async () => {
    await desk.begin('C15', '半句');
    server.write(FEEDBACK, 14, 2, [[{ value: '系统填的' }]]);
    // It has arrived, and waits.
    await desk.page.waitForFunction(() => globalThis.sheetdesk?.settled() === false);
    await desk.page.keyboard.type('话');
    await desk.press('Enter');
    await expect.poll(() => server.value(14, 2), soon).toBe('半句话');
    await desk.settled();
    expect((await desk.cell('C15')).text).toBe('半句话');
  },
);

test('two windows stay in step', slow, async () => {
  const other = await DeskPage.open(browser, server.url);
  await desk.type('B20', '甲窗');
  await other.waitForCell('B20', cell => cell.text === '甲窗');
  await other.type('B21', '乙窗');
  expect(await desk.waitForCell('B21', cell => cell.text !== '')).toEqual({ text: '乙窗' });
  await other.close();
});

test('the page outlives its server: it catches up and sends what was typed meanwhile', slow, async () => {
  const { port } = server;
  await server.stop();
  await desk.page.waitForSelector('#state[data-state="offline"]');
  await desk.type('B30', '断线时写的');
  server = await BarePage.start({ file, port, menus: MENUS, run });
  server.write(FEEDBACK, 30, 1, [[{ value: '别人写的' }]]);
  await desk.waitForCell('B31', cell => cell.text === '别人写的');
  await expect.poll(() => server.value(29, 1), soon).toBe('断线时写的');
  await desk.ready();
});

test('a page that is too far behind reads the workbook anew', slow, async () => {
  const { port } = server;
  await server.stop();
  await rm(file, { force: true });
  await rm(`${file}-wal`, { force: true });
  await rm(`${file}-shm`, { force: true });
  server = await BarePage.start({ file, port, menus: MENUS, run });
  server.write(FEEDBACK, 1, 1, [[{ value: '新的一天' }]]);
  await desk.waitForCell('B2', cell => cell.text === '新的一天');
  expect((await desk.cell('B31')).text).toBe('');
  await desk.type('B3', '照常');
  await expect.poll(() => server.value(2, 1), soon).toBe('照常');
});

test('the clock moves forward and the outbox shows what was sent', slow, async () => {
  const before = server.clock.offsetMs;
  await desk.clock('PT2H');
  expect(server.clock.offsetMs - before).toBe(7_200_000);
  await desk.clock('90');
  expect(server.clock.offsetMs - before).toBe(7_200_000 + 5_400_000);
  server.send({ subject: '响应超时', text: '请尽快处理' });
  const address = `https://link.example/case/${'x'.repeat(80)}`;
  server.send({ subject: '升级', text: `已通知主管\n打开：${address}` });
  await expect.poll(() => desk.page.locator('#outbox').innerText(), soon).toMatch(/新通知\s*2/);
  expect(await desk.outbox()).toEqual(['升级', '响应超时']);
  expect(await desk.page.locator('#messages a').getAttribute('href')).toBe(address);
});

test('a menu entry runs its function where the cursor is, which can ask and be answered', slow, async () => {
  await desk.select('C4:D6');
  // What is drawn anew meanwhile leaves the block selected.
  const properties = server.workbook.data.sheets[FEEDBACK]?.properties;
  if (!properties) throw new Error('客户反馈 is not there');
  server.push({ type: 'addSheet', properties: { ...properties, sheetId: 77, title: '导出', index: 2 } });
  await expect.poll(() => desk.tabs(), soon).toContain('导出');
  await desk.menu('售后工作台', '刷新');
  await desk.page.locator('dialog').getByText('要刷新吗？').waitFor();
  await desk.page.locator('dialog button[data-button="YES"]').click();
  await desk.page.locator('dialog').waitFor({ state: 'detached' });
  expect(runs).toEqual(['refresh']);
  expect(server.selected).toEqual({ sheetId: FEEDBACK, row: 3, column: 2, rows: 3, columns: 2 });
});

test('a menu that is open stays open when somebody else opens the page', slow, async () => {
  await desk.page.locator('#menus button', { hasText: '售后工作台' }).click();
  await desk.page.locator('.menu button', { hasText: '刷新' }).waitFor();
  const told = desk.page.waitForEvent('console', message => message.text() === 'menus told');
  await desk.page.evaluate(`new EventSource('/api/events?since=0').addEventListener('menus', () => {
    globalThis.menusTold = (globalThis.menusTold ?? 0) + 1;
    if (globalThis.menusTold === 2) setTimeout(() => console.info('menus told'));
  })`);
  const other = await DeskPage.open(browser, server.url);
  await told;
  expect(await desk.page.locator('.menu button', { hasText: '刷新' }).count()).toBe(1);
  await desk.press('Escape');
  await other.close();
});

test(
  'menus that come later leave the page’s own list open, and one of theirs shows what it has now',
  slow,
  async () => {
    const list = desk.page.locator('.menu');
    const bar = desk.page.locator('#menus button');
    const reopened = async () => (await DeskPage.open(browser, server.url)).close();
    await desk.page.locator('#file button').click();
    await desk.press('ArrowDown');
    MENUS.push({ title: '另一个插件', entries: [{ kind: 'item', title: '关于', functionName: 'refresh' }] });
    await reopened();
    await bar.filter({ hasText: '另一个插件' }).waitFor();
    expect(await list.locator(':focus').innerText()).toBe('下载这一页（.xlsx）');
    await desk.press('Escape');
    await bar.filter({ hasText: '另一个插件' }).click();
    await list.locator('button', { hasText: '关于' }).waitFor();
    MENUS[1]?.entries.push({ kind: 'item', title: '帮助', functionName: 'refresh' });
    await reopened();
    await list.locator('button', { hasText: '帮助' }).waitFor();
    await desk.press('Escape');
    expect(await desk.page.locator(':focus').innerText()).toBe('另一个插件');
  },
);

test('a sidebar’s page reaches its functions and nothing of ours', slow, async () => {
  const html = `<p id="said">…</p><script>
    google.script.run.withSuccessHandler(v => said.textContent = v + ' ' + origin).echo('你好');
  </script>`;
  const ran = new Promise<unknown[]>(resolve => {
    server.answer = (_name, args) => {
      resolve(args);
      return Promise.resolve('收到');
    };
  });
  server.ui.showSidebar('clerk@example.com', { title: '详情', html, width: 300 });
  expect(await ran).toEqual(['你好']);
  await desk.page.frameLocator('#sidebar iframe').getByText('收到 null').waitFor();
});

test(
  'what a sidebar’s page says as it is closed, or makes room for another, reaches its functions',
  slow,
  async () => {
    const html = `<script>
    google.script.run.opened();
    addEventListener('pagehide', () => google.script.run.closed());
  </script>`;
    const ran: string[] = [];
    server.answer = name => {
      ran.push(name);
      return Promise.resolve(null);
    };
    const show = () => server.ui.showSidebar('clerk@example.com', { title: '详情', html, width: 300 });
    show();
    await expect.poll(() => ran, soon).toEqual(['opened']);
    show();
    await expect.poll(() => ran.toSorted(), soon).toEqual(['closed', 'opened', 'opened']);
    await desk.page.locator('#sidebar header button').click();
    await expect.poll(() => ran.toSorted(), soon).toEqual(['closed', 'closed', 'opened', 'opened']);
  },
);
