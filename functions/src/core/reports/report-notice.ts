// A report that goes out when its period has ended: the main figures in words.

import type { ClosedPeriod } from '../figures/closed-periods.ts';
import { earlier, periodAt } from '../figures/periods.ts';
import type { Announcement } from '../notices/notice.ts';
import type { SummaryFacts } from './facts.ts';
import type { SummaryCell } from './page.ts';
import { type LineValue, periodName, reportingOf, valueOf } from './report.ts';
import { REPORT_LINES } from './report-lines.ts';
import { CLOSED_TITLES, REPORT_TITLES } from './reports.ts';

/** The announcement of a period that is closed. */
export function reportOf(
  closed: ClosedPeriod,
  facts: Pick<SummaryFacts, 'tables' | 'figures' | 'closedPeriods'>,
  zone: string,
): Announcement {
  const period = periodAt(closed.kind, closed.from, zone);
  const title = REPORT_TITLES[closed.kind];
  const reporting = reportingOf(facts, period, earlier(period, zone), closed);
  const { present, before } = reporting;
  const lines = REPORT_LINES.map(line => {
    const was = valueOf(line, before, reporting);
    return `${line.label}：${wordsOf(valueOf(line, present, reporting))}；上期 ${wordsOf(was)}`;
  });
  const { first, last } = period.days;
  return {
    kind: 'report',
    occasion: closed.document,
    title: `${title} ${periodName(period)}`,
    what: [
      `${first} 至 ${last} 的主要数据：`,
      ...lines,
      `明细见表格的“${CLOSED_TITLES[closed.kind](period)}”页。`,
    ].join('\n'),
    why: `您收到这份${title}，是因为您是客服经理，或代行其职。`,
  };
}

function wordsOf({ value, parts }: LineValue): string {
  return parts ? `${wordOf(value)}（${parts.map(wordOf).join('/')}）` : wordOf(value);
}

function wordOf({ text, format }: SummaryCell): string {
  if (typeof text !== 'number') return text;
  return format === 'share' ? `${(100 * text).toFixed(1)}%` : String(text);
}
