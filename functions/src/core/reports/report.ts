// A report on one period, as a manager signs it: main figures, times, and what they are made of. The same for weeks and
// months.

import type { ClosedPeriod } from '../figures/closed-periods.ts';
import type { Period } from '../figures/periods.ts';
import type { Table } from '../schema/table.ts';
import { changeCell, FigureCells, sinceOf } from './cells.ts';
import type { PageDraft } from './draft.ts';
import { closedPeriodOf, countedTables, type SummaryFacts } from './facts.ts';
import type { SummaryCell } from './page.ts';
import { REPORT_LINES, type ReportLine, TIME_LINES } from './report-lines.ts';

/** What a part of a report is made from: the period and the one before it. */
export interface Reporting {
  /** Tables of what customers brought, and of the work that follows from it. */
  matters: readonly Table[];
  work: readonly Table[];
  all: readonly Table[];
  present: FigureCells;
  /** The period before as it was closed, or as it stands where nothing was kept of it. */
  before: FigureCells;
  /** The period before as it stands now, where it was closed. */
  since: FigureCells | undefined;
  /** Words for the two periods. */
  names: { present: string; before: string };
}

/** A period as people call it: `2026年第47周`, `2026年11月`. */
export function periodName({ kind, document, days }: Period): string {
  if (kind === 'week') return document.replace(/^week-(\d+)-W0?(\d+)$/, '$1年第$2周');
  return `${days.first.slice(0, 4)}年${Number(days.first.slice(5, 7))}月`;
}

/** What a report on a period against the one before it is made from: what is closed counts as it was then. */
export function reportingOf(
  facts: Pick<SummaryFacts, 'tables' | 'figures' | 'closedPeriods'>,
  period: Period,
  previous: Period,
  closed?: ClosedPeriod,
): Reporting {
  const { figures } = facts;
  const names = { present: periodName(period), before: periodName(previous) };
  const last = closedPeriodOf(facts, previous);
  const now = new FigureCells(figures, [previous], names.before);
  return {
    ...countedTables(facts.tables),
    present: new FigureCells(closed?.figures ?? figures, [period], names.present, closed !== undefined),
    before: last ? new FigureCells(last.figures, [previous], names.before, true) : now,
    since: last ? now : undefined,
    names,
  };
}

/** 主要数据 and 用时; of a page that is kept for good nothing is said of where its figures lead. */
export function mainFigures(page: PageDraft, reporting: Reporting, isKept?: true): void {
  const parts = '占比旁是分子与分母。';
  page.section(
    '主要数据',
    isKept
      ? parts
      : `${parts}带下划线的数字打开所计的行或分表的数；任何数字都可选中后用菜单“选中数字的明细”逐条列出，并在表中只看这些行。`,
    reporting.since
      ? '“上期”是期末冻结的数；冻结后补录、改动或又有进展的，差额写在“上期更正”。'
      : '“上期”没有冻结的数，按现在的记录统计。',
  );
  page.table(
    ['指标', '本期', '分子', '分母', '上期', '上期分子', '上期分母', '变化', '上期更正'],
    REPORT_LINES.map(line => lineOf(line, reporting)),
  );
  page.section('用时', '中位数与 90 分位由直方图读出，误差不超过 3.2%。');
  page.table(
    ['指标', '平均', '中位数', '90 分位', '件数', '上期平均', '上期件数', '变化', '上期更正'],
    TIME_LINES.map(({ label, counted, minutes, definition }) => {
      const { all: tables, present, before, since } = reporting;
      const counting = { measures: [counted], tables };
      const mean = present.mean(`${label}·平均`, counting, minutes);
      const earlier = before.mean(`${label}·平均`, counting, minutes);
      return [
        { text: label, note: definition },
        mean,
        present.quantile(`${label}·中位数`, counted, tables, 0.5),
        present.quantile(`${label}·90 分位`, counted, tables, 0.9),
        present.count(`${label}·件数`, counting),
        earlier,
        before.count(`${label}·件数`, counting),
        changeCell(mean, earlier, 'less'),
        since ? sinceOf(since.mean(label, counting, minutes), earlier) : BLANK,
      ];
    }),
  );
}

function lineOf(line: ReportLine, reporting: Reporting): SummaryCell[] {
  const { label, better, definition } = line;
  const [present, before] = [reporting.present, reporting.before].map(cells =>
    valueOf(line, cells, reporting),
  );
  if (!present || !before) return [];
  const since = reporting.since && valueOf(line, reporting.since, reporting).value;
  return [
    { text: label, note: definition },
    ...rowOf(present),
    ...rowOf(before),
    changeCell(present.value, before.value, better),
    since ? sinceOf(since, before.value) : BLANK,
  ];
}

/** How each main figure is defined: notes are not printed. */
export function definitions(page: PageDraft): void {
  page.section('口径');
  page.lines(...[...REPORT_LINES, ...TIME_LINES].map(({ label, definition }) => `${label}：${definition}`));
}

/** A main figure and, where it is a share, what it is made of. */
export interface LineValue {
  value: SummaryCell;
  parts: readonly [SummaryCell, SummaryCell] | undefined;
}

/** In the place of a figure. */
const BLANK: SummaryCell = { text: '', align: 'right' };
const rowOf = ({ value, parts = [BLANK, BLANK] }: LineValue) => [value, ...parts];

/** What a line of the main figures comes to. */
export function valueOf(
  line: ReportLine,
  cells: FigureCells,
  tables: Pick<Reporting, 'matters' | 'all'>,
): LineValue {
  const { label, of } = line;
  if (line.counted === 'customers') return { value: cells.customers(), parts: undefined };
  const among = tables[line.among ?? 'matters'];
  const counted = { measures: line.counted, tables: among };
  if (!of) return { value: cells.count(label, counted), parts: undefined };
  const whole = { measures: of, tables: among };
  return {
    value: cells.share(label, counted, whole),
    parts: [cells.count(`${label}·分子`, counted), cells.count(`${label}·分母`, whole)],
  };
}
