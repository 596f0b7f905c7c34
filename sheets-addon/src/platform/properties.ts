// The document's properties, read all at once: one call, however many are asked for. What others write meanwhile is
// seen after `lookAgain`.
import { onLocked } from './lock.ts';

let seen: { [name: string]: string } | undefined;

const store = () => PropertiesService.getDocumentProperties();

/** Forgets what was read: the next question reads anew. */
export function lookAgain(): void {
  seen = undefined;
}
// Whoever waited for the lock waited for somebody who may have written; and what is noted until it is given back must
// be seen after it.
onLocked({ begin: lookAgain, after: lookAgain });

/** All properties as they were when they were last read. */
export function allProperties(): Readonly<{ [name: string]: string }> {
  seen ??= { ...store().getProperties() };
  return seen;
}

/** One property; `''` where there is none. */
export const property = (name: string): string => allProperties()[name] ?? '';

/** Writes properties whose values are new; what stands there already costs no call. */
export function keepProperties(entries: Readonly<{ [name: string]: string }>): void {
  const fresh = Object.entries(entries).filter(([name, value]) => seen === undefined || seen[name] !== value);
  if (fresh.length === 0) return;
  const changed = Object.fromEntries(fresh);
  store().setProperties(changed);
  if (seen) Object.assign(seen, changed);
}

/** Puts a property there without reading any. */
export function putProperty(name: string, value: string): void {
  store().setProperty(name, value);
  if (seen) seen[name] = value;
}

export function dropProperty(name: string): void {
  store().deleteProperty(name);
  if (seen) delete seen[name];
}
