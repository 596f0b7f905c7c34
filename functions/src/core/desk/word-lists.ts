// Rows of settings that list words.

import type { Cells } from '../schema/column.ts';
import type { Names } from './names.ts';

/** A class of faults as settings have it: a new one, or more ways of saying one of the default list. */
export type FaultSetting = Readonly<{ name: string; ways: readonly string[] }>;

/** The words that a cell lists. */
export const wordsIn = (text: string) => text.split(/[、,，;；|\s]+/).filter(word => word !== '');

/** The words that each row of a category lists, by its name; the name itself where it lists none. */
export function wordLists(rows: ReadonlyMap<string, Cells>): ReadonlyMap<string, readonly string[]> {
  return new Map([...rows].map(([name, { value }]) => [name, wordsIn(String(value ?? name))]));
}

/** The kinds of each problem type, by what the type is called now: a row may have what it was called before. */
export function kindsOfTypes(
  lists: ReadonlyMap<string, readonly string[]>,
  names: Names,
): ReadonlyMap<string, readonly string[]> {
  const called = [...lists].map(([name, kinds]) => ({
    name,
    now: names.holder('problemTypes', name)?.name ?? name,
    kinds,
  }));
  // The row that has the name of today counts where another has an older one.
  const inOrder = called.toSorted((a, b) => Number(a.name === a.now) - Number(b.name === b.now));
  return new Map(inOrder.map(({ now, kinds }) => [now, kinds]));
}
