// 待办提醒: what has to be done today.

import type { DeskContext } from '../desk.ts';
import { showTime } from '../moment.ts';
import type { DeskRecord } from '../record.ts';
import type { SummaryCell } from '../summary-page.ts';
import type { Table } from '../table.ts';
import type { Instant } from '../time.ts';
import { dimensionOf, dueItems } from './due.ts';

/** Most lines that 待办提醒 lists; the rest is counted in its last line. */
export const MOST_TODO = 500;

/** 待办提醒: everything due today or overdue, with who has to act and a link to the row. */
export function todoGrid(
  tables: readonly Table[],
  records: readonly DeskRecord[],
  now: Instant,
  desk: DeskContext,
): SummaryCell[][] {
  const items = dueItems(tables, records, now, desk.zone);
  const overdue = items.filter(item => item.dueAt <= now).length;
  const heading = ['编号', '表', '提醒', '责任人', '部门', '状态', '时限', '情况'];
  return [
    [{ text: '待办提醒', style: 'title' }],
    [
      {
        text: `截至 ${showTime(now, desk.zone)}：已超时 ${overdue} 项，今天到时 ${items.length - overdue} 项`,
        style: 'muted',
      },
    ],
    heading.map(text => ({ text, style: 'heading' as const })),
    ...items.slice(0, MOST_TODO).map(({ table, record, label, dueAt }): SummaryCell[] => {
      const style = dueAt <= now ? 'overdue' : 'today';
      return [
        { text: record.number, to: { table, key: record.key } },
        { text: table.title },
        { text: label },
        { text: dimensionOf(table, record, 'person') },
        { text: dimensionOf(table, record, 'department') },
        { text: record.state },
        { text: showTime(dueAt, desk.zone) },
        { text: dueAt <= now ? '已超时' : '今天到时', style },
      ];
    }),
    ...(items.length > MOST_TODO
      ? [[{ text: `还有 ${items.length - MOST_TODO} 项未列出`, style: 'muted' as const }]]
      : []),
  ];
}
