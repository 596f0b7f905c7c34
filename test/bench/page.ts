// From Enter to the answer in the grid, and to its being painted: a row's last cell is typed in a real browser, and its
// sync cell turns to 已保存.

import { Agent } from 'node:http';
import { OUTCOME_WORDS, TIE, tabColumns } from '../../functions/src/core/schema/tab-columns.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { formatA1 } from '../../local/workbook/a1.ts';
import { DeskPage, launchBrowser } from '../fixtures/page/browser.ts';
import { quantile } from './figures.ts';
import { post } from './load.ts';
import type { Settings } from './options.ts';
import { inFolder, type Place, withDesk } from './place.ts';
import { printTable, say, showNumber } from './report.ts';
import { bodyOf, newRows } from './rows.ts';
import { doorOf } from './sample.ts';

/** With the header, and those that are typed, about a thousand. */
const ROWS_BEFORE = 960;
const EDITS_A_ROUND = 10;
const MAX_ROWS_A_REQUEST = 480;
const AIM_MS = 250;
/** What is typed last. */
const LAST = 'urgency';
const LAST_VALUE = '中';

const COLUMNS = tabColumns(hotline);
const columnOf = (key: string) => COLUMNS.findIndex(each => each.column?.key === key);
const SYNC = COLUMNS.findIndex(each => each.label === TIE.sync);

export async function benchPage({ rounds }: Settings): Promise<void> {
  say('Milliseconds from Enter to the painted answer, in a tab of 1,000 rows');
  const times = await inFolder(folder =>
    withDesk(folder, undefined, place => measure(place, rounds * EDITS_A_ROUND)),
  );
  const line = (name: string, values: readonly number[], aim: string) => [
    name,
    String(values.length),
    ...[0, 0.5, 0.95, 1].map(share => showNumber(quantile(values, share))),
    aim,
  ];
  const painted = times.map(each => each.painted);
  printTable(
    ['answer', 'edits', 'min', 'p50', 'p95', 'max', 'aim'],
    [
      line(
        'in the grid',
        times.map(each => each.known),
        '',
      ),
      line('painted', painted, `p50 < ${AIM_MS} ${quantile(painted, 0.5) < AIM_MS ? 'met' : 'missed'}`),
    ],
  );
}

async function measure(place: Place, edits: number): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true });
  for (let sent = 0; sent < ROWS_BEFORE; sent += MAX_ROWS_A_REQUEST) {
    const { status, text } = await post(
      agent,
      doorOf(place),
      await place.token(),
      bodyOf(newRows(MAX_ROWS_A_REQUEST)),
    );
    if (status !== 200) throw new Error(`The desk answered ${status}: ${text}`);
  }
  agent.destroy();
  const browser = await launchBrowser();
  try {
    const page = await DeskPage.open(browser, place.endpoints.web);
    await page.goto(hotline.title);
    await page.menu('扩展程序', '刷新');
    await page.waitForCell(a1(ROWS_BEFORE, SYNC), isSaved, 60_000);
    const drafts = newRows(edits).map(({ cells }) =>
      COLUMNS.slice(columnOf('calledAt'), columnOf(LAST)).map(({ column }) =>
        typed(cells[column?.key ?? '']),
      ),
    );
    await page.paste(a1(ROWS_BEFORE + 1, columnOf('calledAt')), drafts);
    await page.waitForCell(a1(ROWS_BEFORE + edits, SYNC), cell => cell.text === OUTCOME_WORDS.draft, 60_000);
    const times: Answered[] = [];
    for (let edit = 1; edit <= edits; edit++) times.push(await answerTime(page, ROWS_BEFORE + edit));
    return times;
  } finally {
    await browser.close();
  }
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

const a1 = (row: number, column: number) =>
  formatA1({ startRow: row, endRow: row + 1, startColumn: column, endColumn: column + 1 });

const isSaved = (cell: { text: string }) => cell.text === OUTCOME_WORDS.saved;

/** Times as a clerk writes them in the desk's zone. */
function typed(cell: string | number | boolean | null | undefined): string {
  const text = String(cell ?? '');
  return /^\d{4}-.*Z$/.test(text)
    ? new Date(Date.parse(text)).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)
    : text;
}
