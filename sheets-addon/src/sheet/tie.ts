// What ties a row to its record: a key of its own. Copies of a row get another one.
import type { CellContent } from '../platform/platform.ts';
import { baseAt, paintedAt, standing } from './row-mark.ts';
import { staffCells } from './staff-cells.ts';
import { keyAt, type Lines, type Tab } from './tab.ts';

/**
 * Begins the base of a row that was copied and not saved since; the key of its original follows. The service reads it.
 */
const COPY = 'copy:';

/** Begins the base of a sample row, which shows what a record would and is none. The service writes and reads it. */
export const SAMPLE = 'sample';

/** Whether a row with this base has no record of its own yet. */
export const neverSaved = (base: string): boolean =>
  base === '' || base.startsWith(COPY) || base.startsWith(SAMPLE);

/** Whether a row with this base is a copy of another one that was not saved since. */
export const isUnsavedCopy = (base: string): boolean => base.startsWith(COPY);

/** Whether a row is a sample that shows what was last answered: nothing of it is to be sent. */
export const isSampleAsPut = (tab: Tab, line: readonly CellContent[] | undefined): boolean =>
  baseAt(line, tab).startsWith(SAMPLE) && standing(tab, line) === 'same';

export interface Tie {
  key: string;
  base: string;
  /** Whether the row had to get a key now. */
  fresh: boolean;
  /** Whether the row came with another row's key, as a copied row does. */
  copied: boolean;
}

/** Rows below each other. */
export interface Block {
  first: number;
  last: number;
}

/** What edits tell of rows. */
interface Told {
  /** Of rows that were touched among others at once, all of these. */
  blocks: ReadonlyMap<number, Block>;
  /** Rows that are known to be originals, should others hold their keys. */
  originals: ReadonlySet<number>;
  /** Rows that were touched whole among others, as a sort does: where one of them was painted says nothing any more. */
  sorted: ReadonlySet<number>;
  /** Rows that were touched beside their keys only, which makes no copies, with the columns that were edited. */
  beside: ReadonlyMap<number, readonly string[]>;
}

/**
 * The ties of `rows`, given every row of the tab that holds a key. Of rows with the same key the one that is known to
 * be it is the original, else the one that nobody touched, unless it shows what was just typed into the other one:
 * then it was copied from that, or is one that was typed over, while the other one stands unchanged in its place. Of
 * several that nobody touched it is the one that stands where it was painted. When all were touched it is the one whose
 * key was not, else the one that holds what was answered last, since a copy is typed over; else the topmost. Where a
 * sort alone tells of them and that says nothing either, none is tied: the event of the copy tells, or the round.
 */
export function tieRows(
  tab: Tab,
  rows: readonly number[],
  lines: Lines,
  holders: ReadonlyMap<string, number[]>,
  { blocks, originals, sorted, beside }: Told,
): Map<number, Tie> {
  const keyOf = (row: number): string => keyAt(lines.get(row), tab);
  /** A paste of copies touches nothing else; what a sort touches is in its range only because it stood there. */
  const isOfCopies = ({ first, last }: Block): boolean =>
    [...lines.keys()]
      .filter(row => row >= first && row <= last && keyOf(row) !== '')
      .every(row => holders.get(keyOf(row))?.some(other => other < first || other > last));
  const touched = new Set(
    rows.filter(row => {
      const block = blocks.get(row);
      return !block || isOfCopies(block);
    }),
  );
  const isAsAnswered = (row: number): boolean => standing(tab, lines.get(row)) === 'same';
  const isInPlace = (row: number): boolean => paintedAt(lines.get(row), tab)?.row === row;
  /** Whether a row that nobody is known to have touched shows what was typed into another one. */
  const isCopyOf = (row: number, typed: number): boolean => {
    const [own, its] = [staffCells(tab, lines.get(row)), staffCells(tab, lines.get(typed))];
    return !isInPlace(row) && (beside.get(typed) ?? []).every(column => own[column] === its[column]);
  };
  /** Whether a row stands where it was painted, as it was answered, and the other one does neither. */
  const isKept = (row: number, other: number): boolean =>
    isAsAnswered(row) && isInPlace(row) && !isAsAnswered(other) && !isInPlace(other);
  const originalOf = (sharers: readonly number[]): number | undefined => {
    const known = sharers.filter(sharer => originals.has(sharer));
    if (known.length === 1) return known[0];
    const others = sharers.filter(sharer => !touched.has(sharer));
    const typed = sharers.filter(sharer => beside.has(sharer));
    const [other, one] = [others[0], typed[0]];
    const isOne = typed.length === 1 && one !== undefined;
    if (other !== undefined && others.length === 1)
      return isOne && (isCopyOf(other, one) || isKept(one, other)) ? one : other;
    if (others.length === 0) return isOne ? one : (sharers.find(isAsAnswered) ?? sharers[0]);
    const answered = others.filter(isAsAnswered);
    const inPlace = others.find(row => isInPlace(row) && !sorted.has(row));
    if (inPlace !== undefined || !others.some(row => sorted.has(row)))
      return inPlace ?? answered[0] ?? others[0];
    return answered.length === 1 ? answered[0] : undefined;
  };
  const ties = new Map<number, Tie>();
  for (const row of rows) {
    const key = keyOf(row);
    const original = originalOf(holders.get(key) ?? [row]);
    if (original === undefined) continue;
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
