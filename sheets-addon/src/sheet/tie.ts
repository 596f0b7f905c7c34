// What ties a row to its record: a key of its own. Copies of a row get another one.
import type { CellContent } from '../platform/platform.ts';
import type { CellCodec } from './cells.ts';
import { baseAt, standing } from './row-mark.ts';
import { keyAt, type Tab } from './tab.ts';

/**
 * Begins the base of a row that was copied and not saved since; the key of its original follows. The service reads it.
 */
const COPY = 'copy:';

/** Whether a row with this base has no record of its own yet. */
export const neverSaved = (base: string): boolean => base === '' || base.startsWith(COPY);

export interface Tie {
  key: string;
  base: string;
  /** Whether the row had to get a key now. */
  fresh: boolean;
  /** Whether the row came with another row's key, as a copied row does. */
  copied: boolean;
}

/**
 * The ties of `rows`, given every row of the tab that holds a key. Of rows with the same key the one that nobody
 * touched is the original. When all were touched it is the one that holds what was answered last, since a copy is typed
 * over; else the topmost.
 */
export function tieRows(
  tab: Tab,
  codec: CellCodec,
  rows: readonly number[],
  lines: ReadonlyMap<number, CellContent[]>,
  holders: ReadonlyMap<string, number[]>,
): Map<number, Tie> {
  const touched = new Set(rows);
  const isAsAnswered = (row: number): boolean => standing(tab, codec, lines.get(row)) === 'same';
  const ties = new Map<number, Tie>();
  for (const row of rows) {
    const key = keyAt(lines.get(row), tab);
    const sharers = holders.get(key) ?? [row];
    const original =
      sharers.length === 1
        ? sharers[0]
        : (sharers.find(sharer => !touched.has(sharer)) ?? sharers.find(isAsAnswered) ?? sharers[0]);
    const copied = key !== '' && row !== original;
    const fresh = key === '' || copied;
    const base = baseAt(lines.get(row), tab);
    ties.set(row, {
      key: fresh ? Utilities.getUuid() : key,
      // A base without its key says nothing about the row any more; that of a copy tells where the row comes from.
      base: !fresh ? base : copied && base !== '' ? copyOf(base, key) : '',
      fresh,
      copied,
    });
  }
  return ties;
}

/** Rows that hold a key that stands in another row too: all of them, from top to bottom. */
export function sharingRows(holders: ReadonlyMap<string, number[]>): number[] {
  return [...holders.values()].filter(rows => rows.length > 1).flat();
}

/** The base of a copy: a copy of what was copied itself and never saved comes from the same original. */
const copyOf = (base: string, key: string): string => (neverSaved(base) ? base : `${COPY}${key}`);
