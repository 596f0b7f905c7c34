// Rows of settings that list words.

import type { Cells } from '../schema/column.ts';

/** A class of faults as settings have it: a new one, or more ways of saying one of the default list. */
export type FaultSetting = Readonly<{ name: string; ways: readonly string[] }>;

/** The words that a cell lists. */
export const wordsIn = (text: string) => text.split(/[、,，;；|\s]+/).filter(word => word !== '');

/** The words that each row of a category lists, by its name; the name itself where it lists none. */
export function wordLists(rows: ReadonlyMap<string, Cells>): ReadonlyMap<string, readonly string[]> {
  return new Map([...rows].map(([name, { value }]) => [name, wordsIn(String(value ?? name))]));
}
