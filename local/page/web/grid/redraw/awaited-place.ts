// Where the person is while the workbook is exchanged: the parts that scroll and select are made with its first frame.
import type { IRange } from '@univerjs/core';
import type { Block } from '../../../wire.ts';
import { type Parked, ParkedKeys } from './parked-keys.ts';

export class AwaitedPlace {
  readonly #container: HTMLElement;
  readonly #keys: ParkedKeys;
  #block: Block | undefined;
  #frame = 0;

  constructor(container: HTMLElement) {
    this.#container = container;
    this.#keys = new ParkedKeys(container);
  }

  /** The cells that are selected with the frame to come; nothing where the workbook is drawn. */
  get block(): Block | undefined {
    return this.#block;
  }

  /** Goes to these cells with the next frame, with what was typed until then: keys before it would go astray. */
  show(block: Block, go: (block: Block, parked: Parked[]) => void): void {
    cancelAnimationFrame(this.#frame);
    this.#block = block;
    this.#keys.begin();
    this.#container.inert = true;
    this.#frame = requestAnimationFrame(() => {
      const last = this.#block;
      const parked = this.#keys.end();
      this.forget();
      if (last) go(last, parked);
    });
  }

  /** Others are selected meanwhile: the person's last word counts. */
  change(block: Block): void {
    if (this.#block) this.#block = block;
  }

  forget(): void {
    cancelAnimationFrame(this.#frame);
    this.#keys.end();
    this.#block = undefined;
    this.#container.inert = false;
  }
}

/** A range of a tab as scripts and the server name it. */
export function blockOf(
  sheetId: number,
  { startRow: row, startColumn: column, endRow, endColumn }: IRange,
): Block {
  return { sheetId, row, column, rows: endRow - row + 1, columns: endColumn - column + 1 };
}
