// What a record explains about itself: why its limits are what they are, and what earlier cycles came to.

import { showCell } from '../cells/cell-codec.ts';
import type { ClockContext } from '../clocks/clock-context.ts';
import { isRunning, limitsOf } from '../clocks/clock-state.ts';
import { explain } from '../clocks/explain.ts';
import { missingYearOf } from '../clocks/recurrence.ts';
import type { DeskContext } from '../desk/desk.ts';
import { showTime } from '../lib/parse-time.ts';
import type { Clock, Cycle, DeskRecord } from '../record/record.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { clocksShown, systemColumn, type Table } from '../schema/table.ts';
import { appointmentOf } from './call-script.ts';

/** Notes on the system cells of a record. */
export function notesOf(table: Table, record: DeskRecord, desk: DeskContext): Problem[] {
  const own = table.columns.flatMap(column => {
    if (column.owner !== 'system') return scriptNotes(column.key, table, record, desk);
    const { source } = column;
    if (source.from === 'state')
      return record.cycles.slice(-1).map(cycle => reopenedNote(column.key, table, cycle, desk));
    if (source.from !== 'due') return [];
    const id = clocksShown(source).find(each => each in record.clocks) ?? '';
    const rule = table.clocks.find(each => each.id === id);
    const clock = record.clocks[id];
    return rule && clock ? dueNotes({ table, rule, desk }, column.key, clock, record) : [];
  });
  return [...record.findings, ...passedNotes(table, record, desk), ...own];
}

/**
 * Limits that have passed, each at the cell that shows it, or at the state where none does. Said from the ring on: then
 * the record comes to the sheet anew.
 */
function passedNotes(table: Table, record: DeskRecord, { zone }: DeskContext): Problem[] {
  const systems = table.columns.flatMap(column => (column.owner === 'system' ? [column] : []));
  const state = systemColumn(table, 'state');
  return limitsOf(table).flatMap(({ id, label }) => {
    const clock = record.clocks[id];
    if (!clock || clock.dueAt === null || !isRunning(clock) || !clock.said.includes('due')) return [];
    const shown = systems.find(({ source }) => source.from === 'due' && clocksShown(source).includes(id));
    const column = (shown ?? state)?.key ?? null;
    return [problem(column, 'limit_passed', { label, due: showTime(clock.dueAt, zone) })];
  });
}

/** The message that makes an appointment, at the column where one chooses how to send it. */
function scriptNotes(column: string, table: Table, record: DeskRecord, desk: DeskContext): Problem[] {
  if (table.script?.noteOn !== column || record.state !== table.states[0]?.name) return [];
  const message = appointmentOf(table, record, desk);
  return message === undefined ? [] : [problem(column, 'appointment', { message })];
}

function dueNotes(context: ClockContext, column: string, clock: Clock, record: DeskRecord): Problem[] {
  const { label } = context.rule;
  const year = missingYearOf(context, clock, record);
  if (year !== undefined) return [problem(column, 'calendar_missing', { year, label })];
  const explanation = `${explain(context, clock, record).join('；')}。`;
  return [problem(column, 'due_explained', { label, explanation })];
}

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
