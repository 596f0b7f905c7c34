// How long the limits of a record are: by settings, by the values of its cells, or by what was promised in one of them.

import { isMissing } from '../calendar/calendar.ts';
import type { DeskContext } from '../desk/desk.ts';
import { type Instant, MINUTE } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import { isPromised, laterOccurrences } from '../schema/clock-rule.ts';
import type { Limit } from '../schema/duration.ts';
import { clocksShown, columnOf } from '../schema/table.ts';
import type { ClockContext } from './clock-context.ts';
import { promisedIn } from './promised-length.ts';
import type { Lengths } from './schedule.ts';

/** What lengths follow from: cells, and the clocks that stand before this one. */
export type LengthInput = Pick<DeskRecord, 'cells' | 'clocks'>;

/** The lengths of a clock that started then; `undefined` where there is no such limit. */
export function lengthsOf(
  context: ClockContext,
  startedAt: Instant,
  input: LengthInput,
): Lengths | undefined {
  const { rule, desk } = context;
  const first = lengthOf(context, startedAt, input);
  const later = rule.repeats?.every ? desk.limitOf(laterOccurrences(rule), input.cells) : first;
  if (!first || !later) return undefined;
  const restarted = rule.repeats?.restarts && input.cells[rule.repeats.restarts] === startedAt;
  return { first: restarted ? later : first, later: rule.repeats ? atLeastAMinute(later) : later };
}

/**
 * An occurrence takes its time: of occurrences without length there are as many before any moment, and nobody comes to
 * an end of them.
 */
function atLeastAMinute(limit: Limit): Limit {
  return 'ms' in limit ? { ms: Math.max(limit.ms, MINUTE) } : limit;
}

function lengthOf(
  { table, rule, desk }: ClockContext,
  startedAt: Instant,
  { cells, clocks }: LengthInput,
): Limit | undefined {
  if (!isPromised(rule.limit)) return desk.limitOf(rule, cells);
  if ('promisedIn' in rule.limit)
    return promisedIn(String(cells[rule.limit.promisedIn] ?? ''), startedAt, desk.zone)?.limit;
  const { until, share = 1 } = rule.limit;
  const column = columnOf(table, until);
  const shows = column.owner === 'system' && column.source.from === 'due' ? clocksShown(column.source) : [];
  const shown = shows.find(id => id in clocks);
  const promised = shows.length > 0 ? clocks[shown ?? '']?.dueAt : cells[until];
  if (typeof promised !== 'number') return undefined;
  const given = table.clocks.find(({ id }) => id === shown);
  const promise = given && lengthOf({ table, rule: given, desk }, startedAt, { cells, clocks });
  if (promise && 'workingDays' in promise) {
    const end = shareOfWork(startedAt, promised, share, desk);
    if (end !== undefined) return { ms: Math.max(0, end - startedAt) };
  }
  return { ms: Math.max(0, Math.round((promised - startedAt) * share)) };
}

/** When a share of the working time up to a promise has passed: a promise of working days is kept in them. */
function shareOfWork(from: Instant, to: Instant, share: number, desk: DeskContext): Instant | undefined {
  const open = desk.calendar.elapsed(from, to);
  const end = isMissing(open) ? open : desk.calendar.addWorking(from, Math.max(0, Math.round(open * share)));
  return isMissing(end) ? undefined : end;
}
