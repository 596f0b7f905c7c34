// What is to be said when the alarm rings: decided again from the record, so a thing that is done stays silent.

import type { Recipient } from './clock-rule.ts';
import { dueSteps } from './clocks.ts';
import { withClocks } from './derive.ts';
import type { DeskContext, Person } from './desk.ts';
import { type Notice, noticeOf } from './notice.ts';
import type { DeskRecord } from './record.ts';
import { columnOf, type Table } from './table.ts';
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

/** Whom a step means now. Whoever is away is represented; when nobody is left, the desk's owner hears of it. */
function recipientsOf(
  to: Recipient,
  record: DeskRecord,
  table: Table,
  desk: DeskContext,
): Pick<Person, 'name' | 'address'>[] {
  const found = candidates(to, record, table, desk);
  const atWork = found.map(person => representativeOf(person, desk)).filter(person => person !== undefined);
  if (atWork.length > 0) return atWork;
  const supervisors = desk.people.filter(person => person.onDuty && desk.isSupervisor(person.mail));
  const [first] = supervisors;
  return [first ?? { name: desk.desk.owner, address: desk.desk.owner }];
}

function candidates(to: Recipient, record: DeskRecord, table: Table, desk: DeskContext): Person[] {
  if ('person' in to) {
    const name = record.cells[columnOf(table, to.person).key];
    return desk.people.filter(person => person.name === name);
  }
  if ('headOf' in to) {
    const head = desk.headOf(String(record.cells[columnOf(table, to.headOf).key] ?? ''));
    return head ? [head] : [];
  }
  if ('role' in to) return desk.people.filter(person => person.role === to.role);
  const author =
    desk.personOfMail(record.createdBy.editor ?? '') ?? desk.personOfMail(record.createdBy.account);
  return author ? [author] : [];
}

function representativeOf(person: Person, desk: DeskContext): Person | undefined {
  if (person.onDuty) return person;
  const head = desk.headOf(person.department);
  return head?.onDuty ? head : undefined;
}
