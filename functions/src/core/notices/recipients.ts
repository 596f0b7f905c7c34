// Whom a notice means: people by column, role or department, and who stands in for them.

import type { DeskContext } from '../desk/desk.ts';
import { authorOf } from '../desk/find-person.ts';
import type { Person } from '../desk/person.ts';
import type { DeskRecord } from '../record/record.ts';
import { type Recipient, SUPERVISOR_ROLES, type SupervisorRole } from '../schema/clock-rule.ts';
import { columnOf, type Table } from '../schema/table.ts';

/** Who is told. Channel and address are looked up again when it is sent. */
export interface Addressee extends Pick<Person, 'name' | 'address'> {
  /** Row of the person, who is the same under any name; none of whom the people tab does not have. */
  key?: string;
  /** In whose place, if in anybody's; several are named one after the other. */
  for?: string;
}

/** Whom a rule means now. Whoever is away is represented; when nobody is left, the desk's owner hears of it. */
export function recipientsOf(
  to: Recipient,
  record: DeskRecord,
  table: Table,
  desk: DeskContext,
): Addressee[] {
  return atWork(candidates(to, record, table, desk), desk, roleOf(to, record));
}

/** Who hears of what many records have come to; whoever stands in for them where nobody has the role. */
export const HEARD_BY = { batch: '客服主管', report: '客服经理' } as const satisfies Record<
  string,
  SupervisorRole
>;

/** Whom a matter of the whole desk is for: those of a role, or whoever stands in for them. */
export function recipientsOfRole(role: SupervisorRole, desk: DeskContext): Addressee[] {
  return atWork(
    desk.people.filter(person => person.role === role && !person.left),
    desk,
    role,
  );
}

/**
 * These people or whoever stands in for them; when nobody is left, those of the nearest role below, a supervisor or the
 * desk's owner, in their place as well: who is away comes back, and what is his is not to become another's.
 */
function atWork(people: readonly Person[], desk: DeskContext, role?: string): Addressee[] {
  const present = people.flatMap((person): Addressee[] => {
    const represents = representativeOf(person, desk);
    if (!represents) return [];
    return [{ ...addresseeOf(represents), ...(represents !== person && { for: person.name }) }];
  });
  if (present.length > 0) return present;
  const below = nearestBelow(role, desk);
  const [first = { name: desk.desk.owner, address: desk.desk.owner }] = supervisorsOf(desk);
  const whose = people.map(({ name }) => name).join('、');
  return (below.length > 0 ? below : [first]).map(each => (whose === '' ? each : { ...each, for: whose }));
}

/** Who is at work of the highest role below one of which nobody is. */
function nearestBelow(role: string | undefined, desk: DeskContext): Addressee[] {
  const roles = SUPERVISOR_ROLES.slice(
    0,
    Math.max(
      0,
      SUPERVISOR_ROLES.findIndex(each => each === role),
    ),
  );
  const present = roles.map(each => desk.people.filter(person => person.onDuty && person.role === each));
  return (present.findLast(people => people.length > 0) ?? []).map(addresseeOf);
}

/** Whether a rule means anybody in the people tab, at work or away. */
export function isMeant(to: Recipient, record: DeskRecord, table: Table, desk: DeskContext): boolean {
  return candidates(to, record, table, desk).length > 0;
}

/** The role that a rule means and that nobody has: somebody else hears of it, and is to know why. */
export function vacantRole(
  to: Recipient,
  record: DeskRecord,
  table: Table,
  desk: DeskContext,
): string | undefined {
  return isMeant(to, record, table, desk) ? undefined : roleOf(to, record);
}

/** The role that a rule means, where it means one. */
function roleOf(to: Recipient, { cells }: DeskRecord): string | undefined {
  const role = 'roleIn' in to ? cells[to.roleIn] : 'role' in to ? to.role : undefined;
  return typeof role === 'string' ? role : undefined;
}

/** The supervisors who are at work. */
export function supervisorsOf(desk: DeskContext): Addressee[] {
  return desk.people.filter(person => person.onDuty && desk.isSupervisor(person.mail)).map(addresseeOf);
}

const addresseeOf = ({ key, name, address }: Person): Addressee => ({ key, name, address });

function candidates(to: Recipient, record: DeskRecord, table: Table, desk: DeskContext): Person[] {
  if ('person' in to) {
    const name = record.cells[columnOf(table, to.person).key];
    return desk.people.filter(person => person.name === name);
  }
  if ('headOf' in to) {
    const head = desk.headOf(String(record.cells[columnOf(table, to.headOf).key] ?? ''));
    return head ? [head] : [];
  }
  if ('handlerOf' in to) {
    const name = record.links[to.handlerOf]?.findLast(({ person }) => person !== undefined)?.person;
    const handlers = desk.people.filter(person => person.name === name);
    return handlers.length > 0 ? handlers : candidates(to.otherwise, record, table, desk);
  }
  const role = roleOf(to, record);
  if ('role' in to || 'roleIn' in to)
    return desk.people.filter(person => person.role === role && !person.left);
  const author = authorOf(record, desk);
  return author ? [author] : [];
}

/**
 * Who hears of what is meant for a person: whoever stands in when away, and whoever stands in for those; else the head
 * of the department.
 */
export function representativeOf(person: Person, desk: DeskContext): Person | undefined {
  const asked = new Set<Person>();
  for (let each: Person | undefined = person; each && !asked.has(each); ) {
    if (each.onDuty) return each;
    asked.add(each);
    const { standIn }: Person = each;
    each = desk.people.find(({ name }) => name === standIn);
  }
  const head = desk.headOf(person.department);
  return head?.onDuty ? head : undefined;
}
