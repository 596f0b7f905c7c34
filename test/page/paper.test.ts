// Forms and lists as they leave the printer: Chromium makes a PDF of what the add-on shows in its dialog.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Paper } from '../../functions/src/contract/papers.ts';
import { printedGroups } from '../../functions/src/core/papers/paper.ts';
import { serviceOrders } from '../../functions/src/core/tables/service-orders.ts';
import { paperPage } from '../../sheets-addon/src/ui/paper-page.ts';
import { exampleDesk } from '../fixtures/core/desk-fixture.ts';
import { Walker } from '../fixtures/core/walker.ts';
import { launchBrowser } from '../fixtures/page/browser.ts';
import { pagesOf } from '../fixtures/page/pdf.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
}, 60_000);
afterAll(() => browser.close());

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
