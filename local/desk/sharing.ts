// Whether the owner of the spreadsheet has shared it with the service's account: until then, and whenever it is taken
// back, the Sheets API refuses the service. Kept in the data folder.
import { readKept, writeKept } from './kept.ts';

export class Sharing {
  readonly #file: string;
  #isShared: boolean;

  private constructor(file: string, isShared: boolean) {
    this.#file = file;
    this.#isShared = isShared;
  }

  /** @param otherwise what holds where nothing was kept yet */
  static open(file: string, otherwise: boolean): Sharing {
    const kept = readKept(file);
    return new Sharing(file, typeof kept === 'boolean' ? kept : otherwise);
  }

  get isShared(): boolean {
    return this.#isShared;
  }

  share(): void {
    this.#keep(true);
  }

  takeBack(): void {
    this.#keep(false);
  }

  #keep(isShared: boolean): void {
    writeKept(this.#file, isShared);
    this.#isShared = isShared;
  }
}
