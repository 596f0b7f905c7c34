// Forms and lists as they leave the printer: Chromium makes a PDF of what the add-on shows in its dialog.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Paper } from '../../functions/src/contract/papers.ts';
import { printedGroups } from '../../functions/src/core/papers/paper.ts';
import { serviceOrders } from '../../functions/src/core/tables/service-orders.ts';
import { listPage, paperPage } from '../../sheets-addon/src/ui/paper-page.ts';
import { exampleDesk } from '../fixtures/core/desk-fixture.ts';
import { Walker } from '../fixtures/core/walker.ts';
import { closeWindows, sharedBrowser } from '../fixtures/page/browser.ts';
import { pagesOf } from '../fixtures/page/pdf.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await sharedBrowser();
  page = await browser.newPage();
}, 60_000);
afterAll(() => closeWindows(browser));

const A4: [number, number] = [595, 842];

async function printed(papers: Paper[], company = '晨光电器有限公司'): Promise<[number, number][]> {
  await page.setContent(paperPage({ company, papers }, { print: '打印', hint: '纸张选 A4。' }));
  return pagesOf(await page.pdf({ preferCSSPageSize: true }));
}

function orderOf(cells: Record<string, string>): Paper {
  const { record } = new Walker(serviceOrders, exampleDesk()).type(cells);
  return {
    title: '售后服务单',
    caption: [`编号：${record.number}`],
    groups: printedGroups(serviceOrders, record, new Map(), 'Asia/Shanghai'),
    signatures: ['服务人员', '客户'],
  };
}

const list = (calls: number): Paper => ({
  title: '今日回访名单',
  caption: [`李敏　${calls} 个`],
  groups: [],
  rows: [
    ['时间', '编号', '客户', '联系方式', '事由', '结果'],
    ...Array.from({ length: calls }, (_, index) => [
      '2026-11-27 10:00',
      `回访跟进 HF-${index}`,
      '李*',
      '138****5678',
      '使用感受',
      '',
    ]),
  ],
  signatures: ['回访人'],
});

describe('on paper', () => {
  test('a service order that is not filled in yet fits one A4 page', async () => {
    expect(await printed([orderOf({})])).toEqual([A4]);
    const text = await page.innerText('article');
    for (const part of [
      '售后服务单',
      '晨光电器有限公司',
      '故障现象描述',
      '□\u00a0是　□\u00a0否',
      '客户签字：',
    ])
      expect(text).toContain(part);
  });

  test('what bears a customer’s words is text, whatever they are', async () => {
    await printed([orderOf({ fault: '<img src=x onerror="document.title=1">不制热' })]);
    expect(await page.locator('article img').count()).toBe(0);
    expect(await page.innerText('article')).toContain('<img src=x');
  });

  test('a long text goes on, on a second page, and nothing is cut off at the right', async () => {
    const pages = await printed([orderOf({ fault: '开机后指示灯闪烁。'.repeat(400) })]);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.every(size => size.join() === A4.join())).toBe(true);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 688, height: 1000 });
    expect(await page.evaluate('document.documentElement.scrollWidth <= 688')).toBe(true);
    await page.emulateMedia({ media: null });
  });

  test('each person’s list begins on a page of its own; buttons and hints are not printed', async () => {
    expect(await printed([list(3), list(2)])).toEqual([A4, A4]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    await page.emulateMedia({ media: null });
    expect(await page.locator('nav').isVisible()).toBe(true);
  });
});

/** How many lines each heading takes and each cell of the first row, and how wide the list is. */
const LINES = `(() => {
  const lines = cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  };
  const [first] = [...document.querySelectorAll('tr')].filter(row => row.querySelector('td'));
  return {
    heads: [...document.querySelectorAll('th')].map(lines),
    cells: [...first.querySelectorAll('td')].map(lines),
    width: document.querySelector('table').scrollWidth,
  };
})()`;

test('a list of rows keeps numbers, dates and phone numbers whole beside texts of several lines', async () => {
  const heading =
    '编号 登记时间 客户姓名 联系方式 购买凭证 产品名称 产品型号 购买日期 保修状态 故障现象描述 服务需求 检测结果';
  const fault =
    '昨天下午三点在成都新装修的店里使用空气炸锅 K5，下单九天仍没有送到，客服电话打了三次都说再等等';
  const line =
    `SR-2026-0001|2026-09-02 09:00|长沙新禾食品厂|k***@mail.example|订单号11255727|空气炸锅 K5|A2-600G|2024-03-16|保修期内|${fault}|退换货|退货入库与财务没有对账，其余部件正常`.split(
      '|',
    );
  const rows = [heading.split(' '), ...Array.from({ length: 20 }, () => line)];
  const paper = { title: '售后服务单', caption: ['共 20 条'], groups: [], rows, signatures: [] };
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1_032, height: 700 });
  await page.setContent(listPage(paper, { print: '打印', hint: '' }));
  const seen = await page.evaluate<{ heads: number[]; cells: number[]; width: number }>(LINES);
  expect(seen.width).toBeLessThanOrEqual(1_032);
  // The number, the date of purchase, the model and the contact stand on one line each, a time on two at most.
  expect([0, 3, 6, 7].map(at => seen.cells[at])).toEqual([1, 1, 1, 1]);
  expect(seen.cells[1]).toBeLessThanOrEqual(2);
  expect(Math.max(...seen.heads.filter((_, at) => at !== 9))).toBe(1);
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))[0]).toEqual([842, 595]);
  await page.emulateMedia({ media: null });
});
