// Finding people: by the names that clerks write, and by who is on duty.

import type { DeskContext, Person } from './desk.ts';

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
  const parts = text.split(/\*+/);
  const named = people.filter(person => fits(person.name, parts));
  const [only] = named;
  if (only && named.length === 1) return { person: only };
  if (named.length > 1) return { candidates: named.map(person => person.name) };
  const department = people.find(person => fits(person.department, parts))?.department;
  const onDuty = department === undefined ? undefined : personOnDuty(department, people);
  return onDuty ? { person: onDuty } : { candidates: [] };
}

/** Whom a name means that was noted earlier: by the row where that is known, else by the name, or by who had it last. */
export function personNoted(
  { key, name }: { key?: string; name: string },
  { people, names }: Pick<DeskContext, 'people' | 'names'>,
): Person | undefined {
  const noted = key ?? names.holder('people', name)?.key;
  return people.find(each => each.key === noted);
}

/** Who wrote a record: whoever has the mail, or had it when nobody has it any more. */
export function authorOf(
  { createdBy: { editor, account } }: { createdBy: { editor: string | null; account: string } },
  { people, names }: Pick<DeskContext, 'people' | 'names'>,
): Person | undefined {
  const keyOf = (mail: string) => names.holder('mails', mail)?.key;
  const key = keyOf(editor ?? '') ?? keyOf(account);
  return key === undefined ? undefined : people.find(each => each.key === key);
}

/** Whoever of a department is at work and stands first in the people tab; `undefined` when nobody is. */
export function personOnDuty(department: string, people: readonly Person[]): Person | undefined {
  return people.find(person => person.department === department && person.onDuty);
}

/** Whoever of a role is at work and stands first in the people tab. */
export function personOfRole(role: string, people: readonly Person[]): Person | undefined {
  return people.find(person => person.role === role && person.onDuty);
}

/** Whether a text consists of these parts with anything between them; each is taken where it first stands. */
function fits(text: string, parts: readonly string[]): boolean {
  const [first = '', ...middle] = parts;
  const last = middle.pop() ?? '';
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of middle) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
