// Keeps the text as the person typed or pasted it, until the grid writes the cell: the server reads it, not Univer.
import type { Op } from '../../../workbook/model.ts';
import type { TypedCells } from '../../wire.ts';
import { plainText } from './cell.ts';
import type { Grid } from './grid.ts';

interface CellPlace {
  sheetId: number;
  row: number;
  column: number;
}

type CellValues = Record<number, Record<number, unknown>>;

export class Typing {
  readonly #grid: Grid;
  /** What was typed or pasted and has not been written into the grid yet. */
  #waiting: TypedCells | undefined;
  #changed = false;
  /** Where the cell editor is open. */
  #place: CellPlace | undefined;

  /**
   * @param onRetyped a cell was typed over with the text it already shows: Univer writes nothing then, Google does
   * @param onEnd the cell editor was closed
   */
  constructor(grid: Grid, onRetyped: (edit: TypedCells) => void, onEnd: () => void) {
    this.#grid = grid;
    const { api } = grid;
    api.addEvent(api.Event.SheetEditStarted, ({ worksheet, row, column }) => {
      this.#place = { sheetId: Number(worksheet.getSheetId()), row, column };
      this.#changed = false;
      this.#waiting = undefined;
    });
    api.addEvent(api.Event.SheetEditChanging, () => {
      this.#changed = true;
    });
    api.addEvent(api.Event.BeforeSheetEditEnd, ({ worksheet, row, column, value, isConfirm }) => {
      const text = plainText(value.getData().body?.dataStream ?? '');
      const sheetId = Number(worksheet.getSheetId());
      this.#waiting =
        isConfirm && this.#changed ? { type: 'typed', sheetId, row, column, texts: [[text]] } : undefined;
    });
    api.addEvent(api.Event.SheetEditEnded, () => {
      this.#place = undefined;
      // Univer writes the cell after this event, by a promise; what still waits afterwards was not written.
      setTimeout(() => {
        const typed = this.#waiting;
        this.#waiting = undefined;
        if (typed && this.#shows(typed)) onRetyped(typed);
        onEnd();
      });
    });
  }

  get editing(): boolean {
    return this.#place !== undefined;
  }

  /**
   * Whether an operation writes or moves the cell that is being edited. Univer moves its open editor along with rows
   * and columns of any tab, so those of other tabs count as well; nothing else there does.
   */
  isTouched(op: Op): boolean {
    const place = this.#place;
    if (!place || !('sheetId' in op)) return false;
    const here = op.sheetId === place.sheetId;
    switch (op.type) {
      case 'cells': {
        if (!here) return false;
        const patch = op.cells[place.row - op.row]?.[place.column - op.column];
        return patch === null || (patch !== undefined && Object.keys(patch).length > 0);
      }
      case 'insert':
      case 'delete':
      case 'move': {
        const at = op.dimension === 'ROWS' ? place.row : place.column;
        return Math.min(op.index, op.type === 'move' ? op.to : op.index) <= at;
      }
      case 'sheet':
        return here || op.properties.rowCount !== undefined || op.properties.columnCount !== undefined;
      case 'rules':
        return false;
      default:
        return here;
    }
  }

  /** Announces texts that the next write of exactly these cells stands for. */
  expect(typed: TypedCells): void {
    this.#waiting = typed;
  }

  /** The texts behind a write of these cells, if it is the one that was announced. */
  take(sheetId: number, cellValue: CellValues | undefined): TypedCells | undefined {
    const typed = this.#waiting;
    if (!typed || !cellValue || typed.sheetId !== sheetId) return undefined;
    const same = Object.entries(cellValue).every(([row, line]) =>
      Object.keys(line).every(
        column => typed.texts[Number(row) - typed.row]?.[Number(column) - typed.column] !== undefined,
      ),
    );
    if (!same) return undefined;
    this.#waiting = undefined;
    return typed;
  }

  #shows({ sheetId, row, column, texts }: TypedCells): boolean {
    const sheet = this.#grid.api.getActiveWorkbook()?.getSheetBySheetId(String(sheetId));
    return sheet?.getRange(row, column).getDisplayValue() === texts[0]?.[0];
  }
}
