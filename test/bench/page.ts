// What a clerk waits for at the page, in a real browser: the first picture, a refresh, another tab, and from Enter to
// the answer in the grid and to its being painted (a row's last cell is typed, and its sync cell turns to 已保存).

import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { OUTCOME_WORDS, TIE, tabColumns } from '../../functions/src/core/schema/tab-columns.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { formatA1 } from '../../local/workbook/a1.ts';
import { DeskPage, launchBrowser } from '../fixtures/page/browser.ts';
import { doorOf } from './door/sample.ts';
import { quantile } from './figures.ts';
import { post } from './load.ts';
import type { Settings } from './options.ts';
import { inFolder, type Place, withDesk } from './place.ts';
import { isAtWork, waiting } from './queues.ts';
import { printTable, say, showNumber } from './report.ts';
import { bodyOf, newRows } from './rows.ts';

const EDITS_A_ROUND = 10;
const MAX_ROWS_A_REQUEST = 480;
const PATIENCE_MS = 600_000;
const LOOK_MS = 500;
/** Aims for the answer by the rows of the tab; beyond the last of them there is none. */
const ANSWER_MS: readonly (readonly [rows: number, ms: number])[] = [
  [1_000, 250],
  [5_000, 400],
];
const AIMS = { pictureMs: 2_000, wireMB: 2, refreshMs: 3_000, tabMs: 300 } as const;
/** What is typed last. */
const LAST = 'urgency';
const LAST_VALUE = '中';

const COLUMNS = tabColumns(hotline);
const columnOf = (key: string) => COLUMNS.findIndex(each => each.column?.key === key);
const SYNC = COLUMNS.findIndex(each => each.label === TIE.sync);

/** What was measured in a tab of so many rows. */
interface Measured {
  rows: number;
  first: Opened;
  again: Opened;
  /** Until what was filled in had been compared and counted, ms. */
  compared: number;
  refresh: Spent;
  blank: number;
  tabs: number[];
  answers: Answered[];
  typing: Spent;
}

export async function benchPage({ rounds, page: sizes }: Settings): Promise<void> {
  say(`What a clerk waits for at the page, with so many rows in ${hotline.title}`);
  const all: Measured[] = [];
  for (const rows of sizes)
    all.push(
      await inFolder(folder =>
        withDesk(folder, undefined, place => measure(place, rows, rounds * EDITS_A_ROUND)),
      ),
    );
  print(all);
}

async function measure(place: Place, rows: number, edits: number): Promise<Measured> {
  await fill(place, rows);
  const compared = await settle(place);
  const browser = await launchBrowser();
  try {
    const page = await DeskPage.open(browser, place.endpoints.web);
    await page.goto(hotline.title);
    const refresh = await spent(page.page, async () => {
      await page.menu('扩展程序', '刷新');
      await page.page.waitForFunction(
        `sheetdesk.counts().rows > ${rows} && sheetdesk.cell(${rows}, ${SYNC}).text === '${OUTCOME_WORDS.saved}'`,
        undefined,
        { timeout: PATIENCE_MS },
      );
    });
    await page.settled();
    const blank = (await page.page.evaluate(() => globalThis.sheetdesk?.counts().rows ?? 0)) - rows - 1;
    const drafts = newRows(edits).map(({ cells }) =>
      COLUMNS.slice(columnOf('calledAt'), columnOf(LAST)).map(({ column }) =>
        typed(cells[column?.key ?? '']),
      ),
    );
    await page.paste(a1(rows + 1, columnOf('calledAt')), drafts);
    await page.waitForCell(a1(rows + edits, SYNC), cell => cell.text === OUTCOME_WORDS.draft, PATIENCE_MS);
    const answers: Answered[] = [];
    const typing = await spent(page.page, async () => {
      for (let edit = 1; edit <= edits; edit++) answers.push(await answerTime(page, rows + edit));
    });
    const tabs = await tabTimes(page);
    await page.close();
    return {
      rows,
      ...(await pictures(browser, place.endpoints.web)),
      compared,
      refresh,
      blank,
      tabs,
      answers,
      typing,
    };
  } finally {
    await browser.close();
  }
}

async function fill(place: Place, rows: number): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  for (let sent = 0; sent < rows; sent += MAX_ROWS_A_REQUEST) {
    const some = newRows(Math.min(MAX_ROWS_A_REQUEST, rows - sent));
    const { status, text } = await post(agent, doorOf(place), await place.token(), bodyOf(some));
    if (status !== 200) throw new Error(`The desk answered ${status}: ${text}`);
  }
  agent.destroy();
}

/**
 * Waits until the desk has compared and counted what was filled in, and answers how long that took, ms: a refresh
 * beside that would tell how long it takes. So it would beside records that are decided again, and tabs that are being
 * written, because people and settings of a new desk came while it had none.
 */
async function settle(place: Place): Promise<number> {
  const begin = performance.now();
  while ((await waiting(place, 'changes')) + (await waiting(place, 'comparisons')) > 0) await delay(LOOK_MS);
  const compared = performance.now() - begin;
  while (await isAtWork(place)) await delay(LOOK_MS);
  return compared;
}

/** How long something took, and what of it the page worked on its main thread, ms. */
interface Spent {
  ms: number;
  cpuMs: number;
}

async function spent(page: Page, work: () => Promise<void>): Promise<Spent> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await busyMs(session);
  const begin = performance.now();
  await work();
  const ms = performance.now() - begin;
  const cpuMs = (await busyMs(session)) - before;
  await session.detach();
  return { ms, cpuMs };
}

async function busyMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
}

/** From the address to the grid that can be worked with, and what came over the wire. */
interface Opened {
  ms: number;
  bytes: number;
}

/** The first picture in a browser that has nothing yet, and the one after it. */
async function pictures(browser: Browser, url: string): Promise<{ first: Opened; again: Opened }> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const first = await picture(page, url);
  const again = await picture(page, url);
  await context.close();
  return { first, again };
}

async function picture(page: Page, url: string): Promise<Opened> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(url);
  const drawn = await page.waitForFunction('globalThis.sheetdesk && performance.now()', undefined, {
    polling: 'raf',
    timeout: PATIENCE_MS,
  });
  const ms = Number(await drawn.jsonValue());
  await session.detach();
  return { ms, bytes };
}

/** Milliseconds from the choice of each tab to the frame after the one that shows it, each tab for the second time. */
async function tabTimes(page: DeskPage): Promise<number[]> {
  const tabs = await page.tabs();
  const times: number[] = [];
  for (const [at, title] of [...tabs, ...tabs].entries()) {
    const ms = Number(
      await page.page.evaluate(`new Promise(resolve => {
        const begin = performance.now();
        sheetdesk.goto(${JSON.stringify(title)});
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begin)));
      })`),
    );
    if (at >= tabs.length) times.push(ms);
  }
  await page.goto(hotline.title);
  return times;
}

/** Milliseconds from Enter until the grid knows the row as saved, and until the frame that shows it is drawn. */
interface Answered {
  known: number;
  painted: number;
}

/** Types a row's last cell and waits for the answer. */
async function answerTime(page: DeskPage, row: number): Promise<Answered> {
  await page.settled();
  await page.begin(a1(row, columnOf(LAST)), LAST_VALUE);
  // Two steps, or Enter might come before the page listens for it.
  const painted = await page.page.evaluateHandle(`({ time: new Promise(resolve => {
    let pressed;
    addEventListener('keydown', event => { if (event.key === 'Enter') pressed ??= event.timeStamp; }, { capture: true });
    const look = () => {
      const shown = pressed !== undefined && sheetdesk.cell(${row}, ${SYNC}).text === '${OUTCOME_WORDS.saved}';
      if (!shown) return requestAnimationFrame(look);
      const known = performance.now() - pressed;
      requestAnimationFrame(() => resolve({ known, painted: performance.now() - pressed }));
    };
    look();
  }) })`);
  await page.press('Enter');
  return painted.evaluate(({ time }: { time: Promise<Answered> }) => time);
}

function print(all: readonly Measured[]): void {
  const ms = (value: number) => `${showNumber(value)} ms`;
  const megabytes = (bytes: number) => `${showNumber(bytes / 1e6, 2)} MB`;
  const answered = ({ answers }: Measured, by: keyof Answered, share: number) =>
    quantile(
      answers.map(each => each[by]),
      share,
    );
  const aimed = (text: string, isMet: (each: Measured) => boolean) =>
    `${text} ${all.every(isMet) ? 'met' : 'missed'}`;
  const answerAim = ({ rows }: Measured) => ANSWER_MS.find(([most]) => rows <= most)?.[1] ?? Infinity;
  const lines: [string, (each: Measured) => string, string][] = [
    [
      'first picture',
      ({ first }) => ms(first.ms),
      aimed(`< ${AIMS.pictureMs} ms`, ({ first }) => first.ms < AIMS.pictureMs),
    ],
    [
      'over the wire for it',
      ({ first }) => megabytes(first.bytes),
      aimed(`< ${AIMS.wireMB} MB`, ({ first }) => first.bytes < AIMS.wireMB * 1e6),
    ],
    ['the picture after it', ({ again }) => ms(again.ms), ''],
    ['over the wire for that', ({ again }) => megabytes(again.bytes), ''],
    [
      'refresh of all rows',
      ({ refresh }) => ms(refresh.ms),
      aimed(`< ${AIMS.refreshMs} ms`, ({ refresh }) => refresh.ms < AIMS.refreshMs),
    ],
    ['of it work of the page', ({ refresh }) => ms(refresh.cpuMs), ''],
    [
      'rows compared and counted a second, before',
      ({ rows, compared }) => showNumber((rows * 1_000) / compared),
      '',
    ],
    ['blank rows below them', ({ blank }) => showNumber(blank), aimed('> 0', ({ blank }) => blank > 0)],
    [
      'another tab, p50',
      ({ tabs }) => ms(quantile(tabs, 0.5)),
      aimed(`< ${AIMS.tabMs} ms`, ({ tabs }) => quantile(tabs, 0.5) < AIMS.tabMs),
    ],
    ['another tab, p95', ({ tabs }) => ms(quantile(tabs, 0.95)), ''],
    ['from Enter to the answer in the grid, p50', each => ms(answered(each, 'known', 0.5)), ''],
    [
      'from Enter to the painted answer, p50',
      each => ms(answered(each, 'painted', 0.5)),
      aimed('< 250 ms at 1,000, 400 at 5,000', each => answered(each, 'painted', 0.5) < answerAim(each)),
    ],
    ['the same, p95', each => ms(answered(each, 'painted', 0.95)), ''],
    ['work of the page an edit', ({ typing, answers }) => ms(typing.cpuMs / answers.length), ''],
  ];
  printTable(
    ['', ...all.map(({ rows }) => showNumber(rows)), 'aim'],
    lines.map(([name, figure, aim]) => [name, ...all.map(figure), aim]),
  );
}

const a1 = (row: number, column: number) =>
  formatA1({ startRow: row, endRow: row + 1, startColumn: column, endColumn: column + 1 });

/** Times as a clerk writes them in the desk's zone. */
function typed(cell: string | number | boolean | null | undefined): string {
  const text = String(cell ?? '');
  return /^\d{4}-.*Z$/.test(text)
    ? new Date(Date.parse(text)).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)
    : text;
}
