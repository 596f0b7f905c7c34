// What is to be said when the alarm rings: decided again from the record, so a thing that is done stays silent.

import { dueSteps } from './clocks.ts';
import { withClocks } from './derive.ts';
import type { DeskContext } from './desk.ts';
import { type Notice, noticeOf } from './notice.ts';
import { recipientsOf } from './recipients.ts';
import type { DeskRecord } from './record.ts';
import type { Table } from './table.ts';
import type { Instant } from './time.ts';

/** A record after its alarm, and the notices to send; `undefined` when nothing is due. */
export interface Rung {
  after: DeskRecord;
  notices: Notice[];
}

/**
 * Acts on every step whose time has come. Of several for one person the latest speaks for all: who hears that a limit has passed
 * needs no warning of it.
 */
export function ring(table: Table, record: DeskRecord, now: Instant, desk: DeskContext): Rung | undefined {
  const clocks = { ...record.clocks };
  const notices: Notice[] = [];
  for (const rule of table.clocks) {
    const clock = clocks[rule.id];
    const due = clock ? dueSteps(clock, now) : [];
    if (!clock || due.length === 0) continue;
    const byAddress = new Map<string, Notice>();
    for (const step of rule.steps.filter(each => due.includes(each.id))) {
      for (const person of step.to.flatMap(to => recipientsOf(to, record, table, desk))) {
        byAddress.set(
          person.address,
          noticeOf({ table, record, rule, clock, step: step.id, person, zone: desk.zone }),
        );
      }
    }
    notices.push(...byAddress.values());
    clocks[rule.id] = { ...clock, said: [...clock.said, ...due] };
  }
  if (notices.length === 0 && sameSaid(clocks, record.clocks)) return undefined;
  return { after: withClocks(table, { ...record, clocks }), notices };
}

function sameSaid(after: DeskRecord['clocks'], before: DeskRecord['clocks']): boolean {
  return Object.entries(after).every(([id, clock]) => clock.said.length === before[id]?.said.length);
}
