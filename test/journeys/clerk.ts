// A clerk at a tab of the real page: names cells by their header and row, types, and looks at what comes back.
import type { ShownCell } from '../../local/page/web/shown.ts';
import { columnLetters } from '../../local/workbook/a1.ts';
import type { DeskPage } from '../page/browser.ts';
import type { DeskDoors } from './desk-doors.ts';

/** How long a clerk waits for an answer, on a busy machine. */
const PATIENCE_MS = 30_000;

export class Clerk {
  readonly page: DeskPage;
  readonly title: string;
  readonly #header: readonly string[];

  private constructor(page: DeskPage, title: string, header: readonly string[]) {
    this.page = page;
    this.title = title;
    this.#header = header;
  }

  /** Sits down at a tab. */
  static async at(page: DeskPage, doors: DeskDoors, title: string): Promise<Clerk> {
    const [header = []] = await doors.grid(title);
    await page.goto(title);
    return new Clerk(page, title, header);
  }

  /** The address of a cell, such as `C2`. */
  place(label: string, row: number): string {
    const at = this.#header.indexOf(label);
    if (at < 0) throw new Error(`${this.title} has no column ${label}`);
    return `${columnLetters(at)}${row}`;
  }

  /** Types texts into a row cell by cell, in the order given. */
  async type(row: number, texts: Record<string, string>): Promise<void> {
    for (const [label, text] of Object.entries(texts)) await this.page.type(this.place(label, row), text);
  }

  /** Waits until a cell is as wanted, and answers it. @throws Error that says what the row shows instead. */
  async see(label: string, row: number, wanted: (cell: ShownCell) => boolean): Promise<ShownCell> {
    try {
      return await this.page.waitForCell(this.place(label, row), wanted, PATIENCE_MS);
    } catch (cause) {
      const cells = await Promise.all(
        this.#header.map(async name => [name, await this.page.cell(this.place(name, row))] as const),
      );
      const shown = cells.flatMap(([name, { text, note }]) => (text || note ? [{ name, text, note }] : []));
      throw new Error(`Row ${row} of ${this.title} shows ${JSON.stringify(shown)}`, { cause });
    }
  }

  /** Waits until a cell shows this text. */
  async reads(label: string, row: number, text: string): Promise<ShownCell> {
    return this.see(label, row, cell => cell.text === text);
  }
}
