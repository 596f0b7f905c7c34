// `npm run pictures`: takes the pictures of docs/tour.md anew: first minutes on an empty desk, and every
// tab of a desk with three months of work. They are looked at before they are committed.
//
//   npm run pictures                          makes both desks (the second takes minutes)
//   npm run pictures -- --demo FOLDER         the second desk is there already (`npm start -- --demo --data FOLDER`)
//   npm run pictures -- --first               the first desk alone
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { DAY, HOUR, MINUTE } from '../../functions/src/core/lib/time.ts';
import type { Endpoints } from '../../local/desk/desk.ts';
import { readKept } from '../../local/desk/kept.ts';
import type { ClockAnswer } from '../../local/page/wire.ts';
import { StartProcess } from '../fixtures/journeys/start-process.ts';
import { DeskPage, launchBrowser } from '../fixtures/page/browser.ts';
import { takeDialogs } from './dialogs.ts';

const FOLDER = join(import.meta.dirname, '../../docs/pictures');
/** As small as a screen at work may be. */
const WINDOW = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };
/** What the page still draws after it has settled: charts, notes, the marks of tabs. */
const DRAWN_MS = 1_500;

/** Tabs of the desk with work, each with the name of its picture. */
const TABS: readonly (readonly [title: string, name: string])[] = [
  ['开始', 'tab-start'],
  ['待办提醒', 'tab-todo'],
  ['看板', 'tab-board'],
  ['周报', 'tab-week'],
  ['月报', 'tab-month'],
  ['投诉分析', 'tab-complaint-analysis'],
  ['变更记录', 'tab-changes'],
  ['热线记录', 'tab-hotline'],
  ['客户反馈', 'tab-feedback'],
  ['处理方案', 'tab-plans'],
  ['满意度回访', 'tab-surveys'],
  ['售后跟进', 'tab-follow-ups'],
  ['售后服务单', 'tab-service-orders'],
  ['投诉记录', 'tab-complaints'],
  ['回访跟进', 'tab-call-backs'],
  ['客户档案', 'tab-customers'],
  ['知识库', 'tab-knowledge'],
  ['改进措施', 'tab-improvements'],
  ['人员', 'tab-people'],
  ['设置', 'tab-settings'],
];

const { values } = parseArgs({ options: { demo: { type: 'string' }, first: { type: 'boolean' } } });
const browser = await launchBrowser();
mkdirSync(FOLDER, { recursive: true });
const made = mkdtempSync(join(tmpdir(), 'sheetdesk-pictures-'));
try {
  await onDesk(join(made, 'new'), [], firstMinutes);
  if (!values.first) await onDesk(values.demo ?? join(made, 'demo'), ['--demo'], everyTab);
} finally {
  await browser.close();
  rmSync(made, { recursive: true, force: true });
}

async function onDesk(
  data: string,
  more: string[],
  work: (desk: DeskPage, browser: Browser) => Promise<void>,
): Promise<void> {
  const start = new StartProcess(['--port', '0', '--data', data, ...more]);
  try {
    await start.says('已启动');
    const { web } = readKept(join(data, 'endpoints.json')) as Endpoints;
    const desk = await DeskPage.open(browser, web);
    await desk.page.setViewportSize(WINDOW);
    await work(desk, browser);
    await desk.close();
  } finally {
    start.kill('SIGTERM');
    await start.ended;
  }
}

async function take(desk: DeskPage, name: string): Promise<void> {
  await desk.settled();
  await delay(DRAWN_MS);
  await desk.page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

/** From the first tab to the first reminder. */
async function firstMinutes(desk: DeskPage): Promise<void> {
  const saved = (a1: string) => desk.waitForCell(a1, ({ text }) => text === '已保存', 120_000);
  const { now } = (await (
    await desk.page.request.get(new URL('/clock', desk.page.url()).href)
  ).json()) as ClockAnswer;
  await desk.clock(`PT${minutesToMorning(now)}M`);
  await desk.goto('开始');
  await desk.waitForCell('D6', ({ text }) => text.startsWith('10 人'), 120_000);
  await take(desk, 'first-1-start');

  await desk.goto('热线记录');
  await desk.paste('D2', [['今天9:00', '王丽', '13912345678', 'ORD202611001', '售后支持']]);
  await desk.waitForCell('B2', ({ text }) => text === '草稿', 120_000);
  await desk.select('B2');
  await take(desk, 'first-2-draft');

  await desk.paste('I2', [
    ['今天早上八点净水器接口漏水，橱柜底板泡湿，关了总阀还在滴', '尽快上门维修', '中'],
  ]);
  await saved('B2');
  await desk.select('A2');
  await take(desk, 'first-3-saved');

  await desk.clock('PT3H');
  await desk.outbox();
  await desk.page.locator('#messages h3').first().waitFor({ timeout: 120_000 });
  await take(desk, 'first-4-reminder');
  await onPhone(await desk.page.locator('#messages a[href*="/case/"]').first().getAttribute('href'));
  await desk.page.locator('#outbox').click();
  await desk.goto('待办提醒');
  await take(desk, 'first-5-todo');
  await takeDialogs(desk, take);
}

/** Minutes until the next weekday's 9:40 in China: the rows say what came in that morning. */
function minutesToMorning(now: number): number {
  const inChina = now + 8 * HOUR;
  let morning = Math.floor(inChina / DAY) * DAY + 9 * HOUR + 40 * MINUTE;
  while (morning < inChina || [0, 6].includes(new Date(morning).getUTCDay())) morning += DAY;
  return Math.ceil((morning - inChina) / MINUTE);
}

/** What the latest mail leads to. */
async function onPhone(link: string | null): Promise<void> {
  if (link === null) throw new Error('no mail leads to a page for phones');
  const page = await browser.newPage({ viewport: PHONE });
  await page.goto(link);
  await page.getByRole('button', { name: '联系客户' }).click();
  await page.screenshot({ path: join(FOLDER, 'first-6-phone.png') });
  await page.close();
}

async function everyTab(desk: DeskPage): Promise<void> {
  for (const [title, name] of TABS) {
    await desk.goto(title);
    await take(desk, name);
  }
}
