// 周报 and 月报: the last period that is over, to be signed, and the present one as it goes.

import type { Period, PeriodKind } from '../figures/periods.ts';
import { showTime } from '../moment.ts';
import type { PageMaker, SummaryTab } from '../summary-page.ts';
import { FigureCells } from './cells.ts';
import { columnIn, PageDraft } from './draft.ts';
import { periodsUpTo, type SummaryFacts } from './facts.ts';
import { mainFigures, nameOf, reportingOf } from './report.ts';
import { byLimit, byOwnColumns, byPerson, byResponsible, byTable, byType, problems } from './report-parts.ts';
import { TREND, trend } from './trend.ts';

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

const REPORTS: readonly Report[] = [
  {
    kind: 'week',
    tab: { sheetId: 1023, title: '周报', colour: '#4285f4', widths: WIDTHS, rows: ROWS },
    unit: '周',
    charts: 2300,
  },
  {
    kind: 'month',
    tab: { sheetId: 1024, title: '月报', colour: '#34a853', widths: WIDTHS, rows: ROWS },
    unit: '个月',
    charts: 2400,
  },
];

export const REPORT_PAGES: readonly PageMaker<SummaryFacts>[] = REPORTS.map(report => ({
  tab: report.tab,
  make: facts => makeReport(report, facts),
}));

function makeReport({ kind, tab, unit, charts }: Report, facts: SummaryFacts) {
  const { now, desk } = facts;
  const periods = periodsUpTo(kind, now, desk.zone);
  const page = new PageDraft();
  const [present, last] = periods;
  if (!present || !last) return page.page();
  page.title(
    `${tab.title}　${nameOf(present)}`,
    `期间 ${present.days.first} 至 ${present.days.last}（进行中），截至 ${showTime(now, desk.zone)}；与${nameOf(last)}相比。`,
  );
  reportOn(page, facts, { periods, unit, charts });
  page.title(`${tab.title}　${nameOf(last)}`, spanOf(last));
  reportOn(page, facts, { periods: periods.slice(1), unit });
  page.signature();
  return page.page();
}

interface Reported {
  /** The period that the report is on and those before it, newest first. */
  periods: readonly Period[];
  unit: string;
  /** Id of the first of its charts, if it has any. */
  charts?: number;
}

/** Everything that a report tells of a period. */
export function reportOn(page: PageDraft, facts: SummaryFacts, { periods, unit, charts }: Reported): void {
  const [present, previous] = periods;
  if (!present || !previous) return;
  const reporting = reportingOf(facts, present, previous);
  mainFigures(page, reporting);
  const room = charts === undefined ? undefined : page.room(CHART_HEIGHT);
  byTable(page, reporting);
  const types = byType(page, reporting);
  const history = periods.map(period => new FigureCells(facts.figures, [period], nameOf(period)));
  problems(page, reporting, { history, unit, most: 10 });
  byLimit(page, reporting);
  byResponsible(page, reporting);
  byPerson(page, reporting);
  byOwnColumns(page, reporting);
  const trends = trend(page, facts.figures, reporting.tables, periods);
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

const spanOf = ({ days }: Period) => `期间 ${days.first} 至 ${days.last}`;
