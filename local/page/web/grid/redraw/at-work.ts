// Whether the person is in the middle of something that a workbook drawn anew would take away: between two keys, in a
// drag, before a menu that is open, between copying and pasting.
import { ICanvasPopupService, IContextMenuService } from '@univerjs/ui';
import type { Grid } from '../grid.ts';

/** Whoever has pressed a key or a button, or moved the pointer, within so many ms is about to press the next one. */
const QUIET_MS = 1_500;
/** Whoever presses and moves without a pause sees what has come after so many ms all the same: no key is lost. */
const MAX_MS = 5_000;
/** How long a drag takes, or reading a menu that is open, or looking for where to paste. */
const CHOOSING_MS = 10_000;

export class AtWork {
  readonly #grid: Grid;
  /** By the window's own clock: when a key or a button was pressed last, and until when something copied waits. */
  #pressedAt = Number.NEGATIVE_INFINITY;
  #pastesUntil = Number.NEGATIVE_INFINITY;
  /** When the pointer was moved last. */
  #movedAt = Number.NEGATIVE_INFINITY;
  #isDown = false;

  constructor(grid: Grid) {
    this.#grid = grid;
    const hear = (name: 'pointerdown' | 'pointerup' | 'pointercancel', isDown: boolean) =>
      document.addEventListener(name, () => this.#press(isDown), { capture: true });
    hear('pointerdown', true);
    hear('pointerup', false);
    hear('pointercancel', false);
    document.addEventListener('pointermove', () => this.#move(), { capture: true, passive: true });
    document.addEventListener('keydown', event => this.#key(event), { capture: true });
  }

  /**
   * For how many ms the next key or click is to be expected yet; 0 when nobody is at work.
   * @param since when it was first waited for, by the window's own clock
   */
  restlessMs(since: number): number {
    const now = performance.now();
    // Whoever was led to a cell, by what he searched or chose, types there next.
    const at = Math.max(this.#pressedAt, this.#grid.selectedAt);
    const isChoosing = this.#isDown || this.#isMenuOpen();
    const quietAt = Math.min(Math.max(at, this.#movedAt) + QUIET_MS, since + MAX_MS);
    const chosenAt = isChoosing ? at + CHOOSING_MS : quietAt;
    return Math.max(0, Math.max(quietAt, chosenAt, this.#pastesUntil) - now);
  }

  /** A menu of the grid or a list of a cell: it goes with the workbook. */
  #isMenuOpen(): boolean {
    const { injector } = this.#grid;
    return injector.get(IContextMenuService).visible || injector.get(ICanvasPopupService).popups.length > 0;
  }

  #move(): void {
    this.#movedAt = performance.now();
  }

  #press(isDown: boolean): void {
    this.#isDown = isDown;
    this.#pressedAt = performance.now();
  }

  #key({ key, ctrlKey, metaKey }: KeyboardEvent): void {
    this.#pressedAt = performance.now();
    const command = ctrlKey || metaKey ? key.toLowerCase() : '';
    if (command === 'c' || command === 'x') this.#pastesUntil = this.#pressedAt + CHOOSING_MS;
    else if (command === 'v' || key === 'Escape') this.#pastesUntil = this.#pressedAt;
  }
}
