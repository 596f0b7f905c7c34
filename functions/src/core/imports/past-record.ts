// A record of the past, from another book: decided as of the last time that it tells of, so that it brings its own
// times, and quiet: what would have been said of it until now counts as said.

import { dueSteps, isRunning, pendingSteps } from '../clocks/clock-state.ts';
import { occurrencesAfter } from '../clocks/finished-occurrences.ts';
import { caughtUp, wentOn } from '../clocks/recurrence.ts';
import { morningOf } from '../clocks/relative-date.ts';
import { type Decision, decide } from '../decide/decide.ts';
import type { Incoming } from '../decide/incoming.ts';
import type { DeskContext } from '../desk/desk.ts';
import { figureChange } from '../figures/count.ts';
import { withClocks } from '../figures/with-clocks.ts';
import { type Instant, isLocalDate } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import type { Cells } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { staffColumns, type Table } from '../schema/table.ts';

/** Decides a new row that tells of the past. Nobody hears of it. */
export function decidePast(given: Incoming, desk: DeskContext): Decision {
  const { table, now, row } = given;
  const decision = decide({ ...given, now: lastTimeOf(table, row.values, now, desk) }, desk);
  if (decision.outcome !== 'saved') return { ...decision, problems: decision.problems.map(lacksFinally) };
  const after = { ...quiet(table, decision.after, now, desk), updatedAt: now };
  return {
    ...decision,
    after,
    event: { ...decision.event, at: now },
    change: figureChange(table, undefined, after, desk.zone),
    announcements: [],
  };
}

/** Nobody fills in a row of another book here: what it lacks keeps it out. */
const lacksFinally = (each: Problem): Problem =>
  each.code === 'required_missing' ? problem(null, 'past_lacks', each.facts) : each;

/** The latest time that a row tells of and that is not ahead. */
function lastTimeOf(table: Table, values: Cells, now: Instant, { zone }: DeskContext): Instant {
  const times = staffColumns(table).flatMap(({ key, kind }) => {
    const value = values[key];
    if (kind.type === 'time' && typeof value === 'number') return [value];
    if (kind.type !== 'date' || typeof value !== 'string' || !isLocalDate(value)) return [];
    return [morningOf(value, zone)];
  });
  const past = times.filter(at => at <= now);
  return past.length > 0 ? Math.max(...past) : now;
}

/** A record of which all that was due by now has been said; what is still to come is said in its time. */
function quiet(table: Table, record: DeskRecord, now: Instant, desk: DeskContext): DeskRecord {
  const clocks = { ...record.clocks };
  for (const rule of table.clocks) {
    const before = record.clocks[rule.id];
    if (!before || !isRunning(before)) continue;
    const context = { table, rule, desk };
    const { clock } = caughtUp(context, before, record, now);
    const silent = { ...clock, said: [...clock.said, ...dueSteps(clock, now)] };
    clocks[rule.id] = pendingSteps(silent).length > 0 ? silent : wentOn(context, silent, record);
  }
  const turns = occurrencesAfter(table, record, clocks, desk);
  return withClocks(table, desk.zone, { ...record, clocks, turns });
}
