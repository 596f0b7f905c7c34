// The cells as they were before the change being heard: a change says what a cell became, an edit event also what it
// was.
import { applyOp } from '../../workbook/apply-op.ts';
import { Journal } from '../../workbook/journal.ts';
import type { CellValue, Change, Sheet, WorkbookData } from '../../workbook/model.ts';

/**
 * Follows a workbook one change behind. Rows are shared with it: they are replaced, never changed.
 */
export class CellsBefore {
  readonly #data: WorkbookData;

  constructor(data: Readonly<WorkbookData>) {
    this.#data = { ...data, sheets: data.sheets.map(copyOf) };
  }

  value(sheetId: number, row: number, column: number): CellValue | undefined {
    const sheet = this.#data.sheets.find(it => it.properties.sheetId === sheetId);
    return sheet?.cells[row]?.[column]?.value;
  }

  /** To be called once for each change, when its events have been made. */
  follow({ ops }: Change): void {
    const journal = new Journal(false);
    for (const op of ops) applyOp(this.#data, op, journal);
  }
}

const copyOf = ({ cells, ...rest }: Sheet): Sheet => ({ ...structuredClone(rest), cells: { ...cells } });
