// Whether others write so much into the shown tab that it is drawn whole, once they have come to rest: cell by cell,
// each of their steps would be drawn, and a refresh of thousands of rows would keep the window busy for long.

import type { Op } from '../../workbook/model.ts';
import { cellsWritten, MAX_CELLS } from './grid/anew.ts';

/** Nothing has come for so long: they are at rest. */
const REST_MS = 600;
/** After so long what has come is drawn although more comes. */
const LONGEST_MS = 2_000;
/** Nor is the tab drawn whole more often than in this many times as long as that takes. */
const TIMES_DRAWING = 4;

export class Flood {
  readonly #now: () => number;
  #began: number | undefined;
  #latest = 0;
  #drawingMs = 0;

  /** @param now milliseconds by any clock that does not go back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A change of somebody else's has come. */
  arrived(): void {
    this.#latest = this.#now();
    this.#began ??= this.#latest;
  }

  /** Whether these changes of others, none of which is shown yet, are to be drawn as a whole. */
  covers(changes: readonly (readonly Op[])[], sheetId: number): boolean {
    return changes.reduce((sum, ops) => sum + cellsWritten(ops, sheetId), 0) > MAX_CELLS;
  }

  /** For how many ms more is awaited before they are drawn; 0 when it is time. */
  waitMs(): number {
    if (this.#began === undefined) return 0;
    const longest = this.#began + Math.max(LONGEST_MS, TIMES_DRAWING * this.#drawingMs);
    return Math.max(0, Math.min(this.#latest + REST_MS, longest) - this.#now());
  }

  /** Draws what has come. */
  draw(work: () => void): void {
    const begin = this.#now();
    work();
    this.#began = undefined;
    this.#drawingMs = this.#now() - begin;
  }
}
