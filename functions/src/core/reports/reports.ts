// 周报 and 月报: the present period as it goes, and the last one that is over, to be signed. A month that is over keeps a tab of its own.

import type { ClosedPeriod } from '../figures/closed-periods.ts';
import { earlier, type Period, periodAt } from '../figures/periods.ts';
import { showTime } from '../lib/parse-time.ts';
import type { PeriodKind } from '../schema/period.ts';
import { FigureCells } from './cells.ts';
import { corrections } from './corrections.ts';
import { columnIn, PageDraft } from './draft.ts';
import { closedPeriodOf, LOOK_BACK, periodsUpTo, type SummaryFacts } from './facts.ts';
import type { PageMaker, SummaryPage, SummaryTab } from './page.ts';
import { definitions, mainFigures, periodName, reportingOf } from './report.ts';
import { byLimit, byOwnColumns, byPerson, byResponsible, byTable, byType, problems } from './report-parts.ts';
import { sinceBegun, TREND, trend } from './trend.ts';

interface Report {
  kind: PeriodKind;
  tab: SummaryTab;
  /** What one of its periods is called after a number. */
  unit: string;
  /** Chart ids from here on are its own. */
  charts: number;
}

/** Ten columns, as wide as an A4 page across. */
const WIDTHS = [190, 90, 90, 90, 90, 90, 90, 90, 110, 110];
const ROWS = 400;
const CHART_HEIGHT = 280;

const MONTHLY: Report = {
  kind: 'month',
  tab: { sheetId: 1024, title: '月报', colour: '#34a853', widths: WIDTHS, rows: ROWS },
  unit: '个月',
  charts: 2400,
};
const WEEKLY: Report = {
  kind: 'week',
  tab: { sheetId: 1023, title: '周报', colour: '#4285f4', widths: WIDTHS, rows: ROWS },
  unit: '周',
  charts: 2300,
};

export const REPORT_PAGES: readonly PageMaker<SummaryFacts>[] = [WEEKLY, MONTHLY].map(report => ({
  tab: report.tab,
  make: facts => makeReport(report, facts),
}));

/** What a report of each kind is called. */
export const REPORT_TITLES: Record<PeriodKind, string> = { week: WEEKLY.tab.title, month: MONTHLY.tab.title };

function makeReport({ kind, tab, unit, charts }: Report, facts: SummaryFacts): Omit<SummaryPage, 'tab'> {
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
  page.gap();
  page.title(`${tab.title}　${periodName(last)}`, spanOf(last, closed, desk.zone));
  reportOn(page, facts, { periods: periods.slice(1), unit, closed });
  if (closed) corrections(page, facts, closed);
  page.signature();
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

/** The reports of the months among what is closed, the oldest first, each for a tab of its own. */
export function monthPages(facts: SummaryFacts): SummaryPage[] {
  const months = facts.closedPeriods
    .filter(({ kind }) => kind === 'month')
    .toSorted((a, b) => a.from - b.from);
  return months.map(closed => monthPage(facts, closed));
}

/** The report of a month that is over, as it was when it ended. */
function monthPage(facts: SummaryFacts, closed: ClosedPeriod): SummaryPage {
  const { zone } = facts.desk;
  const month = periodAt(closed.kind, closed.from, zone);
  const tab = monthTab(month);
  const periods = Array.from({ length: LOOK_BACK.month - 1 }, (_, count) => earlier(month, zone, count));
  const page = new PageDraft();
  page.title(
    `${MONTHLY.tab.title}　${periodName(month)}`,
    `${spanOf(month, closed, zone)}；此后的更正见“${MONTHLY.tab.title}”页，本页不再改动，可以批注。`,
  );
  reportOn(page, facts, { periods, unit: MONTHLY.unit, charts: tab.sheetId * 10, closed });
  page.signature();
  return { tab, ...page.page() };
}

interface Reported {
  /** The period that the report is on and those before it, newest first. */
  periods: readonly Period[];
  unit: string;
  /** Id of the first of its charts, if it has any. */
  charts?: number;
  /** What the period came to when it ended, if it has. */
  closed?: ClosedPeriod | undefined;
}

/** Everything that a report tells of a period. */
function reportOn(page: PageDraft, facts: SummaryFacts, { periods, unit, charts, closed }: Reported): void {
  const [present, previous] = periods;
  if (!present || !previous) return;
  const reporting = reportingOf(facts, present, previous, closed);
  mainFigures(page, reporting);
  const room = charts === undefined ? undefined : page.room(CHART_HEIGHT);
  byTable(page, reporting);
  const types = byType(page, reporting);
  const history = periods.map(
    (period, index) =>
      new FigureCells((index === 0 && closed?.figures) || facts.figures, [period], periodName(period)),
  );
  problems(page, reporting, { history, unit, most: 10 });
  byLimit(page, reporting);
  byResponsible(page, reporting);
  byPerson(page, reporting);
  byOwnColumns(page, reporting);
  definitions(page);
  const trends = trend(page, facts.figures, reporting.tables, sinceBegun(periods, facts.figures));
  if (room === undefined || charts === undefined) return;
  page.chart({
    id: charts,
    title: '各类型新增占比',
    kind: 'bar',
    at: { row: room, column: 0 },
    size: { width: 540, height: CHART_HEIGHT },
    domain: columnIn(types, 0),
    series: [{ range: columnIn(types, 2) }],
    percent: true,
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
