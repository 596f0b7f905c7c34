// Charts on the page and in print, in a real browser.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chart } from '../../local/workbook/chart.ts';
import { BarePage, BOARD, soon } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const TYPES: [string, number, number][] = [
  ['产品质量', 42, 0.5],
  ['物流延误', 31, 0.869],
  ['<服务> & 态度', 11, 1],
];

let browser: Browser;
let server: BarePage;
let desk: DeskPage;
let boardId: number;

beforeAll(async () => {
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start()]);
  boardId = server.workbook.data.sheets[BOARD]?.properties.sheetId ?? 0;
  const percent = { numberFormat: { type: 'PERCENT', pattern: '0.0%' } } as const;
  server.write(boardId, 0, 0, [
    [{ value: '类型' }, { value: '件数' }, { value: '累计占比' }],
    ...TYPES.map(([name, count, share]) => [
      { value: name },
      { value: count },
      { value: share, format: percent },
    ]),
  ]);
  server.push({ type: 'rules', sheetId: boardId, rules: { charts: [pareto()] } });
  desk = await DeskPage.open(browser, server.url);
}, 120_000);

afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
});

function pareto(): Chart {
  const source = (column: number) => ({
    sourceRange: {
      sources: [
        {
          sheetId: boardId,
          startRowIndex: 0,
          endRowIndex: 4,
          startColumnIndex: column,
          endColumnIndex: column + 1,
        },
      ] as Chart['spec']['basicChart']['domains'][0]['domain']['sourceRange']['sources'],
    },
  });
  return {
    chartId: 5,
    spec: {
      title: '高频问题',
      basicChart: {
        chartType: 'COMBO',
        legendPosition: 'BOTTOM_LEGEND',
        headerCount: 1,
        axis: [{ position: 'RIGHT_AXIS', viewWindowOptions: { viewWindowMin: 0, viewWindowMax: 1 } }],
        domains: [{ domain: source(0) }],
        series: [
          { series: source(1), type: 'COLUMN', targetAxis: 'LEFT_AXIS' },
          { series: source(2), type: 'LINE', targetAxis: 'RIGHT_AXIS' },
        ],
      },
    },
    position: {
      overlayPosition: {
        anchorCell: { sheetId: boardId, rowIndex: 6, columnIndex: 1 },
        widthPixels: 480,
        heightPixels: 300,
      },
    },
  };
}

/** What the drawn chart says, and how high its columns are. */
async function drawn(page: Page): Promise<{ texts: string[]; heights: number[]; dots: number }> {
  const chart = page.locator('svg[role=img]');
  return {
    texts: await chart.locator('text').allTextContents(),
    heights: await chart
      .locator('rect[rx="1.5"]')
      .evaluateAll(columns => columns.map(each => Number(each.getAttribute('height')))),
    dots: await chart.locator('circle').count(),
  };
}

test('a chart is drawn over its cells from what they hold, and follows them', async () => {
  await desk.goto('看板');
  await desk.page.locator('svg[role=img]').waitFor();
  const { texts, heights, dots } = await drawn(desk.page);
  expect(texts).toEqual(
    expect.arrayContaining(['高频问题', ...TYPES.map(([name]) => name), '件数', '累计占比', '100%']),
  );
  expect(dots).toBe(3);
  expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(42 / 31, 1);
  const away = async () => {
    const [cell, corner] = [await desk.box('B7'), await desk.page.locator('.chart').boundingBox()];
    return Math.max(Math.abs((corner?.x ?? 0) - cell.x), Math.abs((corner?.y ?? 0) - cell.y));
  };
  await expect.poll(away, soon).toBeLessThan(2);

  server.write(boardId, 1, 1, [[{ value: 62 }]]);
  await expect
    .poll(async () => {
      const [first = 0, second = 1] = (await drawn(desk.page)).heights;
      return Math.round((first / second) * 10) / 10;
    }, soon)
    .toBe(2);
  await desk.goto('客户反馈');
  await expect.poll(() => desk.page.locator('svg[role=img]').isVisible(), soon).toBe(false);
});

test('a short tab is printed across A4 with its cells and charts', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}print?gid=${boardId}`);
  // Written last of all, when the pages are cut.
  await page.locator('style').waitFor({ state: 'attached' });
  expect(await page.title()).toBe('看板');
  expect(await page.locator('tr').nth(2).locator('td').allTextContents()).toEqual(
    expect.arrayContaining(['物流延误', '31', '86.9%']),
  );
  expect((await drawn(page)).texts).toContain('高频问题');
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  const [, width, height] = /MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595]);
  await page.close();
});
