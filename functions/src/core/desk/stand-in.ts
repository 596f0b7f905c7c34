// Who takes over from somebody: whoever stands in for him, or else somebody at work in his department.

import type { DeskContext } from './desk.ts';
import { personOnDuty } from './find-person.ts';
import type { Person } from './person.ts';

/**
 * The stand-in, or whoever stands in for that one when he is away as well; without one at work, the first at work in
 * the department, then its head. Never the person himself; `undefined` where there is nobody.
 */
export function heirOf(person: Person, desk: Pick<DeskContext, 'people' | 'headOf'>): Person | undefined {
  const asked = new Set([person.key]);
  const standInOf = ({ standIn }: Person) => desk.people.find(({ name, left }) => name === standIn && !left);
  for (let each = standInOf(person); each && !asked.has(each.key); each = standInOf(each)) {
    if (each.onDuty) return each;
    asked.add(each.key);
  }
  const others = desk.people.filter(({ key }) => key !== person.key);
  const colleague = personOnDuty(person.department, others);
  if (colleague) return colleague;
  const head = desk.headOf(person.department);
  return head?.onDuty && head.key !== person.key ? head : undefined;
}
