// Finding people: by the names that clerks write, and by who is on duty.

import type { Person } from './desk.ts';

/**
 * The person a name means. Templates write names with `*` for what is left out (`李*`, `技术支持*`): it stands for any characters of
 * a name, or of a department, where it means the one on duty. Otherwise the candidates: none, or several.
 */
export function findPerson(
  text: string,
  people: readonly Person[],
): { person: Person } | { candidates: string[] } {
  const exact = people.find(person => person.name === text);
  if (exact) return { person: exact };
  if (!text.includes('*')) return { candidates: [] };
  const pattern = wildcard(text);
  const named = people.filter(person => pattern.test(person.name));
  const [only] = named;
  if (only && named.length === 1) return { person: only };
  if (named.length > 1) return { candidates: named.map(person => person.name) };
  const department = people.find(person => pattern.test(person.department))?.department;
  const onDuty = department === undefined ? undefined : personOnDuty(department, people);
  return onDuty ? { person: onDuty } : { candidates: [] };
}

/** Whoever of a department is at work and stands first in the people tab; `undefined` when nobody is. */
export function personOnDuty(department: string, people: readonly Person[]): Person | undefined {
  return people.find(person => person.department === department && person.onDuty);
}

function wildcard(text: string): RegExp {
  const parts = text.split(/\*+/).map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u');
}
