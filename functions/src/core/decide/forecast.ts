// A dry run: what the limits of a record are, and everything that would be said up to a time if nobody did anything.
// Changes nothing.

import { isRunning } from '../clocks/clock-state.ts';
import { explain } from '../clocks/explain.ts';
import type { DeskContext } from '../desk/desk.ts';
import type { Instant } from '../lib/time.ts';
import type { Addressee } from '../notices/recipients.ts';
import type { Clock, DeskRecord } from '../record/record.ts';
import type { StepId } from '../schema/clock-rule.ts';
import type { Table } from '../schema/table.ts';
import { heardBy, ring } from './fire.ts';

/** One limit of the record as it stands, with the people whom its steps mean now. */
export interface ClockForecast extends Pick<Clock, 'startedAt' | 'dueAt' | 'stoppedAt' | 'pausedAt'> {
  id: string;
  label: string;
  /** How the due time came about, part by part. */
  explanation: string[];
  steps: { step: StepId; at: Instant; said: boolean; to: Addressee[]; told: readonly string[] | undefined }[];
}

/** A notice that would go out. */
export interface NoticeAhead {
  at: Instant;
  label: string;
  step: StepId;
  to: Addressee;
}

export interface Forecast {
  clocks: ClockForecast[];
  /** In order of time. */
  says: NoticeAhead[];
  /** Whether more would be said by then than is listed. */
  more: boolean;
}

/** Alarms that a dry run follows: a limit that repeats would go on for ever. */
const MAX_RINGS = 100;

/** What would come of a record up to `until`, as its table, people, settings and calendar are at `now`. */
export function forecastOf(
  table: Table,
  record: DeskRecord,
  { now, until }: { now: Instant; until: Instant },
  desk: DeskContext,
): Forecast {
  const clocks = table.clocks.flatMap((rule): ClockForecast[] => {
    const clock = record.clocks[rule.id];
    if (!clock) return [];
    const { startedAt, dueAt, stoppedAt, pausedAt } = clock;
    const steps = clock.steps.flatMap(({ id, at }) => {
      const step = rule.steps.find(each => each.id === id);
      const to = step ? heardBy(step, record, table, desk) : [];
      return [{ step: id, at, said: clock.said.includes(id), to, told: clock.told?.[id] }];
    });
    const explanation = explain({ table, rule, desk }, clock, record);
    return [
      {
        id: rule.id,
        label: rule.label,
        startedAt,
        dueAt,
        stoppedAt,
        pausedAt,
        explanation,
        steps: isRunning(clock) ? steps : [],
      },
    ];
  });
  return { clocks, ...saidUntil(table, record, { now, until }, desk) };
}

function saidUntil(
  table: Table,
  record: DeskRecord,
  { now, until }: { now: Instant; until: Instant },
  desk: DeskContext,
): Pick<Forecast, 'says' | 'more'> {
  const says: NoticeAhead[] = [];
  let standing = record;
  for (let rings = 0; rings < MAX_RINGS; rings += 1) {
    const next = standing.nextActionAt;
    // What is overdue by now would be said now.
    const at = next === null ? null : Math.max(next, now);
    const rung = at === null || at > until ? undefined : ring(table, standing, at, desk);
    if (at === null || !rung) return { says, more: false };
    for (const { clock, step, to } of rung.notices) {
      const label = table.clocks.find(({ id }) => id === clock)?.label;
      if (label && step) says.push({ at, label, step, to });
    }
    standing = rung.after;
  }
  return { says, more: true };
}
