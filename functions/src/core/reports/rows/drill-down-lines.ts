// What a card says of a traced figure: how much it is and of what, how it is defined, and which records it counts.

import { momentOf } from '../../desk/span-views.ts';
import type { ViewPart } from '../../desk/tab-views.ts';
import type { Figures } from '../../figures/figures.ts';
import { entriesOf } from '../../figures/read.ts';
import { showTime } from '../../lib/parse-time.ts';
import type { DeskRecord } from '../../record/record.ts';
import type { Table } from '../../schema/table.ts';
import type { DueItem } from '../due.ts';
import type { SummaryFacts } from '../facts.ts';
import { amountOf, type CountedFigure, type Counting, type FigureRef } from '../figure-ref.ts';
import { type CountedRecord, definitionsOf } from './drill-down.ts';

/** Most records that a card lists. */
export const MAX_LISTED = 300;

/** A figure that was counted up from changes. */
export function countedLines(
  figure: CountedFigure,
  figures: Figures,
  found: readonly CountedRecord[],
): string[] {
  const lines = linesOf(figure, figures, found);
  return figure.isClosed ? ['页上是期末冻结的数；下面按现在的记录，冻结后有更正的会不同。', ...lines] : lines;
}

/**
 * Whether rows may show other times than those that are counted: what a cycle that is over came to stands in the
 * history. What came in does so once.
 */
function isTwiceTold({ counted }: CountedFigure, found: readonly CountedRecord[]): boolean {
  const isOfCycle = !['new', 'came'].includes(momentOf(counted.measures) ?? '');
  return isOfCycle && found.some(({ record }) => record.cycles.length > 0);
}

/** What leads to the rows of a table that a figure counts, in words. */
export function viewLabel(figure: FigureRef): (table: Table, part: ViewPart, rows: number) => string {
  const of = 'due' in figure ? undefined : figure.of;
  const parts = of?.measures.includes('missed')
    ? { counted: '按时的', rest: '超时的' }
    : { counted: of ? '计入的' : '这', rest: '未计入的' };
  return ({ title }, part, rows) => `在“${title}”中只看${parts[part]} ${rows} 行`;
}

function linesOf(figure: CountedFigure, figures: Figures, found: readonly CountedRecord[]): string[] {
  const total = (counting: Counting) =>
    figure.documents.reduce((sum, document) => sum + amountOf(entriesOf(figures, document), counting), 0);
  const counted = total(figure.counted);
  const sorted = found.toSorted((a, b) => (a.record.number < b.record.number ? -1 : 1));
  const above = sorted.filter(each => each.counted !== 0);
  const defined = [
    ...definitionsOf(figure),
    ...(isTwiceTold(figure, found) ? ['重新打开过的记录，行里只写最近一轮的时间；这里各轮都算。'] : []),
  ];
  if (!figure.of) return [...defined, ...listed(`共 ${counted} 次`, above, each => each.counted, counted)];
  const whole = total(figure.of);
  const below = sorted.filter(each => each.of > each.counted);
  return [
    `${counted} / ${whole}，即 ${whole === 0 ? '—' : `${((100 * counted) / whole).toFixed(1)}%`}。`,
    ...defined,
    ...listed(`计入分子 ${counted} 次`, above, each => each.counted, counted),
    ...listed(`只计入分母 ${whole - counted} 次`, below, each => each.of - each.counted, whole - counted),
  ];
}

/** A figure of what is due now. */
export function dueLines(items: readonly DueItem[], { desk }: SummaryFacts): string[] {
  const lines = items
    .slice(0, MAX_LISTED)
    .map(({ table, record, label, dueAt, who }) =>
      [recordName(table, record), label, who.join('、'), `时限 ${showTime(dueAt, desk.zone)}`].join('　'),
    );
  return [`共 ${items.length} 项：`, ...lines, ...rest(items.length - lines.length)];
}

function listed(
  heading: string,
  found: readonly CountedRecord[],
  times: (traced: CountedRecord) => number,
  all: number,
): string[] {
  if (all === 0) return [`${heading}。`];
  const shown = found.slice(0, MAX_LISTED);
  const lines = shown.map(each => {
    const count = times(each);
    return `${recordName(each.table, each.record)}　${each.record.state}${count > 1 ? `　×${count}` : ''}`;
  });
  const told = shown.reduce((sum, each) => sum + times(each), 0);
  return [`${heading}：`, ...lines, ...rest(all - told)];
}

const rest = (count: number) => (count > 0 ? [`另有 ${count} 次未列出。`] : []);

const recordName = (table: Table, { number }: DeskRecord) => `${table.title} ${number}`;
