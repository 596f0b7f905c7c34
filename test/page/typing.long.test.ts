// A clerk types, pastes and undoes in a real browser; what the workbook then holds, and what the grid shows.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BarePage, FEEDBACK, soon } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const TEXT = { numberFormat: { type: 'TEXT', pattern: '@' } } as const;

let browser: Browser;
let server: BarePage;
let desk: DeskPage;

beforeAll(async () => {
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start()]);
  desk = await DeskPage.open(browser, server.url);
}, 120_000);

afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
});

describe('typing', { timeout: 60_000 }, () => {
  test('a word reaches the workbook as the person’s change', async () => {
    await desk.type('B2', '张三');
    await expect.poll(() => server.value(1, 1), soon).toBe('张三');
    expect(server.userChanges().at(-1)?.origin).toMatchObject({ by: 'user', email: 'clerk@example.com' });
    expect(await desk.cell('B2')).toEqual({ text: '张三' });
  });

  test('a date becomes a serial number with a date format', async () => {
    await desk.type('C2', '2023-10-01 14:30');
    await expect.poll(() => server.cell(1, 2)?.value, soon).toBeCloseTo(45_200.604_166, 5);
    await desk.waitForCell('C2', cell => /2023.*14:30/.test(cell.text));
  });

  test('a cell for text keeps what looks like a formula or a number', async () => {
    server.write(FEEDBACK, 4, 1, [[{ format: TEXT }, { format: TEXT }]]);
    await desk.type('B5', '=1+1');
    await desk.type('C5', '013800001111');
    await expect.poll(() => server.cell(4, 2), soon).toEqual({ value: '013800001111', format: TEXT });
    expect(server.cell(4, 1)).toEqual({ value: '=1+1', format: TEXT });
    expect(await desk.waitForCell('B5', cell => cell.text === '=1+1')).toEqual({ text: '=1+1' });
  });

  test('a formula is computed in the page and kept with its value', async () => {
    await desk.type('D2', '=1+2');
    await expect.poll(() => server.cell(1, 3), soon).toMatchObject({ formula: '=1+2', value: 3 });
    expect((await desk.cell('D2')).text).toBe('3');
  });

  test('a pause within the name of a function leaves Enter to the cell', async () => {
    server.write(FEEDBACK, 5, 1, [[{ format: TEXT }]]);
    const paused = await DeskPage.open(browser, server.url);
    // The page's timers are the test's from its first line on: a clock put in later mixes two of them.
    await paused.page.clock.install();
    await paused.page.reload();
    await paused.ready();
    await paused.begin('B6', '=SU');
    await paused.page.clock.fastForward(1_000);
    await paused.page.keyboard.insertText('M(1,2)');
    await paused.press('Enter');
    await expect.poll(() => server.value(5, 1), soon).toBe('=SUM(1,2)');
    await paused.page.context().close();
  });

  test('a value typed over itself is a change all the same', async () => {
    await desk.type('E2', '投诉');
    await expect.poll(() => server.value(1, 4), soon).toBe('投诉');
    const before = server.userChanges().length;
    await desk.type('E2', '投诉');
    await expect.poll(() => server.userChanges().length, soon).toBe(before + 1);
  });

  test('Escape leaves the cell as it was', async () => {
    const before = server.workbook.seq;
    await desk.begin('F2', '不要');
    await desk.press('Escape');
    await desk.type('F3', '要');
    await expect.poll(() => server.value(2, 5), soon).toBe('要');
    expect(server.value(1, 5)).toBeUndefined();
    expect(server.workbook.seq).toBe(before + 1);
  });

  test('Delete empties a block in one change', async () => {
    server.write(FEEDBACK, 7, 1, [
      [{ value: 'a' }, { value: 'b' }],
      [{ value: 'c' }, { value: 'd' }],
    ]);
    await desk.waitForCell('C9', cell => cell.text === 'd');
    const before = server.userChanges().length;
    await desk.click('B8');
    await desk.select('B8:C9');
    await desk.press('Delete');
    await expect.poll(() => server.workbook.data.sheets[0]?.cells[8], soon).toBeUndefined();
    expect(server.userChanges().length).toBe(before + 1);
  });
});

describe('pasting and undoing', { timeout: 60_000 }, () => {
  test('a table from outside is one change, read like typing', async () => {
    const before = server.userChanges().length;
    await desk.paste('B11', [
      ['王五', '138', '2023-10-02'],
      ['赵六', '含\n换行', '50%'],
    ]);
    await expect.poll(() => server.value(11, 3), soon).toBe(0.5);
    expect(server.value(10, 2)).toBe(138);
    expect(server.value(10, 3)).toBe(45_201);
    expect(server.value(11, 2)).toBe('含\n换行');
    expect(server.userChanges().length).toBe(before + 1);
    await desk.waitForCell('D12', cell => cell.text === '50%');
  });

  test('a paste past the last row makes rows for it', async () => {
    const { rows } = await desk.page.evaluate(() => globalThis.sheetdesk?.counts() ?? { rows: 0 });
    await desk.paste(`B${rows}`, [['最后'], ['之后'], ['再后']]);
    await expect.poll(() => server.value(rows + 1, 1), soon).toBe('再后');
    expect(server.workbook.data.sheets[0]?.properties.rowCount).toBe(rows + 2);
  });

  test('undo and redo reach the workbook', async () => {
    await desk.type('B15', '旧');
    await expect.poll(() => server.value(14, 1), soon).toBe('旧');
    await desk.type('B15', '新');
    await expect.poll(() => server.value(14, 1), soon).toBe('新');
    await desk.press('Control+Z');
    await expect.poll(() => server.value(14, 1), soon).toBe('旧');
    await desk.press('Control+Y');
    await expect.poll(() => server.value(14, 1), soon).toBe('新');
  });

  test('cells copied in the grid are pasted with their formats', async () => {
    server.write(FEEDBACK, 17, 1, [[{ value: '红', format: { background: '#ff0000' } }]]);
    await desk.waitForCell('B18', cell => cell.background === '#ff0000');
    await desk.click('B18');
    await desk.copy();
    await desk.click('C18');
    await desk.press('Control+V');
    await expect
      .poll(() => server.cell(17, 2), soon)
      .toEqual({ value: '红', format: { background: '#ff0000' } });
  });
});
