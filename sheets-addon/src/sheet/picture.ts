// How a row shall look.

import type { Outcome, Problem, WireCells } from '../../../functions/src/contract/contract.ts';

/** How a row shall look. */
export interface Picture {
  row: number;
  /** Cells to show by column key; a column that is absent stays as it is. */
  cells: WireCells;
  /** A row that the program appends: its key is written, and its staff cells are nobody's yet. */
  key?: string;
  /** New token for the base column; absent, it stays. */
  base?: string | undefined;
  /** What the sync column says; `undefined` empties it. */
  state: Outcome | 'waiting' | undefined;
  problems: Problem[];
  /** Columns of people's of which it is known whose content is painted over; absent, nobody knows. */
  known?: readonly string[];
  /** Whether cells were pasted into it, which bring notes and colours of elsewhere. */
  pasted?: boolean;
  /** Whether `problems` replace those on all cells of the row, or only those of the row as a whole. */
  marks: 'all' | 'row';
}
