// The filter views of a tab, chosen on the page: rows that do not fit are not drawn, and the workbook stays as it is.
import { type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serialOf } from '../../local/workbook/serial.ts';
import { BarePage, BOARD, FEEDBACK, soon } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const DAY_MS = 86_400_000;

let browser: Browser;
let server: BarePage;
beforeAll(async () => {
  browser = await sharedBrowser();
  server = await BarePage.start();
}, 60_000);
afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
});

const entered = (...values: string[]) => values.map(userEnteredValue => ({ userEnteredValue }));

test('a view hides what does not fit, and all rows come back', async () => {
  const serial = (days: number) => ({
    value: serialOf(server.clock.now() + days * DAY_MS, 'Asia/Shanghai'),
  });
  const rows = [
    [{ value: '状态' }, { value: '时限' }, { value: '处理人' }],
    [{ value: '处理中' }, serial(-1), { value: '李明' }],
    [{ value: '处理中' }, serial(9), { value: '陈静' }],
    [{ value: '已关闭' }, serial(-1), { value: '李明' }],
    [{ value: '处理中' }, {}, { value: '李明' }],
    [{ value: '处理中' }, {}, {}],
  ];
  server.write(FEEDBACK, 0, 0, rows);
  const range = { sheetId: FEEDBACK, startRow: 0, endRow: 200, startColumn: 0, endColumn: 12 };
  const open = { hiddenValues: ['', '已关闭'] };
  const late = { condition: { type: 'NUMBER_BETWEEN', values: entered('1', '=NOW()') } };
  const his = { condition: { type: 'TEXT_EQ', values: entered('李明') } };
  const mine = { condition: { type: 'TEXT_EQ', values: entered('陈静') } };
  const nobody = { condition: { type: 'BLANK', values: [] } };
  const numbered = (formula: string) => ({
    condition: { type: 'CUSTOM_FORMULA', values: entered(formula) },
  });
  const strange = { condition: { type: 'CUSTOM_FORMULA', values: entered('=B2<NOW()') } };
  server.push({
    type: 'rules',
    sheetId: FEEDBACK,
    rules: {
      basicFilter: range,
      filterViews: [
        { filterViewId: 1, title: '已超时', range, criteria: { 0: open, 1: late } },
        { filterViewId: 2, title: '待办：李明', range, criteria: { 0: open, 2: his } },
        { filterViewId: 5, title: '待办：陈静', range, criteria: { 0: open, 2: mine } },
        {
          filterViewId: 6,
          title: '明细：李明',
          range,
          criteria: { 2: numbered('=REGEXMATCH(TO_TEXT($C2),"^(李明|C\\.1)$")') },
        },
        {
          filterViewId: 7,
          title: '别列',
          range,
          criteria: { 2: numbered('=REGEXMATCH(TO_TEXT($B2),"^(李明)$")') },
        },
        { filterViewId: 3, title: '公式', range, criteria: { 1: strange } },
        { filterViewId: 4, title: '未分派', range, criteria: { 0: open, 2: nobody } },
      ],
    },
  });
  const link = (view: number) => [{ formula: `=HYPERLINK("#gid=${FEEDBACK}&fvid=${view}","只看")` }];
  server.write(BOARD, 0, 0, [link(4), link(2), link(99)]);
  const page = await DeskPage.open(browser, server.url);
  const button = page.page.locator('#views button');
  const choose = async (title: string) => {
    await button.click();
    await page.page.locator('.menu button', { hasText: title }).click();
  };
  /** Sheet rows that are drawn with a height. */
  const drawn = async () => {
    const heights = await Promise.all([2, 3, 4, 5, 6].map(async row => (await page.box(`A${row}`)).height));
    return heights.flatMap((height, index) => (height > 0 ? [index + 2] : []));
  };
  await expect.poll(() => button.textContent(), soon).toBe('筛选视图');
  await choose('已超时');
  await expect.poll(drawn, soon).toEqual([2]);
  expect(await button.textContent()).toBe('筛选视图：已超时');
  await choose('待办：李明');
  await expect.poll(drawn, soon).toEqual([2, 5]);
  // Who sits here has his own first.
  await choose('我的待办');
  await expect.poll(drawn, soon).toEqual([3]);
  expect(await button.textContent()).toBe('筛选视图：待办：陈静');
  await choose('待办：李明');
  await expect.poll(drawn, soon).toEqual([2, 5]);
  // The rows of a figure: those whose numbers a formula names.
  await choose('明细：李明');
  await expect.poll(drawn, soon).toEqual([2, 4, 5]);
  await choose('别列');
  await page.page.getByText('“别列”用了这里没有的筛选条件，没有套用。').waitFor();
  expect(await drawn()).toEqual([2, 4, 5]);
  await choose('待办：李明');
  await expect.poll(drawn, soon).toEqual([2, 5]);
  await choose('公式');
  await page.page.getByText('“公式”用了这里没有的筛选条件，没有套用。').waitFor();
  expect(await drawn()).toEqual([2, 5]);
  await choose('显示全部行');
  await expect.poll(drawn, soon).toEqual([2, 3, 4, 5, 6]);
  await page.goto('看板');
  await expect.poll(() => button.isHidden(), soon).toBe(true);
  // A link opens the tab in the view, and one whose view is gone opens the tab as it is.
  const follow = async (a1: string) => {
    await page.goto('看板');
    const { x, y, width, height } = await page.aim(a1);
    await page.page.mouse.click(x + width / 2, y + height / 2);
  };
  await follow('A1');
  await expect.poll(drawn, soon).toEqual([6]);
  expect(await button.textContent()).toBe('筛选视图：未分派');
  await follow('A2');
  await expect.poll(drawn, soon).toEqual([2, 5]);
  await follow('A3');
  await expect.poll(() => button.isVisible(), soon).toBe(true);
  expect(await drawn()).toEqual([2, 5]);
  await page.settled();
  expect(server.userChanges()).toEqual([]);
  expect(server.workbook.data.sheets[BOARD]?.filterViews).toEqual([]);
  await page.close();
}, 60_000);

test('a number that is a link opens the tab in a view of this week or of some months', async () => {
  const serial = (days: number) => ({
    value: serialOf(server.clock.now() + days * DAY_MS, 'Asia/Shanghai'),
  });
  server.write(FEEDBACK, 0, 0, [
    [{ value: '状态' }, { value: '接收时间' }],
    [{ value: '处理中' }, serial(0)],
    [{ value: '处理中' }, serial(-40)],
    [{ value: '已作废' }, serial(0)],
    [{ value: '处理中' }, serial(-400)],
    [{ value: '处理中' }, {}],
  ]);
  const range = { sheetId: FEEDBACK, startRow: 0, endRow: 200, startColumn: 0, endColumn: 12 };
  const there = { hiddenValues: ['', '已作废'] };
  const within = (...values: string[]) => ({
    condition: { type: 'NUMBER_BETWEEN', values: entered(...values) },
  });
  const monday = '=TODAY()-WEEKDAY(TODAY(),3)';
  server.push({
    type: 'rules',
    sheetId: FEEDBACK,
    rules: {
      basicFilter: range,
      filterViews: [
        {
          filterViewId: 1,
          title: '本周新增',
          range,
          criteria: { 0: there, 1: within(`${monday}+0`, `${monday}+6.99999`) },
        },
        {
          filterViewId: 2,
          title: '近 3 个月新增',
          range,
          criteria: { 0: there, 1: within('=EOMONTH(TODAY(),-3)+1', '=EOMONTH(TODAY(),0)+0.99999') },
        },
      ],
    },
  });
  const figure = (value: number, view: number) => ({
    value,
    formula: null,
    format: { link: `#gid=${FEEDBACK}&fvid=${view}` },
  });
  server.write(BOARD, 0, 0, [[figure(1, 1)], [figure(2, 2)], [{ formula: null, value: null }]]);
  const page = await DeskPage.open(browser, server.url);
  const drawn = async () => {
    const heights = await Promise.all([2, 3, 4, 5, 6].map(async row => (await page.box(`A${row}`)).height));
    return heights.flatMap((height, index) => (height > 0 ? [index + 2] : []));
  };
  for (const [a1, shown] of [
    ['A1', [2]],
    ['A2', [2, 3]],
  ] as const) {
    await page.goto('看板');
    const { x, y, width, height } = await page.aim(a1);
    await page.page.mouse.click(x + width / 2, y + height / 2);
    await expect.poll(drawn, soon).toEqual(shown);
  }
  await page.settled();
  expect(server.userChanges()).toEqual([]);
  await page.close();
}, 60_000);

test('the menu of a header stays where others add a tab, and opens again when it went with the old workbook', async () => {
  server.write(FEEDBACK, 0, 0, [[{ value: '状态' }], [{ value: '处理中' }]]);
  const range = { sheetId: FEEDBACK, startRow: 0, endRow: 200, startColumn: 0, endColumn: 12 };
  server.push({ type: 'rules', sheetId: FEEDBACK, rules: { basicFilter: range } });
  const page = await DeskPage.open(browser, server.url);
  const entry = page.page.getByText('升序', { exact: true });
  const press = async () => {
    const { x, y, width, height } = await page.aim('A1');
    await page.page.mouse.click(x + width - 10, y + height - 10);
  };
  await press();
  await entry.waitFor();
  const properties = server.workbook.data.sheets[BOARD]?.properties;
  if (!properties) throw new Error('看板 is not there');
  server.push({ type: 'addSheet', properties: { ...properties, sheetId: 77, title: '导出', index: 2 } });
  await page.page.waitForSelector('#state[data-state="behind"]');
  expect(await entry.isVisible()).toBe(true);
  // Nobody reads a menu for so long.
  await entry.waitFor({ state: 'detached' });
  await expect.poll(() => page.tabs(), soon).toContain('导出');
  await press();
  await entry.waitFor();
  await page.close();
}, 60_000);
