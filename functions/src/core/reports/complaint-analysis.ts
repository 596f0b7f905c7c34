// 投诉分析: complaints and nothing else, wherever they came in: how many, what about, whose fault, and whether customers
// are content with how they were handled. Of each month that is over it is kept as 投诉分析报告.

import type { ClosedPeriod } from '../figures/closed-periods.ts';
import { earlier, type Period, periodAt } from '../figures/periods.ts';
import { showTime } from '../lib/parse-time.ts';
import { FigureCells } from './cells.ts';
import { byMonth, bySource, MONTHS as COLUMNS, complaintTables, inWords } from './complaint-parts.ts';
import { columnIn, PageDraft } from './draft.ts';
import { countedTables, LOOK_BACK, periodsUpTo, type SummaryFacts } from './facts.ts';
import { problems } from './frequent-problems.ts';
import type { PageMaker, SummaryPage, SummaryTab } from './page.ts';
import { periodName, type Reporting, reportingOf } from './report.ts';
import { byJudgement } from './report-parts.ts';
import { historyOf, type Past } from './trend.ts';

/** Months that the analysis looks at together, so that it says something on the first of a month as well. */
const MONTHS = 3;
const CHART_HEIGHT = 300;
/** Problems in the Pareto: more would not be read. */
const MAX_PROBLEMS = 12;

const TAB: SummaryTab = {
  sheetId: 1025,
  title: '投诉分析',
  purpose: '投诉的类型、责任部门、原因、满意度和趋势。',
  colour: '#e8710a',
  widths: [240, 92, 92, 92, 100, 92, 106, 120, 106],
  rows: 200,
};

export const COMPLAINT_ANALYSIS: PageMaker<SummaryFacts> = {
  tab: TAB,
  make(facts) {
    const { figures, now, desk } = facts;
    const periods = periodsUpTo('month', now, desk.zone);
    const [recent, former] = [periods.slice(0, MONTHS), periods.slice(MONTHS, 2 * MONTHS)];
    const names = { present: `近 ${MONTHS} 个月`, before: `此前 ${MONTHS} 个月` };
    const reporting: Reporting = {
      ...countedTables(facts.tables),
      present: new FigureCells(figures, recent, names.present),
      before: new FigureCells(figures, former, names.before),
      since: undefined,
      names,
    };
    const page = new PageDraft();
    page.title(
      TAB.title,
      `${names.present}：${recent.at(-1)?.days.first} 至 ${recent[0]?.days.last}，上期为${names.before}；截至 ${showTime(now, desk.zone)}，按现在的记录。`,
    );
    analyse(page, reporting, historyOf(facts, periods), 2500);
    return page.page();
  },
};

/** Sheet ids of the reports that are kept lie above this one. */
const REPORT_TABS = 3_000_000;

/** The tab that keeps the analysis of a month. */
function complaintTab({ days }: Period): SummaryTab {
  const month = days.first.slice(0, 7);
  const sheetId = REPORT_TABS + Number(month.replace('-', ''));
  return { ...TAB, sheetId, title: `投诉分析报告 ${month}`, colour: '#f6b26b', isLast: true };
}

/** 《投诉分析报告》 of a month that is over, as it was when it ended. */
export function complaintPage(facts: SummaryFacts, frozen: ClosedPeriod): SummaryPage {
  const { zone } = facts.desk;
  const month = periodAt('month', frozen.from, zone);
  const tab = complaintTab(month);
  const periods = Array.from({ length: LOOK_BACK.month - 1 }, (_, count) => earlier(month, zone, count));
  const page = new PageDraft();
  page.title(
    `投诉分析报告　${periodName(month)}`,
    `期间 ${month.days.first} 至 ${month.days.last}；${showTime(frozen.frozenAt, zone)} 冻结，本页不再改动，可以批注。`,
  );
  page.signature();
  const reporting = reportingOf(facts, month, earlier(month, zone), frozen);
  analyse(page, reporting, historyOf(facts, periods, frozen), tab.sheetId * 10);
  return { tab, ...page.page() };
}

/** `charts` is the id of the first of its charts. */
function analyse(page: PageDraft, reporting: Reporting, history: readonly Past[], charts: number): void {
  const tables = complaintTables(reporting.matters);
  // Above all that is now longer and now shorter: a chart stays where it was put first.
  const room = page.room(CHART_HEIGHT);
  inWords(page, tables, reporting);
  const sources = bySource(page, tables, reporting);
  const ranking = { history: history.map(({ cells }) => cells), unit: '个月', most: MAX_PROBLEMS };
  // Of a table with a type for all complaints the type says nothing of what they are about.
  const telling = tables.filter(table => tellsMore(table));
  const [first] = problems(page, reporting, telling, ranking);
  page.section('责任部门', '按核实后判定的责任计，不按处理人员。');
  byJudgement(page, reporting, 'responsible', '责任方');
  page.section('根本原因', '按投诉记录中认定的根本原因，写法相同的合计；开头 24 个字。');
  byJudgement(page, reporting, 'cause', '根本原因');
  const months = byMonth(page, tables, history);
  const left = { id: charts, at: { row: room, column: 0 }, size: { width: 500, height: CHART_HEIGHT } };
  const isRanked = first !== undefined && first.end - first.heading > 2;
  // One kind alone makes no ranking: as long as there is no other, its place shows where complaints came from.
  page.chart(
    isRanked
      ? {
          ...left,
          title: `高频问题（${reporting.names.present}）`,
          kind: 'pareto',
          domain: columnIn(first, 0),
          series: [{ range: columnIn(first, 1) }, { range: columnIn(first, 3) }],
        }
      : {
          ...left,
          title: `投诉来源（${reporting.names.present}）`,
          kind: 'bar',
          domain: columnIn(sources, 0),
          series: [{ range: columnIn(sources, 1) }],
        },
  );
  page.chart({
    id: charts + 1,
    title: '投诉件数与客户满意度（按月）',
    kind: 'column',
    at: { row: room, column: 4 },
    size: { width: 490, height: CHART_HEIGHT },
    domain: columnIn(months, 0),
    series: [
      { range: columnIn(months, COLUMNS.complaints) },
      { range: columnIn(months, COLUMNS.satisfaction), kind: 'line', axis: 'right' },
    ],
  });
}

/** Whether the problems of a table say more of a complaint than that it is one. */
function tellsMore({ measures }: Reporting['matters'][number]): boolean {
  const when = measures?.complaint?.when?.column;
  return measures?.problems?.every(({ column }) => column !== when) ?? false;
}
