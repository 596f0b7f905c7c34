// Finding people: by the names that clerks write, and by who is on duty.

import type { DeskContext } from './desk.ts';
import type { Person } from './person.ts';

/**
 * The person a name means. Templates write names with `*` for what is left out (`李*`, `技术支持*`): it stands for any
 * characters of a name, or of a department, where it means the one on duty. Otherwise the candidates: none, or several.
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

/**
 * Whom a name means that was noted earlier: by the row where that is known, else by the name, or by who had it last.
 */
export function personNoted(
  { key, name }: { key?: string; name: string },
  { people, names }: Pick<DeskContext, 'people' | 'names'>,
): Person | undefined {
  const noted = key ?? names.holder('people', name)?.key;
  return people.find(each => each.key === noted);
}

/**
 * Who did something: the account itself (`editor` null), or somebody whom the account vouches for; `''`: nobody knows
 * who.
 */
interface Doer {
  account: string;
  editor: string | null;
}

/** What a doer is called of whom nobody knows who it was. */
export const UNKNOWN_EDITOR = '未知编辑者';

/** The mail of whoever did it; `undefined` where nobody knows. */
export function actorOf({ editor, account }: Doer): string | undefined {
  return editor === '' ? undefined : (editor ?? account);
}

/** A doer as people know them: by name, with the mail; where somebody vouches for another, both. */
export function whoOf(doer: Doer, desk: Pick<DeskContext, 'personOfMail'>): string {
  const { editor, account } = doer;
  const nameOf = (mail: string) => desk.personOfMail(mail)?.name;
  if (editor === null || isSameMail(editor, account)) {
    const name = nameOf(account);
    return name ? `${name}（${account}）` : account;
  }
  const who = editor === '' ? UNKNOWN_EDITOR : (nameOf(editor) ?? editor);
  return `${who}，经${nameOf(account) ?? account}的授权发送`;
}

export const isSameMail = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Who wrote a record: whoever has the mail, or had it when nobody has it any more. Nobody where it is not known. */
export function authorOf(
  { createdBy }: { createdBy: Doer },
  { people, names }: Pick<DeskContext, 'people' | 'names'>,
): Person | undefined {
  const { editor, account } = createdBy;
  if (editor === '') return undefined;
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
