// Whether others write so much into the shown tab that it is drawn whole, once they have come to rest: cell by cell,
// each of their steps would be drawn, and a refresh of thousands of rows would keep the window busy for long.

import type { Op } from '../../workbook/model.ts';
import { cellsWritten, MAX_CELLS } from './grid/redraw/anew.ts';

/** Nothing has come for so long: they are at rest. */
const REST_MS = 600;
/** After so long what has come is drawn although more comes. */
const MAX_WAIT_MS = 2_000;
/** The same while a script runs that the person at this window has started: it is what he waits for. */
const MAX_AWAITED_MS = 5_000;
/** What such a script has written last comes this long after it has ended, at most. */
const LAST_MS = 100;
/** More cells than this that such a script writes are drawn with what it writes next. */
const FEW_CELLS = 1_000;
/** Nor is the tab drawn whole more often than in this many times as long as that takes. */
const TIMES_DRAWING = 4;

export class Flood {
  readonly #now: () => number;
  #began: number | undefined;
  #latest = 0;
  #drawingMs = 0;
  /** Scripts of this person that run, and whether one has ended since it was last drawn. */
  #awaited = 0;
  #hasEnded = false;

  /** @param now milliseconds by any clock that does not go back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A change of somebody else's has come. */
  arrived(): void {
    this.#latest = this.#now();
    this.#began ??= this.#latest;
  }

  /** A script runs that the person at this window has started, until {@link ended} is called. */
  begun(): void {
    this.#awaited += 1;
  }

  ended(): void {
    this.#awaited -= 1;
    this.#hasEnded = true;
  }

  /** Whether these changes of others, none of which is shown yet, are to be drawn as a whole. */
  covers(changes: readonly (readonly Op[])[], sheetId: number): boolean {
    return written(changes, sheetId) > MAX_CELLS;
  }

  /** For how many ms more is awaited before these changes are drawn; 0 when it is time. */
  waitMs(changes: readonly (readonly Op[])[], sheetId: number): number {
    const few = this.#awaited > 0 ? FEW_CELLS : MAX_CELLS;
    if (this.#began === undefined || written(changes, sheetId) <= few) return 0;
    const most = this.#awaited > 0 || this.#hasEnded ? MAX_AWAITED_MS : MAX_WAIT_MS;
    const longest = this.#began + Math.max(most, TIMES_DRAWING * this.#drawingMs);
    const rest = this.#latest + (this.#hasEnded ? LAST_MS : REST_MS);
    return Math.max(0, Math.min(this.#awaited > 0 ? longest : rest, longest) - this.#now());
  }

  /** Draws what has come. */
  draw(work: () => void): void {
    const begin = this.#now();
    work();
    this.#began = undefined;
    this.#hasEnded = false;
    this.#drawingMs = this.#now() - begin;
  }
}

const written = (changes: readonly (readonly Op[])[], sheetId: number): number =>
  changes.reduce((sum, ops) => sum + cellsWritten(ops, sheetId), 0);
