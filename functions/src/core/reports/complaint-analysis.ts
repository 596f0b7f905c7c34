// 投诉分析: which problems come back, who answers for them, and whether customers are content.

import { showTime } from '../lib/parse-time.ts';
import { FigureCells } from './cells.ts';
import { columnIn, PageDraft } from './draft.ts';
import { periodsUpTo, type SummaryFacts } from './facts.ts';
import type { PageMaker } from './page.ts';
import { periodName, type Reporting } from './report.ts';
import { byResponsible, problems } from './report-parts.ts';
import { sinceBegun, TREND, trend } from './trend.ts';

/** Months that the analysis looks at together, so that it says something on the first of a month as well. */
const MONTHS = 3;
const CHART_HEIGHT = 300;
/** Problems in the Pareto: more would not be read. */
const MAX_PROBLEMS = 15;

export const COMPLAINT_ANALYSIS: PageMaker<SummaryFacts> = {
  tab: {
    sheetId: 1025,
    title: '投诉分析',
    colour: '#e8710a',
    widths: [240, 100, 100, 100, 100, 100, 150, 75, 75],
    rows: 150,
  },
  make(facts) {
    const { figures, now, desk } = facts;
    const periods = periodsUpTo('month', now, desk.zone);
    const [recent, earlier] = [periods.slice(0, MONTHS), periods.slice(MONTHS, 2 * MONTHS)];
    const names = { present: `近 ${MONTHS} 个月`, before: `此前 ${MONTHS} 个月` };
    const reporting: Reporting = {
      tables: facts.tables.filter(table => table.role === 'work'),
      present: new FigureCells(figures, recent, names.present),
      before: new FigureCells(figures, earlier, names.before),
      names,
    };
    const page = new PageDraft();
    page.title(
      '投诉分析',
      `${names.present}：${recent.at(-1)?.days.first} 至 ${recent[0]?.days.last}，与${names.before}相比；截至 ${showTime(now, desk.zone)}。`,
    );
    const room = page.room(CHART_HEIGHT);
    const history = periods.map(period => new FigureCells(figures, [period], periodName(period)));
    const frequent = problems(page, reporting, { history, unit: '个月', most: MAX_PROBLEMS });
    byResponsible(page, reporting);
    const months = trend(page, figures, reporting.tables, sinceBegun(periods, figures));
    page.chart({
      id: 2500,
      title: `高频问题（${names.present}）`,
      kind: 'pareto',
      at: { row: room, column: 0 },
      size: { width: 530, height: CHART_HEIGHT },
      domain: columnIn(frequent, 0),
      series: [{ range: columnIn(frequent, 1) }, { range: columnIn(frequent, 2) }],
    });
    page.chart({
      id: 2501,
      title: '客户满意度（按月）',
      kind: 'line',
      at: { row: room, column: 4 },
      size: { width: 490, height: CHART_HEIGHT },
      domain: columnIn(months, 0),
      series: [{ range: columnIn(months, TREND.satisfaction) }],
      percent: true,
    });
    return page.page();
  },
};
