// 周报 and 月报: the present period as it goes; the week that is over, to be signed; and for each month that is over a tab
// of its own.

import { type ClosedPeriod, COUNTING } from '../figures/closed-periods.ts';
import { earlier, type Period, periodAt } from '../figures/periods.ts';
import { showTime } from '../lib/parse-time.ts';
import type { PeriodKind } from '../schema/period.ts';
import { complaintPage } from './complaint-analysis.ts';
import { corrections } from './corrections.ts';
import { columnIn, PageDraft } from './draft.ts';
import { closedPeriodOf, LOOK_BACK, periodsUpTo, type SummaryFacts } from './facts.ts';
import { problems } from './frequent-problems.ts';
import type { PageMaker, SummaryPage, SummaryTab } from './page.ts';
import { definitions, mainFigures, periodName, reportingOf } from './report.ts';
import { byLimit, byOwnColumns, byPerson, byResponsible, byTable, byType, byWork } from './report-parts.ts';
import { historyOf, TREND, trend } from './trend.ts';

interface Report {
  kind: PeriodKind;
  tab: SummaryTab;
  /** What one of its periods is called after a number. */
  unit: string;
  /** Chart ids from here on are its own. */
  charts: number;
}

/** Ten columns, as wide as an A4 page across; the widest hold a difference of shares, and a streak. */
const WIDTHS = [160, 88, 88, 88, 88, 88, 88, 122, 120, 110];
const ROWS = 400;
const CHART_HEIGHT = 280;

const MONTHLY: Report = {
  kind: 'month',
  tab: {
    sheetId: 1024,
    title: '月报',
    purpose: '本月与上月：数量、时限、满意度、高频问题；月底另存一份。',
    colour: '#34a853',
    widths: WIDTHS,
    rows: ROWS,
  },
  unit: '个月',
  charts: 2400,
};
const WEEKLY: Report = {
  kind: 'week',
  tab: {
    sheetId: 1023,
    title: '周报',
    purpose: '本周与上周：数量、时限、满意度、高频问题。',
    colour: '#4285f4',
    widths: WIDTHS,
    rows: ROWS,
  },
  unit: '周',
  charts: 2300,
};
/**
 * The week that is over has its own tab, to be signed: a page shows one period. A month that is over keeps one for
 * good.
 */
const LAST_WEEK: Report = {
  ...WEEKLY,
  tab: { ...WEEKLY.tab, sheetId: 1027, title: '上周周报', purpose: '上周结束时的周报。', colour: '#9fc5f8' },
  charts: 2350,
};

export const REPORT_PAGES: readonly PageMaker<SummaryFacts>[] = [
  { tab: WEEKLY.tab, make: facts => presentPage(WEEKLY, facts) },
  { tab: LAST_WEEK.tab, make: facts => lastPage(LAST_WEEK, facts) },
  { tab: MONTHLY.tab, make: facts => presentPage(MONTHLY, facts) },
];

/** What a report of each kind is called. */
export const REPORT_TITLES: Record<PeriodKind, string> = { week: WEEKLY.tab.title, month: MONTHLY.tab.title };

/** Where the report of a period that has ended stands. */
export const CLOSED_TITLES: Record<PeriodKind, (period: Period) => string> = {
  week: () => LAST_WEEK.tab.title,
  month: period => monthTab(period).title,
};

/** The present period, as it goes, beside the one before as it was closed. */
function presentPage({ kind, tab, unit, charts }: Report, facts: SummaryFacts): Omit<SummaryPage, 'tab'> {
  const { now, desk } = facts;
  const periods = periodsUpTo(kind, now, desk.zone);
  const page = new PageDraft();
  const [present, last] = periods;
  if (!present || !last) return page.page();
  page.title(
    `${tab.title}　${periodName(present)}`,
    `期间 ${present.days.first} 至 ${present.days.last}（进行中），截至 ${showTime(now, desk.zone)}；与${periodName(last)}相比。`,
  );
  reportOn(page, facts, { periods, unit, charts });
  const closed = closedPeriodOf(facts, last);
  if (closed) corrections(page, facts, closed);
  return page.page();
}

/** The period that is over, as it was closed, and what has been corrected since. */
function lastPage({ kind, unit, charts }: Report, facts: SummaryFacts): Omit<SummaryPage, 'tab'> {
  const { now, desk } = facts;
  const [, ...periods] = periodsUpTo(kind, now, desk.zone);
  const page = new PageDraft();
  const [last, before] = periods;
  if (!last || !before) return page.page();
  const closed = closedPeriodOf(facts, last);
  page.title(
    `${REPORT_TITLES[kind]}　${periodName(last)}`,
    `${spanOf(last, closed, desk.zone)}；与${periodName(before)}相比。`,
  );
  page.signature();
  reportOn(page, facts, { periods, unit, charts, closed, isOver: true });
  if (closed) corrections(page, facts, closed);
  return page.page();
}

/** Sheet ids of such tabs lie above this one. */
const MONTH_TABS = 2_000_000;

/** The tab that keeps the report of a month: found again by its sheet, so that nobody makes it twice. */
export function monthTab({ days }: Period): SummaryTab {
  const month = days.first.slice(0, 7);
  const sheetId = MONTH_TABS + Number(month.replace('-', ''));
  return { ...MONTHLY.tab, sheetId, title: `${MONTHLY.tab.title} ${month}`, colour: '#9aa0a6', isLast: true };
}

/** Whether a tab keeps the report of a month. */
export const isMonthTab = (sheetId: number) => sheetId > MONTH_TABS;

/**
 * The reports of the months among what is closed, and on the complaints in them, the oldest first, each for a tab of
 * its own.
 */
export function monthPages(facts: SummaryFacts): SummaryPage[] {
  const months = facts.closedPeriods
    .filter(({ kind }) => kind === 'month')
    .toSorted((a, b) => a.from - b.from);
  return months.flatMap(closed => [
    monthPage(facts, closed),
    ...(closed.counting === COUNTING ? [complaintPage(facts, closed)] : []),
  ]);
}

/** The report of a month that is over, as it was when it ended. */
function monthPage(facts: SummaryFacts, closed: ClosedPeriod): SummaryPage {
  const { zone } = facts.desk;
  const month = periodAt(closed.kind, closed.from, zone);
  const tab = monthTab(month);
  const periods = Array.from({ length: LOOK_BACK.month - 1 }, (_, count) => earlier(month, zone, count));
  const page = new PageDraft();
  const comparable = closed.counting === COUNTING ? closed : undefined;
  page.title(
    `${MONTHLY.tab.title}　${periodName(month)}`,
    `${spanOf(month, comparable, zone)}；此后的更正见“${MONTHLY.tab.title}”页，本页不再改动，可以批注。`,
  );
  page.signature();
  reportOn(page, facts, {
    periods,
    unit: MONTHLY.unit,
    charts: tab.sheetId * 10,
    closed: comparable,
    isOver: true,
    isKept: true,
  });
  return { tab, ...page.page() };
}

interface Reported {
  /** The period that the report is on and those before it, newest first. */
  periods: readonly Period[];
  unit: string;
  /** Id of the first of its charts. */
  charts: number;
  /** What the period came to when it ended, if it has. */
  closed?: ClosedPeriod | undefined;
  isOver?: true;
  /** Whether the page stays as it is for good: it leads nowhere then. */
  isKept?: true;
}

/** Everything that a report tells of a period. */
function reportOn(
  page: PageDraft,
  facts: SummaryFacts,
  { periods, unit, charts, closed, isOver, isKept }: Reported,
): void {
  const [present, previous] = periods;
  if (!present || !previous) return;
  const reporting = reportingOf(facts, present, previous, closed);
  mainFigures(page, reporting, isKept);
  const room = page.room(CHART_HEIGHT);
  const tables = byTable(page, reporting);
  byType(page, reporting);
  const history = historyOf(facts, periods, closed);
  const ranking = { history: history.map(({ cells }) => cells), unit, most: isOver ? 10 : 5 };
  problems(page, reporting, reporting.all, ranking);
  byLimit(page, reporting);
  byResponsible(page, reporting);
  byWork(page, reporting);
  byPerson(page, reporting);
  byOwnColumns(page, reporting);
  const trends = trend(page, reporting, history);
  definitions(page);
  page.chart({
    id: charts,
    title: '各表新增：本期与上期',
    kind: 'bar',
    at: { row: room, column: 0 },
    size: { width: 500, height: CHART_HEIGHT },
    domain: columnIn(tables, 0),
    series: [{ range: columnIn(tables, 1) }, { range: columnIn(tables, 3) }],
  });
  page.chart({
    id: charts + 1,
    title: '时限内占比与客户满意度',
    kind: 'line',
    at: { row: room, column: 5 },
    size: { width: 490, height: CHART_HEIGHT },
    domain: columnIn(trends, 0),
    series: [{ range: columnIn(trends, TREND.withinLimit) }, { range: columnIn(trends, TREND.satisfaction) }],
    percent: true,
  });
}

function spanOf({ days }: Period, closed: ClosedPeriod | undefined, zone: string): string {
  const span = `期间 ${days.first} 至 ${days.last}`;
  if (!closed) return `${span}；期末没有冻结的数，按现在的记录统计`;
  return `${span}；${showTime(closed.frozenAt, zone)} 冻结，按设置第 ${closed.policy.version} 版统计`;
}
