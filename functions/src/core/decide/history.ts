// A record's events as people read them, the newest first.

import { showCell } from '../cells/cell-codec.ts';
import type { DeskContext } from '../desk/desk.ts';
import { whoOf } from '../desk/find-person.ts';
import { showTime } from '../lib/parse-time.ts';
import type { RecordEvent } from '../record/record.ts';
import { isTellable, UNTELLABLE } from '../record/tellable.ts';
import { systemColumn, type Table } from '../schema/table.ts';

/** Most characters of all paragraphs together: a sidebar shows no more. */
const MAX_TOGETHER = 200_000;

/** Most characters of a value that are shown: long texts are told in full, but not a pasted book. */
const MAX_CHARACTERS = 2_000;

/**
 * Paragraphs, one an event: when and who, then a line for each thing that changed, by the labels of that time. `events`
 * come the newest first; of more than `most` the rest is only counted.
 */
export function historyLines(
  table: Table,
  events: readonly RecordEvent[],
  most: number,
  desk: DeskContext,
): string[] {
  const sorted = events.filter(isTellable).toSorted((a, b) => b.at - a.at || b.version - a.version);
  const broken = sorted.length < events.length ? [UNTELLABLE] : [];
  const lines: string[] = [];
  let characters = 0;
  for (const [index, event] of sorted.slice(0, most).entries()) {
    const told = [heading(event, desk), ...linesOf(table, event, sorted[index + 1], desk)].join('\n');
    characters += told.length;
    if (lines.length > 0 && characters > MAX_TOGETHER) break;
    lines.push(told);
  }
  const rest = sorted.length > lines.length ? [`更早的变更没有列出，这里只有最近 ${lines.length} 次。`] : [];
  return [...lines, ...rest, ...broken];
}

/** When and who. */
function heading({ at, by }: RecordEvent, desk: DeskContext): string {
  return `${showTime(at, desk.zone)}　${whoOf(by, desk)}`;
}

function linesOf(
  table: Table,
  event: RecordEvent,
  earlier: RecordEvent | undefined,
  desk: DeskContext,
): string[] {
  const { cycle, revealed, why, copiedFrom, bulk } = event;
  if (revealed) return [`查看了完整的${revealed.map(({ label }) => `“${label}”`).join('、')}`];
  const begun = earlier && earlier.cycle < cycle ? [`开始第 ${cycle} 轮处理`] : [];
  return [
    ...begun,
    ...(copiedFrom === undefined ? [] : [`由 ${copiedFrom} 复制而来`]),
    ...(bulk ? [bulk.told ?? (bulk.undone ? '撤销批量修改' : '批量修改')] : []),
    ...(why ? [`系统调整：${why}`] : []),
    ...changeLines(table, event, desk),
  ];
}

/** What an event changes, a line for each thing. */
export function changeLines(
  table: Table,
  { changes, state }: Pick<RecordEvent, 'changes' | 'state'>,
  desk: DeskContext,
): string[] {
  const cell = (value: RecordEvent['changes'][number]['before']) =>
    showCell(value, desk.zone, MAX_CHARACTERS);
  // The event tells the state by itself; in a table without a state there is no column for it.
  const stateColumn = systemColumn(table, 'state')?.key;
  const moved = state.before === state.after ? [] : [`状态：${state.before ?? '新建'} → ${state.after}`];
  return [
    ...moved,
    ...changes
      .filter(({ column }) => column !== stateColumn)
      .map(({ label, before, after }) =>
        before === after
          ? `${label}：${cell(after)}（隐藏的部分改了）`
          : `${label}：${cell(before)} → ${cell(after)}`,
      ),
  ];
}
