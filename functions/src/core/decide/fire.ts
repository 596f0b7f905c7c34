// What is to be said when the alarm rings: decided again from the record, so a thing that is done stays silent.

import { dueSteps, isRunning } from '../clocks/clock-state.ts';
import { occurrencesAfter } from '../clocks/finished-occurrences.ts';
import { caughtUp, wentOn } from '../clocks/recurrence.ts';
import type { DeskContext } from '../desk/desk.ts';
import { withClocks } from '../figures/with-clocks.ts';
import type { Instant } from '../lib/time.ts';
import { type Notice, noticeOf } from '../notices/notice.ts';
import { type Addressee, isMeant, recipientsOf } from '../notices/recipients.ts';
import type { Clock, DeskRecord } from '../record/record.ts';
import { ESCALATIONS, type Step, type StepId } from '../schema/clock-rule.ts';
import type { Table } from '../schema/table.ts';
import { dueRowOf, type Opened } from './child-rows.ts';

/** A record after its alarm, and the notices to send; `undefined` when nothing is due. */
export interface Rung {
  after: DeskRecord;
  notices: Notice[];
  /** Rows to open. */
  opened: Opened[];
}

/**
 * Acts on every step whose time has come. Of several for one person the latest speaks for all: who hears that a limit
 * has passed needs no warning of it.
 */
export function ring(table: Table, record: DeskRecord, now: Instant, desk: DeskContext): Rung | undefined {
  const clocks = { ...record.clocks };
  const notices: Notice[] = [];
  const opened: Opened[] = [];
  let rang = false;
  for (const rule of table.clocks) {
    const before = record.clocks[rule.id];
    if (!before || !isRunning(before)) continue;
    const context = { table, rule, desk };
    const { clock, missed } = caughtUp(context, before, record, now);
    const due = dueSteps(clock, now);
    if (due.length === 0 && clock === before) continue;
    const byAddress = new Map<string, Notice>();
    const goesUp = !rule.repeats?.escalatesOnce || (clock.turn?.number ?? 1) === 1 || missed > 0;
    const steps = rule.steps.filter(({ id }) => due.includes(id) && (goesUp || !ESCALATIONS.includes(id)));
    for (const step of steps) {
      for (const person of heardBy(step, record, table, desk)) {
        byAddress.set(
          person.address,
          noticeOf({ table, record, rule, clock, missed, step: step.id, person, zone: desk.zone }),
        );
      }
    }
    notices.push(...byAddress.values());
    const row = due.includes('due') ? dueRowOf(rule, clock, record, desk) : undefined;
    if (row) opened.push(row);
    const told = { ...clock.told, ...toldIn(due, [...byAddress.values()]) };
    clocks[rule.id] = wentOn(context, { ...clock, said: [...clock.said, ...due], told }, record);
    rang = true;
  }
  if (!rang) return undefined;
  const turns = occurrencesAfter(table, record, clocks, desk);
  return { after: withClocks(table, desk.zone, { ...record, clocks, turns }), notices, opened };
}

/** Who was told by which of these steps. */
function toldIn(due: readonly StepId[], notices: readonly Notice[]): NonNullable<Clock['told']> {
  const named = (id: StepId) => notices.filter(({ step }) => step === id).map(({ to }) => to.name);
  return Object.fromEntries(due.map(id => [id, named(id)]));
}

/**
 * Who hears of a step now: whoever it means, or who stands in when it means nobody. Where nobody has the role of a
 * further step up, nobody does: the step before went to whoever stands in, and the one after it may have somebody.
 */
export function heardBy(step: Step, record: DeskRecord, table: Table, desk: DeskContext): Addressee[] {
  const further = ESCALATIONS.indexOf(step.id) > 0;
  const meant = step.to.filter(each => isMeant(each, record, table, desk));
  const to = further || meant.length > 0 ? meant : step.to;
  return to.flatMap(each => recipientsOf(each, record, table, desk));
}
