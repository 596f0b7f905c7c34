// One case as it is being thought up: its edits in the order of their times. Knows nothing of what tables there are.

import type { Dice } from './dice.ts';
import type { Edit } from './plain-cases.ts';
import { MINUTE_MS } from './plain-limits.ts';

/** The edits of one case as they are being thought up. */
export class Telling {
  readonly edits: Edit[] = [];
  now: number;
  readonly #dice: Dice;
  readonly #row: string;
  readonly #table: string;
  #rounds = 1;
  #rows = 0;
  /** Rows beside it that are written on, by table. */
  readonly #beside = new Map<string, string>();

  constructor(dice: Dice, row: string, table: string, now: number) {
    this.#dice = dice;
    this.#row = row;
    this.#table = table;
    this.now = now;
  }

  later(minutes: number): void {
    this.now += minutes * MINUTE_MS;
  }

  ago(minutes: number): number {
    return this.now - minutes * MINUTE_MS;
  }

  write(cells: Edit['cells']): void {
    this.edits.push({ at: this.now, of: this.#table, row: this.#row, cells });
  }

  /** From here on rows beside it are new ones. */
  beginAnew(): void {
    this.#beside.clear();
  }

  /**
   * Writes on a row of another table that belongs to this case, the same one until it begins anew;
   * `by` whom, where the author may not.
   */
  writeBeside(of: string, cells: Edit['cells'], by?: string): void {
    const row = this.#beside.get(of) ?? `${this.#row}-${of}-${++this.#rows}`;
    this.#beside.set(of, row);
    this.edits.push({ at: this.now, of, row, cells, ...(by === undefined ? {} : { by }) });
  }

  /** Whether the customer is not content, so that another round begins: seldom, and not for ever. */
  again(): boolean {
    const again = this.#rounds < 3 && this.#dice.chance(0.15);
    if (again) this.#rounds += 1;
    return again;
  }
}
