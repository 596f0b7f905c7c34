// Rows, drop-downs, notes, links and sizes in a real browser: what the person does reaches the workbook whole.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Op } from '../../local/workbook/model.ts';
import { BarePage, BOARD, FEEDBACK, soon } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const CHANNELS = ['电话', '邮件', '线下门店'];
const DROP_DOWN = { condition: 'ONE_OF_LIST', values: CHANNELS, strict: false, showCustomUi: true } as const;
const channel = { ...DROP_DOWN, values: [...CHANNELS] };

let browser: Browser;
let server: BarePage;
let desk: DeskPage;

beforeAll(async () => {
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start()]);
  server.write(FEEDBACK, 0, 0, [
    [{ value: '编号' }, { value: '客户', note: '写全名\n例：李雷' }, { value: '渠道' }],
  ]);
  server.write(
    FEEDBACK,
    1,
    2,
    Array.from({ length: 20 }, () => [{ validation: channel }]),
  );
  desk = await DeskPage.open(browser, server.url);
}, 120_000);

afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
});

const slow = { timeout: 60_000 };

/** Runs an entry of the menu that the right button opens on a row's number. */
async function rowMenu(row: number, entry: string): Promise<void> {
  const { y, height } = await desk.aim(`A${row}`);
  await desk.page.mouse.click(20, y + height / 2);
  await desk.page.mouse.click(20, y + height / 2, { button: 'right' });
  // At its start: some entries have a number to fill in at their middle.
  await desk.page.getByText(entry).click({ position: { x: 10, y: 8 } });
}

test('a note is shown with its cell', slow, async () => {
  expect((await desk.cell('B1')).note).toBe('写全名\n例：李雷');
  const { x, y } = await desk.box('B1');
  await desk.page.mouse.move(x + 20, y + 10);
  const popup = desk.page.locator('textarea[data-u-comp="note-textarea"]');
  await popup.waitFor();
  await expect.poll(() => popup.inputValue(), soon).toBe('写全名\n例：李雷');
  await desk.page.mouse.move(900, 700);
});

test('a choice from the drop-down reaches the workbook', slow, async () => {
  await desk.select('C3');
  const { x, y, width, height } = await desk.aim('C3');
  await desk.page.mouse.click(x + width - 11, y + height / 2);
  await desk.page.getByText('线下门店', { exact: true }).click();
  await expect.poll(() => server.value(2, 2), soon).toBe('线下门店');
  expect(server.userChanges().at(-1)?.ops).toHaveLength(1);
  await desk.press('Escape');
});

test('an inserted row moves the rest and has the drop-downs of the row above', slow, async () => {
  server.write(FEEDBACK, 4, 1, [[{ value: '韩梅梅', note: '电话不全' }]]);
  await desk.waitForCell('B5', cell => cell.note === '电话不全');
  await rowMenu(4, '在上方插入');
  await expect.poll(() => server.value(5, 1), soon).toBe('韩梅梅');
  expect(server.cell(3, 2)?.validation).toEqual(channel);
  await desk.settled();
  const moved = await desk.waitForCell('B6', cell => cell.note === '电话不全');
  expect(moved.text).toBe('韩梅梅');
  expect((await desk.cell('B5')).note).toBeUndefined();
});

test('a deleted row is gone, and undo brings all of it back', slow, async () => {
  await rowMenu(6, '删除选中行');
  await expect.poll(() => server.value(5, 1), soon).toBeUndefined();
  await desk.settled();
  await desk.select('B5');
  await desk.press('Control+Z');
  await expect.poll(() => server.cell(5, 1), soon).toEqual({ value: '韩梅梅', note: '电话不全' });
  expect(server.cell(5, 2)?.validation).toEqual(channel);
  await desk.waitForCell('B6', cell => cell.note === '电话不全' && cell.text === '韩梅梅');
});

test('rows and notes that a script moves are moved in the grid', slow, async () => {
  server.push({ type: 'insert', sheetId: FEEDBACK, dimension: 'ROWS', index: 1, count: 2 });
  await desk.waitForCell('B8', cell => cell.text === '韩梅梅' && cell.note === '电话不全');
  server.push({ type: 'delete', sheetId: FEEDBACK, dimension: 'ROWS', index: 1, count: 2 });
  await desk.waitForCell('B6', cell => cell.text === '韩梅梅' && cell.note === '电话不全');
  server.write(FEEDBACK, 5, 1, [[{ note: null }]]);
  expect(await desk.waitForCell('B6', cell => cell.note === undefined)).toEqual({ text: '韩梅梅' });
});

test('hidden rows and columns reach the workbook', slow, async () => {
  await rowMenu(8, '隐藏选中行');
  await expect.poll(() => server.workbook.data.sheets[0]?.rows[7], soon).toEqual({ hidden: true });
  // What is drawn anew takes an open note away.
  await desk.settled();
});

test('a note that the person writes reaches the workbook', slow, async () => {
  await desk.click('D4');
  await desk.click('D4', { button: 'right' });
  await desk.page.getByText('添加批注').click();
  const popup = desk.page.locator('textarea[data-u-comp="note-textarea"]');
  await popup.waitFor();
  await popup.fill('请核实');
  await expect.poll(() => server.cell(3, 3)?.note, soon).toBe('请核实');
  await desk.click('E6');
});

test('a link jumps to its tab and cell', slow, async () => {
  const link: Op = {
    type: 'cells',
    sheetId: BOARD,
    row: 1,
    column: 0,
    cells: [[{ value: '打开', format: { link: `#gid=${FEEDBACK}&range=B6` } }]],
  };
  server.push(link);
  await desk.goto('看板');
  await desk.waitForCell('A2', cell => cell.text === '打开');
  await desk.click('A2');
  await expect.poll(() => desk.activeTab(), soon).toBe('客户反馈');
  await expect
    .poll(() => desk.page.evaluate(() => globalThis.sheetdesk?.selected()), soon)
    .toEqual({
      row: 5,
      column: 1,
    });
});

test('a tab that is added, renamed and filled by the API appears', slow, async () => {
  const properties = { sheetId: 7, title: '新表', index: 2, hidden: false, rowCount: 20, columnCount: 5 };
  server.push({ type: 'addSheet', properties: { ...properties, frozenRowCount: 1, frozenColumnCount: 0 } });
  await expect.poll(() => desk.tabs(), soon).toEqual(['客户反馈', '看板', '新表']);
  server.push({ type: 'sheet', sheetId: 7, properties: { title: '周报' } });
  await expect.poll(() => desk.tabs(), soon).toEqual(['客户反馈', '看板', '周报']);
  expect(await desk.activeTab()).toBe('客户反馈');
});

test('sorting moves whole rows, notes with them', slow, async () => {
  server.write(FEEDBACK, 9, 4, [
    [{ value: 3 }, { value: '丙', note: '第三' }],
    [{ value: 1 }, { value: '甲' }],
    [{ value: 2 }, { value: '乙' }],
  ]);
  await desk.waitForCell('F12', cell => cell.text === '乙');
  await desk.drag('E10', 'F12');
  const { x, y } = await desk.aim('F11');
  await desk.page.mouse.click(x + 20, y + 10, { button: 'right' });
  await desk.page.getByText('排序', { exact: true }).hover();
  await desk.page.getByText('升序').first().click();
  await expect.poll(() => [9, 10, 11].map(row => server.value(row, 4)), soon).toEqual([1, 2, 3]);
  expect(server.cell(11, 5)).toEqual({ value: '丙', note: '第三' });
  expect(await desk.waitForCell('F12', cell => cell.note === '第三')).toMatchObject({ text: '丙' });
});

test('a column’s new width and a filled series reach the workbook', slow, async () => {
  const { x, y } = await desk.box('H1');
  await desk.page.mouse.move(x - 1, y - 10);
  await desk.page.mouse.down();
  await desk.page.mouse.move(x + 40, y - 10, { steps: 5 });
  await desk.page.mouse.up();
  await expect.poll(() => server.workbook.data.sheets[0]?.columns[6]?.pixelSize, soon).toBeGreaterThan(120);
  await desk.type('I2', '1');
  await desk.type('I3', '2');
  await desk.drag('I2', 'I3');
  const corner = await desk.box('I3');
  await desk.page.mouse.move(corner.x + corner.width, corner.y + corner.height);
  await desk.page.mouse.down();
  await desk.page.mouse.move(corner.x + 30, corner.y + 3 * corner.height + 10, { steps: 8 });
  await desk.page.mouse.up();
  await expect.poll(() => server.value(5, 8), soon).toBe(5);
});

test(
  'what is protected from the person goes back to what it was, and it is said in Chinese',
  slow,
  async () => {
    const range = { sheetId: BOARD, startRow: 0, endRow: 5, startColumn: 0, endColumn: 2 };
    server.write(BOARD, 0, 0, [[{ value: '锁住' }]]);
    server.workbook.apply(
      [
        {
          type: 'rules',
          sheetId: BOARD,
          rules: { protectedRanges: [{ protectedRangeId: 1, range, warningOnly: false }] },
        },
      ],
      { by: 'api' },
    );
    const other = await DeskPage.open(browser, server.url);
    await other.goto('看板');
    await other.waitForCell('A1', cell => cell.text === '锁住');
    await other.type('A1', '改了');
    const told = other.page.locator('.toast', { hasText: '这里受保护，您不能修改' });
    await expect.poll(() => told.count(), soon).toBe(1);
    await other.waitForCell('A1', cell => cell.text === '锁住');
    await other.type('C1', '可以');
    await expect.poll(() => server.value(0, 2, BOARD), soon).toBe('可以');
    await other.page.close();
  },
);
