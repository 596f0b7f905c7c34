// Which rows are to be sent, and what is known of each.
import type { Block } from '../sheet/tie.ts';

/**
 * A typed cell: what was typed there and what stood there before, as texts of the event; of a blank cell there is none.
 */
export interface Typed {
  column: string;
  value?: string | undefined;
  oldValue?: string | undefined;
  /** Mail of the person who typed it, if known. */
  editor: string | undefined;
}

/** What is known of a row that was touched: by whom, in which columns, and what the events told. */
export interface Touch {
  edited: string[];
  /** Mail of the person who touched it last, if known. */
  editor: string | undefined;
  typed: Typed[];
  /** Whether cells were pasted into it. */
  pasted: boolean;
  /** When it was touched first, of what is noted, ms. */
  since?: number | undefined;
  /** The rows that were touched at once, where it was only among several: by a sort, or by a paste of many. */
  block?: Block | undefined;
}

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
