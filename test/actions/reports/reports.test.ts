// A week or month that has ended is reported once to whoever leads the desk, and a month gets a tab of its own that is
// never touched again.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deskContext } from '../../../functions/src/actions/desk/desk-contexts.ts';
import { drillDown } from '../../../functions/src/actions/reports/drill-down.ts';
import { readFacts } from '../../../functions/src/actions/reports/read-facts.ts';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import type { CardAnswer } from '../../../functions/src/contract/cards.ts';
import type { Instant } from '../../../functions/src/core/lib/time.ts';
import { SUMMARY_TABS, summaryPages } from '../../../functions/src/core/reports/summary-tabs.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { layoutDigest } from '../../../functions/src/core/workbook/layout.ts';
import type { SheetRequest } from '../../../functions/src/core/workbook/sheet-request.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import {
  at,
  CALL,
  CLOSING,
  deskOf,
  hotline,
  storedDesk,
  storedState,
} from '../../fixtures/core/desk-fixture.ts';

const MANAGER = 'sunli@example.com';

let place: ActionPlace;
let ports: Ports;
let now: Instant;
let written: SheetRequest[];

beforeEach(async () => {
  now = at('2026-10-20 15:00');
  written = [];
  const ends = {
    endsAt: at('2026-10-26 00:00'),
    reported: { week: 'week-2026-W42', month: 'month-2026-09' },
  };
  // Laying out is not asked about here.
  const state = storedState(ends, { laidOut: layoutDigest(deskOf()) });
  place = await ActionPlace.start('reports', () => now, storedDesk(), state);
  const known = SUMMARY_TABS.map(({ sheetId, title }) => ({ sheetId, title }));
  const size = { rowCount: 400, columnCount: 10, header: [], empty: false, charts: [] };
  const workbooks: Ports['workbooks'] = {
    inspect: async () => ({
      timeZone: 'Asia/Shanghai',
      tabs: [...known, ...tabsMade()].map(tab => ({ ...tab, ...size })),
      names: [],
    }),
    apply: async (_, requests) => void written.push(...requests),
    metadata: async () => [],
    column: () => Promise.resolve([]),
  };
  const alarms = { plantRing: () => Promise.resolve(), plantSummary: () => Promise.resolve() };
  ports = { ...place.ports, workbooks, alarms };
});
afterEach(() => place.close());

async function save(cells: Cells, base = '', key = '1'): Promise<void> {
  const row = { key: `row-0000000${key}`, base, edited: [], cells };
  const by = account('limin');
  const typed = { account: by, table: hotline, by: { account: by.mail, editor: null }, now, rows: [row] };
  const [settled] = await commitRows(ports, DESK_ID, [typed]);
  expect(settled).toMatchObject({ answers: [{ outcome: 'saved' }] });
}

const CALLED: Cells = { ...CALL, calledAt: '2026-10-20 14:50' };
const SOLVED: Cells = { ...CLOSING, respondedAt: '2026-10-20 15:10', resolvedAt: '2026-10-21 09:00' };

/** Reports that were said, as recipient and subject. */
async function said(): Promise<string[]> {
  const claimed = await ports.store.leaseNotices(DESK_ID, 'pass', { now, leaseMs: 1, limit: 100 });
  return claimed.flatMap(({ notice }) =>
    notice.kind === 'report' ? [`${notice.to.address} ${notice.subject}`] : [],
  );
}

const tabsMade = () =>
  written.flatMap(
    ({ addSheet }) =>
      (addSheet as { properties: { sheetId: number; title: string } } | undefined)?.properties ?? [],
  );
const titlesMade = () => tabsMade().map(({ title }) => title);
/** Summarises as often as the queue would: each time it is the desk's turn. */
async function summarise(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await summariseDesk(ports, DESK_ID);
    now += 10 * 60_000;
  }
}

test('a month that has ended is reported once, with its main figures, and keeps a tab of its own', async () => {
  await save(CALLED);
  now = at('2026-10-21 10:00');
  await save(SOLVED, '1');
  await summarise();
  expect([await said(), titlesMade()]).toEqual([[], []]);

  now = at('2026-11-01 00:05');
  await summarise();
  const notices = (await ports.store.leaseNotices(DESK_ID, 'pass', { now, leaseMs: 1, limit: 100 })).map(
    ({ notice }) => notice,
  );
  const month = notices.find(({ subject }) => subject.includes('月报'));
  expect(month).toMatchObject({ subject: '【报告】月报 2026年10月', to: { address: MANAGER } });
  expect(month?.text).toContain('2026-10-01 至 2026-10-31 的主要数据：');
  expect(month?.text).toContain('问题解决率：100.0%（1/1）；上期 —（0/0）');
  expect(month?.text).toContain('您收到这份月报，是因为您是客服经理');
  expect(titlesMade()).toEqual(['月报 2026-10', '投诉分析报告 2026-10']);

  written = [];
  now = at('2026-11-03 09:00');
  await save({ ...CALLED, calledAt: '2026-10-30 10:00' }, '', '2');
  await summarise();
  const touched = JSON.stringify(written);
  expect(touched).toContain('1024');
  expect(touched).not.toContain('2202610');
});

test('a desk that slept for months is told of the latest week and month only, and finds a tab for each month', async () => {
  await save(CALLED);
  now = at('2026-12-20 10:00');
  await save({ ...CALLED, calledAt: '2026-12-20 09:00' }, '', '2');
  now = at('2027-01-05 10:00');
  await save({ ...CALLED, calledAt: '2027-01-05 09:00' }, '', '3');
  now = at('2027-01-12 09:00');
  await summarise();
  await summarise();
  expect((await said()).sort()).toEqual([
    `${MANAGER} 【报告】周报 2027年第1周`,
    `${MANAGER} 【报告】月报 2026年12月`,
  ]);
  expect(titlesMade()).toEqual(
    ['2026-10', '2026-11', '2026-12'].flatMap(month => [`月报 ${month}`, `投诉分析报告 ${month}`]),
  );
});

test('nobody is told of a week in which nothing happened', async () => {
  now = at('2026-11-10 09:00');
  await summarise();
  expect(await said()).toEqual([]);
});

test('what is told late shows as a correction, and the figure leads to the records as they are now', async () => {
  await save(CALLED);
  now = at('2026-11-02 09:00');
  await summarise();
  await save({ ...CALLED, calledAt: '2026-10-30 10:00' }, '', '2');
  await summarise();
  const report = JSON.stringify(written.filter(request => JSON.stringify(request).includes('1024')));
  expect(report).toContain('冻结时');
  const [card, ...others] = await frozenFigures('月报', '2026年10月 · 新增');
  expect(others).toEqual([]);
  expect(card?.lines[1]).toBe('页上是期末冻结的数；下面按现在的记录，冻结后有更正的会不同。');
  expect(card?.lines).toContain('共 2 次：');
  expect(card?.lines.filter(line => line.startsWith('热线记录 '))).toHaveLength(2);
});

/** The cards of what a tab shows as it was closed, in its main figures. */
async function frozenFigures(tabTitle: string, title: string): Promise<CardAnswer[]> {
  const desk = deskContext(ports, await ports.store.desk(DESK_ID));
  const page = summaryPages(await readFacts(ports, desk)).find(({ tab }) => tab.title === tabTitle);
  const places = (page?.grid ?? []).flatMap((cells, row) =>
    cells.flatMap(({ figure }, column) =>
      figure && 'isClosed' in figure && figure.title === title ? [{ row: row + 1, column: column + 1 }] : [],
    ),
  );
  const sheetId = page?.tab.sheetId ?? 0;
  return Promise.all(
    places.slice(0, 1).map(place => drillDown(ports, account('limin'), DESK_ID, { sheetId, ...place })),
  );
}

test('a cell that is no figure says so, and a stranger hears nothing', async () => {
  await save(CALLED);
  const place = { sheetId: 1002, row: 1, column: 1 };
  expect(await drillDown(ports, account('limin'), DESK_ID, place)).toEqual({
    title: '选中数字的明细',
    lines: ['请先选中统计页中的一个数字；占比、用时和件数都可以查看。'],
  });
  await expect(drillDown(ports, account('stranger'), DESK_ID, place)).rejects.toMatchObject({
    code: 'not_a_member',
  });
});
