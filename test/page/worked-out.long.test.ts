// What the page works out by itself, in a real browser: results of formulas, and heights of rows with wrapped text.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BarePage, BOARD, FEEDBACK, soon } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const patient = { timeout: 60_000 };
const LONG = '用户反馈空调开机一小时后仍然没有冷风，外机有异响，希望尽快安排师傅上门检查。';

let browser: Browser;
let server: BarePage;
let desk: DeskPage;

beforeAll(async () => {
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start()]);
  server.write(FEEDBACK, 0, 0, [[{ value: 1 }, { value: 2 }]]);
  desk = await DeskPage.open(browser, server.url);
}, 120_000);

afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
});

const kept = (row: number, column: number, sheetId = FEEDBACK) =>
  expect.poll(() => server.cell(row, column, sheetId), soon);
const heightOf = async (row: number) => (await desk.box(`A${row}`)).height;

test('a formula follows its cells, also after rows have moved and from another tab', patient, async () => {
  await desk.type('D2', '=A1+B1');
  await kept(1, 3).toMatchObject({ formula: '=A1+B1', value: 3 });
  await desk.type('B1', '5');
  await kept(1, 3).toMatchObject({ value: 6 });

  server.push({ type: 'insert', sheetId: FEEDBACK, dimension: 'ROWS', index: 1, count: 2 });
  await desk.waitForCell('D4', cell => cell.text === '6');
  await desk.type('A1', '10');
  expect(await desk.waitForCell('D4', cell => cell.text === '15')).toBeDefined();

  await desk.goto('看板');
  await desk.type('C3', '=客户反馈!B1*2');
  await kept(2, 2, BOARD).toMatchObject({ value: 10 });
  await desk.goto('客户反馈');
});

test(
  'a formula follows what others write into its cells, and one that they write is worked out',
  patient,
  async () => {
    await desk.type('H8', '7');
    await desk.type('H9', '=H8*2');
    await kept(8, 7).toMatchObject({ value: 14 });
    server.write(FEEDBACK, 7, 7, [[{ value: 9 }]]);
    await desk.waitForCell('H9', cell => cell.text === '18');
    server.write(FEEDBACK, 9, 7, [[{ formula: '=H8+1' }]]);
    expect((await desk.waitForCell('H10', cell => cell.text === '10')).text).toBe('10');
    server.write(FEEDBACK, 7, 7, [
      [{ value: null }],
      [{ value: null, formula: null }],
      [{ value: null, formula: null }],
    ]);
    await desk.waitForCell('H10', cell => cell.text === '');
  },
);

test('a formula that a value takes the place of is worked out no more', patient, async () => {
  await desk.type('F6', '=A1');
  await kept(5, 5).toMatchObject({ value: 10 });
  server.write(FEEDBACK, 5, 5, [[{ value: '改写', formula: null }]]);
  await desk.waitForCell('F6', cell => cell.text === '改写');
  await desk.type('A1', '11');
  await desk.waitForCell('D4', cell => cell.text === '16');
  expect(server.value(5, 5)).toBe('改写');
  expect((await desk.cell('F6')).text).toBe('改写');
});

test(
  'a row grows with its wrapped text and shrinks with it, and no other text makes it grow',
  patient,
  async () => {
    const line = await heightOf(11);
    server.write(FEEDBACK, 10, 1, [
      [
        { value: LONG, format: { wrap: 'WRAP' } },
        { value: LONG, format: { wrap: 'CLIP' } },
      ],
    ]);
    await expect.poll(() => heightOf(11), soon).toBeGreaterThan(line * 2);
    server.write(FEEDBACK, 10, 1, [[{ value: '短' }]]);
    await expect.poll(() => heightOf(11), soon).toBeLessThan(line * 1.5);
  },
);

test('rows keep their heights where a new tab has everything drawn anew', patient, async () => {
  const wrapped = { value: LONG, format: { wrap: 'WRAP' } } as const;
  const line = await heightOf(18);
  server.write(FEEDBACK, 16, 1, [[wrapped]]);
  await expect.poll(() => heightOf(17), soon).toBeGreaterThan(line * 2);
  const properties = server.workbook.data.sheets[BOARD]?.properties;
  if (!properties) throw new Error('看板 is not there');
  server.push({ type: 'addSheet', properties: { ...properties, sheetId: 77, title: '导出', index: 2 } });
  await expect.poll(() => desk.tabs(), soon).toContain('导出');
  await expect.poll(() => heightOf(17), soon).toBeGreaterThan(line * 2);
});

test('what is selected while everything is drawn anew stays selected', patient, async () => {
  await desk.select('C3');
  await desk.page.evaluate(`
    globalThis.selected = new Promise(done => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        globalThis.sheetdesk.select(8, 1);
        globalThis.sheetdesk.drawn().then(() => done(globalThis.sheetdesk.selected()));
      });
      observer.observe(document.getElementById('grid'), { attributeFilter: ['inert'] });
    });
    undefined;
  `);
  server.push({ type: 'deleteSheet', sheetId: 77 });
  expect(await desk.page.evaluate('globalThis.selected')).toEqual({ row: 8, column: 1 });
});

test('what is typed while everything is drawn anew comes into its cells', patient, async () => {
  const filled = [{ value: '甲' }, { value: '乙' }];
  server.write(FEEDBACK, 8, 2, [filled, filled]);
  await desk.waitForCell('D10', cell => cell.text === '乙');
  await desk.select('C9:D10');
  // The page draws no frame until it is let to, as on a busy machine.
  await desk.page.evaluate(`
    globalThis.waiting = [];
    globalThis.nextFrame = globalThis.requestAnimationFrame;
    globalThis.requestAnimationFrame = work =>
      document.getElementById('grid').inert
        ? globalThis.waiting.push(work)
        : globalThis.nextFrame.call(globalThis, work);
    undefined;
  `);
  const properties = server.workbook.data.sheets[BOARD]?.properties;
  if (!properties) throw new Error('看板 is not there');
  server.push({ type: 'addSheet', properties: { ...properties, sheetId: 78, title: '导出二', index: 2 } });
  await desk.page.waitForFunction('globalThis.waiting.length > 0');
  await desk.press('Delete');
  await desk.page.keyboard.insertText('净水器');
  await desk.press('Tab');
  await desk.page.keyboard.type('138');
  await desk.press('Enter');
  await desk.press('Shift+Tab');
  await desk.page.keyboard.insertText('漏');
  await desk.page.evaluate(`
    globalThis.requestAnimationFrame = globalThis.nextFrame;
    for (const work of globalThis.waiting) requestAnimationFrame(work);
    undefined;
  `);
  await desk.page.waitForFunction(() => globalThis.sheetdesk?.editing() === true);
  await desk.page.keyboard.insertText('水');
  await desk.press('Enter');
  await kept(8, 2).toMatchObject({ value: '净水器' });
  await kept(8, 3).toMatchObject({ value: 138 });
  await expect.poll(() => server.cell(9, 2), soon).toMatchObject({ value: '漏水' });
  expect(server.value(9, 3)).toBeUndefined();
});

test('whoever never rests sees what has come all the same', patient, async () => {
  const properties = server.workbook.data.sheets[BOARD]?.properties;
  if (!properties) throw new Error('看板 is not there');
  await desk.select('C12');
  server.push({ type: 'addSheet', properties: { ...properties, sheetId: 79, title: '导出三', index: 2 } });
  const restless = async () => {
    await desk.press('ArrowDown');
    await desk.page.mouse.move(500, 400);
    await desk.press('ArrowUp');
    await desk.page.mouse.move(510, 400);
    return desk.tabs();
  };
  await expect.poll(restless, { timeout: 30_000, interval: 200 }).toContain('导出三');
});

test(
  'wrapped text in a tab that is not shown disturbs nothing, and its row is high when it is looked at',
  patient,
  async () => {
    const told: string[] = [];
    desk.page.on('console', message => told.push(message.text()));
    await desk.begin('C20', '还在写');
    server.write(BOARD, 10, 1, [[{ value: LONG, format: { wrap: 'WRAP' } }]]);
    server.write(FEEDBACK, 20, 1, [[{ value: '之后' }]]);
    await desk.waitForCell('B21', cell => cell.text === '之后');
    await desk.press('Enter');
    await kept(19, 2).toMatchObject({ value: '还在写' });
    expect(told).toEqual([]);
    await desk.goto('看板');
    const line = await heightOf(13);
    await expect.poll(() => heightOf(11), soon).toBeGreaterThan(line * 2);
    await desk.goto('客户反馈');
  },
);

test('large letters make their row higher, in each of their cells', patient, async () => {
  const line = await heightOf(14);
  const large = { wrap: 'WRAP', fontSize: 28 } as const;
  for (const column of [1, 2]) {
    server.write(FEEDBACK, 13, column, [[{ value: '大', format: large }]]);
    await expect.poll(() => heightOf(14), soon).toBeGreaterThan(line);
    server.write(FEEDBACK, 13, column, [[{ value: null }]]);
  }
});
