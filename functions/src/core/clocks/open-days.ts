// Calls are planned for days on which somebody works: a time on a closed day moves to the next open one.

import { isMissing } from '../calendar/calendar.ts';
import type { DeskContext } from '../desk/desk.ts';
import { showTime } from '../lib/parse-time.ts';
import {
  DAY,
  dayNumber,
  type Instant,
  instantOfWall,
  type LocalDate,
  localDate,
  MINUTE,
  wallTime,
} from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import type { Cells } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { morningOf } from './relative-date.ts';

/**
 * The time itself where its day is open, whatever the hour: a customer may have asked for the evening. Else the same
 * hour of the next open day, or that day's opening where nobody works at that hour.
 */
export function onOpenDay(at: Instant, { calendar, zone }: DeskContext): Instant {
  const day = calendar.day(localDate(at, zone));
  if (isMissing(day) || day.windows.length > 0) return at;
  const opening = calendar.addWorking(at, 0);
  if (isMissing(opening)) return at;
  const date = localDate(opening, zone);
  const wall = wallTime(at, zone);
  const wanted = instantOfWall(dayNumber(date) * DAY + (wall - Math.floor(wall / DAY) * DAY), zone);
  const open = calendar.addWorking(wanted, 0);
  return !isMissing(open) && localDate(open, zone) === date ? open : opening;
}

/** The time itself, or the beginning of work on the next day that is not among these. */
export function onFreeDay(
  at: Instant,
  taken: ReadonlySet<LocalDate>,
  { calendar, zone }: DeskContext,
): Instant {
  let free = at;
  while (taken.has(localDate(free, zone))) {
    const next = instantOfWall((dayNumber(localDate(free, zone)) + 1) * DAY, zone);
    const opening = calendar.addWorking(next, 0);
    free = isMissing(opening) ? next : opening;
  }
  return free;
}

/**
 * When something is called for that has to be done within a limit: on the day on which the limit warns, in the morning;
 * at once in working time where that would be too soon or too late.
 */
export function withinLimit(
  { startedAt, dueAt }: { startedAt: Instant; dueAt: Instant },
  now: Instant,
  desk: DeskContext,
): Instant {
  const { calendar, zone } = desk;
  const open = (at: Instant) => {
    const opening = calendar.addWorking(at, 0);
    return isMissing(opening) ? at : opening;
  };
  const warned = startedAt + (dueAt - startedAt) * desk.parameter('预警比例');
  const morning = open(morningOf(localDate(warned, zone), zone));
  return morning > now && morning <= dueAt ? morning : open(Math.ceil(now / MINUTE) * MINUTE);
}

/**
 * The cells with what is newly planned for closed days to come moved to open ones, and a word on each. What stands in
 * the record stays: it may have been agreed on with the customer.
 */
export function plannedOnOpenDays(
  table: Table,
  values: Cells,
  { before, now }: { before: Pick<DeskRecord, 'cells'> | undefined; now: Instant },
  desk: DeskContext,
): { values: Cells; problems: Problem[] } {
  const moved: Cells = {};
  const problems: Problem[] = [];
  for (const { key, kind } of staffColumns(table)) {
    const at = values[key];
    if (kind.type !== 'time' || !kind.openDays || typeof at !== 'number' || at <= now) continue;
    if (before?.cells[key] === at) continue;
    const open = onOpenDay(at, desk);
    if (open === at) continue;
    moved[key] = open;
    const facts = { was: localDate(at, desk.zone), is: showTime(open, desk.zone) };
    problems.push(problem(key, 'moved_to_open_day', facts));
  }
  return { values: { ...values, ...moved }, problems };
}
