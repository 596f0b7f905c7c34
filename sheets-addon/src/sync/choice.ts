// Which rows are to be sent, and what is known of each.
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { FIRST_ROW, type Tab } from '../sheet/tab.ts';
import type { Block } from '../sheet/tie.ts';
import type { Note } from './notes.ts';

/**
 * A typed cell: what was typed there and what stood there before, as texts of the event; of a blank cell there is none.
 */
export interface Typed {
  column: string;
  value?: string | undefined;
  oldValue?: string | undefined;
  /** Mail of the person who typed it, if known. */
  editor: string | undefined;
  /** When the event was heard of, ms. */
  at?: number | undefined;
  /** The place that the event named, where its row has moved on since. */
  from?: number;
}

/** Texts of one cell as they were typed over each other: notes are taken in no order. */
export function inOrder(events: readonly Typed[]): Typed[] {
  const left = [...events].sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
  const found: Typed[] = [];
  while (left.length > 0) {
    const first = left.findIndex(({ oldValue }) => left.every(({ value }) => value !== oldValue));
    found.push(...left.splice(Math.max(0, first), 1));
  }
  return found;
}

/** What is known of a row that was touched: by whom, in which columns, and what the events told. */
export interface Touch {
  edited: string[];
  /** Mail of the person who touched it last, if known. */
  editor: string | undefined;
  /** Mail of the person who touched a column, if known and one has; for rows that edits tell of. */
  whose?: Readonly<Record<string, string>>;
  typed: Typed[];
  /** Whether cells were pasted into it. */
  pasted: boolean;
  /** Whether none of what was touched covers its hidden key: then that has not made it another row's copy. */
  besideKey?: boolean;
  /** When it was touched first, of what is noted, ms. */
  since?: number | undefined;
  /** The rows that were touched at once, where it was only among several: by a sort, or by a paste of many. */
  block?: Block | undefined;
  /** What was typed into it before it was taken out and came back as its record is: it is to stand there. */
  put?: Readonly<WireCells>;
  /** Whether it was touched among others by what has moved whole rows: by a sort, which is nobody's text. */
  sorted?: true;
}

/** Where a row stood when it was typed into, if that is known to be elsewhere. */
export const movedFrom = (touch: Touch | undefined): number | undefined =>
  touch?.typed.find(({ from }) => from !== undefined)?.from;

/** A row that is sent although nobody is known to have touched it. */
export const UNTOUCHED: Touch = { edited: [], editor: undefined, typed: [], pasted: true };

/** Which rows to send. */
export interface Choice {
  touched: ReadonlyMap<number, Touch>;
  /**
   * Whether cells may have changed places: rows that are as they were answered stay, and the others of the tab are
   * looked at.
   */
  moved?: boolean;
  /**
   * Whether many type at the same time: then rows that lack what they need are not sent, and what is missing is told
   * here.
   */
  crowd?: boolean;
}

/** Rows that nobody is known to have touched. */
export const untouched = (rows: readonly number[]): Choice => ({
  touched: new Map(rows.map(row => [row, UNTOUCHED])),
});

/** The same choice, once it is known that what touched several rows at once has moved them. */
export const asSorted = ({ touched, ...rest }: Choice): Choice => ({
  ...rest,
  touched: new Map(
    [...touched].map(([row, touch]) => [row, touch.block ? { ...touch, sorted: true } : touch]),
  ),
});

/** The record rows of a note; a range of whole columns reaches far below the last of them. */
export function rowsOf({ row, rows }: Note, tab: Pick<Tab, 'lastRow'>): { first: number; last: number } {
  const last = row + rows - 1;
  return { first: Math.max(row, FIRST_ROW), last: rows > 1 ? Math.min(last, tab.lastRow) : last };
}

/** Whether a note's range covers a column. */
export const covers = ({ column, columns }: Note, at: number): boolean =>
  at >= column && at < column + columns;

/** Rows whose desk columns were touched. A touched system column names no edited one, but the answer restores it. */
export function choiceOf(notes: readonly Note[], tab: Tab, crowd: boolean): Choice {
  const touched = new Map<number, Touch>();
  const { key, base, sync } = tab.tie;
  for (const note of notes) {
    const isTouched = (at: number): boolean => covers(note, at);
    if (!tab.columns.some(({ at }) => isTouched(at)) && ![key, base, sync].some(isTouched)) continue;
    const edited = tab.columns
      .filter(({ owner, at }) => owner === 'staff' && isTouched(at))
      .map(column => column.key);
    const [column] = edited;
    const { value, oldValue } = note;
    const editor = note.editor === '' ? undefined : note.editor;
    const isTyped = column !== undefined && (value !== undefined || oldValue !== undefined);
    const heard = isTyped ? [{ column, value, oldValue, editor, at: note.at }] : [];
    const { first, last } = rowsOf(note, tab);
    for (let row = first; row <= last; row += 1) {
      const before = touched.get(row);
      touched.set(row, {
        edited: [...new Set([...(before?.edited ?? []), ...edited])],
        editor,
        whose: withWhose(before?.whose, edited, note.editor),
        typed: [...(before?.typed ?? []), ...heard],
        pasted: (before?.pasted ?? false) || !isTyped,
        besideKey: (before?.besideKey ?? true) && !isTouched(key),
        since: Math.min(before?.since ?? Number.POSITIVE_INFINITY, note.at ?? 0),
        ...((before?.sorted || (note.rows > 1 && isTouched(key))) && { sorted: true }),
        block:
          note.rows > 1 && (!before || before.block) ? together(before?.block, { first, last }) : undefined,
      });
    }
  }
  return { touched, crowd, moved: notes.some(({ rows, columns }) => rows > 1 || columns > 1) };
}

/** Whose columns are, once somebody is known to have edited these; `''` of those that several people have. */
export function withWhose(
  before: Touch['whose'] = {},
  columns: readonly string[],
  editor: string,
): Record<string, string> {
  const mine = columns.map(key => [key, (before[key] ?? editor) === editor ? editor : ''] as const);
  return { ...before, ...Object.fromEntries(mine) };
}

const together = (one: Block | undefined, { first, last }: Block): Block => ({
  first: Math.min(one?.first ?? first, first),
  last: Math.max(one?.last ?? last, last),
});
