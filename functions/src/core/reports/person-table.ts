// What is due, person by person, as 看板 and 待办提醒 show it.

import type { PageDraft } from './draft.ts';
import { type DueItem, itemsOf } from './due.ts';
import type { DueFigure } from './figure-ref.ts';
import type { SummaryCell } from './page.ts';

/** Most lines of each list; the rest is counted. */
export const MAX_LINES = 500;

/** A figure of what is due, as a cell. */
export function dueCell(items: readonly DueItem[], figure: DueFigure): SummaryCell {
  const text = itemsOf(items, figure).length;
  const isBad = text > 0 && figure.due !== 'today';
  return { text, format: 'count', figure, ...(isBad && { style: 'overdue' }) };
}

/** What is due, in words, as 待办提醒 lists it. */
export const DUE_LABELS: Record<DueFigure['due'], string> = {
  overdue: '已超时',
  today: '今天到时',
  escalated: '升级后未处理',
};

/** Which people a table lists, and what it says of each. */
interface PersonTable {
  heading: readonly string[];
  people: readonly string[];
  dues: readonly DueFigure['due'][];
  /** What stands beside what is due for a person, or for all of them. */
  before?: (who: string | undefined) => SummaryCell[];
  after?: (who: string) => SummaryCell[];
}

/** People with what is due for each; what several share counts for each of them, and the total counts it once. */
export function personTable(
  page: PageDraft,
  items: readonly DueItem[],
  { heading, people, dues, before = () => [], after = () => [] }: PersonTable,
): void {
  const lineOf = (label: string, who?: string): SummaryCell[] => [
    { text: label },
    ...before(who),
    ...dues.map(due =>
      dueCell(items, { title: `${label} · ${DUE_LABELS[due]}`, due, ...(who !== undefined && { who }) }),
    ),
    ...(who === undefined ? [] : after(who)),
  ];
  const twice = dues.map(due =>
    itemsOf(items, { title: '', due }).reduce((sum, { who }) => sum + who.length - 1, 0),
  );
  const shared: SummaryCell[] = [
    { text: '减：共同负责的' },
    ...before(undefined).map((): SummaryCell => ({ text: 0, format: 'count' })),
    ...twice.map((each): SummaryCell => ({ text: each === 0 ? 0 : -each, format: 'count' })),
  ];
  page.table(
    heading,
    people.map(who => lineOf(who, who)),
    {
      most: MAX_LINES,
      totals: [...(twice.some(each => each > 0) ? [shared] : []), lineOf('合计')],
    },
  );
}
