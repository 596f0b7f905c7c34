// Gives rows with wrapped text the height they need, where nobody has set one. The workbook keeps no such heights.
import { eachCell } from '../../cells.ts';
import type { Grid } from './grid.ts';
import type { Mirror } from './mirror.ts';

/** Measuring text is slow; a tab with more wrapped rows than this fits them as they are edited. */
const MAX_ROWS = 2_000;

export class RowFit {
  readonly #grid: Grid;
  readonly #mirror: () => Mirror;
  readonly #fitted = new Set<number>();

  constructor(grid: Grid, mirror: () => Mirror) {
    this.#grid = grid;
    this.#mirror = mirror;
    grid.api.addEvent(grid.api.Event.ActiveSheetChanged, ({ activeSheet }) =>
      this.#fit(Number(activeSheet.getSheetId())),
    );
  }

  /** The workbook was loaded anew: heights are forgotten. */
  restart(): void {
    this.#fitted.clear();
    void this.#fitWhenDrawn();
  }

  /**
   * These rows have another text. Those of a tab that is not shown are fitted when it is looked at: Univer tells of
   * their heights by the columns of the tab that is shown, and fails where that has more.
   */
  changed(sheetId: number, rows: number[]): void {
    if (sheetId === this.#grid.activeSheetId()) this.#grid.fitRows(sheetId, rows);
    else this.#fitted.delete(sheetId);
  }

  async #fitWhenDrawn(): Promise<void> {
    await this.#grid.whenDrawn();
    requestAnimationFrame(() => this.#fit(this.#grid.activeSheetId()));
  }

  #fit(sheetId: number): void {
    const sheet = this.#mirror().sheet(sheetId);
    if (!sheet || this.#fitted.has(sheetId)) return;
    this.#fitted.add(sheetId);
    const rows = new Set<number>();
    for (const { row, cell } of eachCell(sheet.cells)) {
      if (cell.format?.wrap === 'WRAP' && cell.value !== undefined && !sheet.rows[row]?.pixelSize)
        rows.add(row);
      if (rows.size >= MAX_ROWS) break;
    }
    if (rows.size > 0) this.#grid.fitRows(sheetId, [...rows]);
  }
}
