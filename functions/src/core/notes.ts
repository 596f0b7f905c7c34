// What a record explains about itself: why its limits are what they are, and what earlier cycles came to.

import { isMissing } from './calendar/calendar.ts';
import type { ClockRule } from './clock-rule.ts';
import type { DeskContext } from './desk.ts';
import { showLimit } from './limit.ts';
import { showTime } from './moment.ts';
import { type Problem, problem } from './problem.ts';
import type { Clock, Cycle, DeskRecord } from './record.ts';
import type { Table } from './table.ts';
import { localDate } from './time.ts';
import { courseOf, missingYearOf } from './turns.ts';
import { showCell } from './wire.ts';

/** Notes on the system cells of a record. */
export function notesOf(table: Table, record: DeskRecord, desk: DeskContext): Problem[] {
  const own = table.columns.flatMap(column => {
    if (column.owner !== 'system') return [];
    const { source } = column;
    if (source.from === 'state')
      return record.cycles.slice(-1).map(cycle => reopenedNote(column.key, table, cycle, desk));
    if (source.from !== 'due') return [];
    const rule = table.clocks.find(each => each.id === source.clock);
    const clock = record.clocks[source.clock];
    return rule && clock ? dueNotes(table, column.key, rule, clock, record, desk) : [];
  });
  return [...record.findings, ...own];
}

function dueNotes(
  table: Table,
  column: string,
  rule: ClockRule,
  clock: Clock,
  record: DeskRecord,
  desk: DeskContext,
): Problem[] {
  const year = missingYearOf(table, rule, clock, record, desk);
  if (year !== undefined) return [problem(column, 'calendar_missing', { year, label: rule.label })];
  const explanation = explain(table, rule, clock, record, desk);
  return [problem(column, 'due_explained', { label: rule.label, explanation })];
}

/** How a due time came about: start, policy, days that did not count, and whether it still runs. */
function explain(table: Table, rule: ClockRule, clock: Clock, record: DeskRecord, desk: DeskContext): string {
  const lengths = courseOf(table, rule, clock, record, desk)?.lengths;
  const limit = (clock.turn?.number ?? 1) === 1 ? lengths?.first : lengths?.later;
  const parts = [`${showTime(clock.startedAt, desk.zone)} 起算`];
  if (limit && !('ms' in limit && limit.ms === 0))
    parts.push(`时限 ${showLimit(limit)}${'ms' in limit ? '，全天计时' : ''}`);
  if (clock.turn && clock.turn.number > 1) parts.push(`第 ${clock.turn.number} 次`);
  if (limit && 'workingDays' in limit && clock.dueAt !== null)
    parts.push(...skippedDays(clock.startedAt, clock.dueAt, desk));
  if (clock.stoppedAt !== null) parts.push(`已于 ${showTime(clock.stoppedAt, desk.zone)} 完成`);
  if (clock.revision > 1) parts.push(`第 ${clock.revision} 次计算`);
  return `${parts.join('；')}。`;
}

function skippedDays(from: number, to: number, desk: DeskContext): string[] {
  const facts = desk.calendar.explain(from, to);
  if (isMissing(facts)) return [];
  const skipped = facts.flatMap(fact =>
    fact.fact === 'skipped' ? [`${range(fact.from, fact.to)} ${fact.name ?? '休息'}`] : [],
  );
  return skipped.length > 0 ? [`跳过 ${skipped.join('、')}`] : [`到 ${localDate(to, desk.zone)} 都是工作日`];
}

const range = (from: string, to: string) => (from === to ? from : `${from} 至 ${to}`);

function reopenedNote(
  column: string,
  table: Table,
  { cycle, cells, endedAt }: Cycle,
  desk: DeskContext,
): Problem {
  const filled = table.columns.filter(each => (cells[each.key] ?? null) !== null);
  const previous = filled
    .map(each => `${each.label} ${showCell(cells[each.key] ?? null, desk.zone)}`)
    .join('；');
  return problem(column, 'reopened', {
    cycle: cycle + 1,
    previous: `${previous}（${showTime(endedAt, desk.zone)} 重开）`,
  });
}
