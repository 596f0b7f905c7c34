// The page's copy of the workbook: what the server said last, with this window's own edits on top. Draws nothing.
import { applyOp } from '../../../workbook/apply-op.ts';
import { Journal } from '../../../workbook/journal.ts';
import type { Cell, Op, Sheet, WorkbookData } from '../../../workbook/model.ts';

export class Mirror {
  readonly data: WorkbookData;
  /** The last change of the feed that is in the copy. */
  seq: number;

  constructor(data: WorkbookData, seq: number) {
    this.data = data;
    this.seq = seq;
  }

  /** Throws WorkbookError when the copy no longer fits the operation: then the snapshot has to be read anew. */
  apply(op: Op): void {
    applyOp(this.data, op, new Journal());
  }

  sheet(sheetId: number): Sheet | undefined {
    return this.data.sheets.find(sheet => sheet.properties.sheetId === sheetId);
  }

  cell(sheetId: number, row: number, column: number): Cell | undefined {
    return this.sheet(sheetId)?.cells[row]?.[column];
  }
}
