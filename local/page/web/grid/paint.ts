// Brings changes of the workbook into the grid, touching only what differs. Sends nothing.
import type { ICellData } from '@univerjs/core';
import {
  type CellPatch,
  type CellsOp,
  type Change,
  isStructure,
  type Op,
  type SheetProperties,
} from '../../../workbook/model.ts';
import { contentOf, replacingStyle } from './cell.ts';
import type { RowFit } from './fit-rows.ts';
import type { Grid } from './grid.ts';
import type { Mirror } from './mirror.ts';
import * as mutation from './mutations.ts';
import { cellDifference } from './read-cells.ts';
import { drawnAnew } from './redraw/anew.ts';
import { freezeOf } from './snapshot.ts';
import type { RuleSync } from './sync-rules.ts';

type Place = { row: number; column: number };

export class Painter {
  readonly #grid: Grid;
  readonly #rules: RuleSync;
  readonly #rows: RowFit;
  readonly #load: () => void;
  #touched = new Map<number, Place[]>();
  /** Whether the workbook is to be loaded anew, so that nothing else needs to be drawn. */
  #anew = false;

  /** @param load shows the whole workbook of the mirror in place of what is there */
  constructor(grid: Grid, rules: RuleSync, rows: RowFit, load: () => void) {
    this.#grid = grid;
    this.#rules = rules;
    this.#rows = rows;
    this.#load = load;
  }

  /**
   * Whether showing the change loads the workbook anew. An open editor would be closed by that, and a key that is
   * pressed in this moment is lost.
   */
  loads(mirror: Mirror, change: Change, own: boolean): boolean {
    return drawnAnew(mirror, foreign(change, own), this.#grid.activeSheetId());
  }

  /**
   * Applies a change to the mirror and shows it, but for what cells hold: {@link paint} does that, for several changes
   * at once. So does it load the workbook anew where that is needed, or where the changes are `many`.
   * @param isPending whether a cell has an edit of this window that the server has not answered: it keeps its content
   */
  show(
    mirror: Mirror,
    change: Change,
    own: boolean,
    many: boolean,
    isPending: (sheetId: number, at: Place) => boolean,
  ): void {
    this.#anew ||= many || this.loads(mirror, change, own);
    for (const op of foreign(change, own)) {
      const settled = op.type === 'cells' ? withoutPending(op, isPending) : op;
      if (isStructure(settled) && !this.#anew) this.paint(mirror);
      const before = 'sheetId' in settled ? mirror.sheet(settled.sheetId)?.properties : undefined;
      mirror.apply(settled);
      if (!this.#anew) this.#show(mirror, settled, before);
    }
  }

  #show(mirror: Mirror, op: Op, before: SheetProperties | undefined): void {
    switch (op.type) {
      case 'cells':
        return this.#touch(op);
      case 'insert':
      case 'delete':
      case 'move':
        return this.#moveCells(mirror, op, before);
      case 'dimension':
        return this.#size(op);
      case 'sheet':
        return this.#changeSheet(mirror, op, before);
      case 'rules':
        return this.#rules.schedule(op.sheetId);
      case 'addSheet':
      case 'deleteSheet':
      case 'workbook':
        return;
      default:
        return op satisfies never;
    }
  }

  #touch(op: Extract<Op, { type: 'cells' }>): void {
    const places = this.#touched.get(op.sheetId) ?? [];
    this.#touched.set(op.sheetId, places);
    let ruled = false;
    op.cells.forEach((line, rowOffset) => {
      line.forEach((patch, columnOffset) => {
        if (patch && Object.keys(patch).length === 0) return;
        places.push({ row: op.row + rowOffset, column: op.column + columnOffset });
        ruled ||= patch === null || patch.validation !== undefined;
      });
    });
    if (ruled) this.#rules.schedule(op.sheetId);
  }

  /** Shows what has been written into cells since the last time. Nothing else may be done with the grid before. */
  paint(mirror: Mirror): void {
    if (this.#anew) {
      this.#anew = false;
      this.#touched.clear();
      return this.#load();
    }
    const touched = this.#touched;
    this.#touched = new Map();
    for (const [sheetId, places] of touched) {
      this.#rules.paintNotes(sheetId, places);
      const cellValue: Record<number, Record<number, ICellData>> = {};
      for (const { row, column } of places) {
        // The workbook keeps no rich text: what Univer made of typed text is drawn anew as plain text.
        const rich = this.#grid.cell(sheetId, row, column)?.p;
        const difference = cellDifference(this.#grid, mirror, sheetId, row, column);
        if (!rich && !difference) continue;
        const cell = mirror.cell(sheetId, row, column);
        // Univer looks long for a style; whether one shows a link does not say whether it looks like one.
        const isDressed = !rich && difference?.format === undefined && !cell?.format?.link;
        cellValue[row] ??= {};
        cellValue[row][column] = {
          ...contentOf(cell),
          ...(!isDressed && { s: replacingStyle(cell?.format) }),
        };
      }
      if (Object.keys(cellValue).length === 0) continue;
      this.#grid.paint(sheetId, cellValue);
      const wrapped = Object.keys(cellValue)
        .map(Number)
        .filter(row => isWrapped(mirror, sheetId, row));
      if (wrapped.length > 0) this.#rows.changed(sheetId, wrapped);
    }
  }

  #moveCells(
    mirror: Mirror,
    op: Extract<Op, { type: 'insert' | 'delete' | 'move' }>,
    before: SheetProperties | undefined,
  ): void {
    const { sheetId, index, count } = op;
    const properties = mirror.sheet(sheetId)?.properties;
    const rows = op.dimension === 'ROWS';
    const block = (start: number) => ({
      startRow: rows ? start : 0,
      endRow: rows ? start + count - 1 : (properties?.rowCount ?? 1) - 1,
      startColumn: rows ? 0 : start,
      endColumn: rows ? (properties?.columnCount ?? 1) - 1 : start + count - 1,
    });
    const target = this.#target(sheetId);
    const end = rows ? before?.rowCount : before?.columnCount;
    if (op.type === 'move') {
      const id = rows ? mutation.MOVE_ROWS : mutation.MOVE_COLUMNS;
      this.#grid.run(id, { ...target, sourceRange: block(index), targetRange: block(op.to) });
    } else {
      const insert = rows ? mutation.INSERT_ROW : mutation.INSERT_COLUMN;
      const remove = rows ? mutation.REMOVE_ROWS : mutation.REMOVE_COLUMNS;
      this.#grid.run(op.type === 'insert' ? insert : remove, { ...target, range: block(index) });
    }
    // What is added at the end moves nothing that an undo would look for.
    if (op.type !== 'insert' || index !== end) this.#grid.forgetUndo();
    this.#rules.schedule(sheetId);
  }

  #size({ sheetId, dimension, index, count, properties }: Extract<Op, { type: 'dimension' }>): void {
    const rows = dimension === 'ROWS';
    const end = index + count - 1;
    const ranges = [
      rows
        ? { startRow: index, endRow: end, startColumn: 0, endColumn: 0 }
        : { startColumn: index, endColumn: end, startRow: 0, endRow: 0 },
    ];
    const target = { ...this.#target(sheetId), ranges };
    const { pixelSize, hidden } = properties;
    if (pixelSize && rows) this.#grid.run(mutation.SET_ROW_HEIGHT, { ...target, rowHeight: pixelSize });
    if (pixelSize && !rows) this.#grid.run(mutation.SET_COLUMN_WIDTH, { ...target, colWidth: pixelSize });
    if (hidden === true) this.#grid.run(rows ? mutation.HIDE_ROWS : mutation.HIDE_COLUMNS, target);
    if (hidden === false) this.#grid.run(rows ? mutation.SHOW_ROWS : mutation.SHOW_COLUMNS, target);
  }

  #changeSheet(
    mirror: Mirror,
    { sheetId, properties: changed }: Extract<Op, { type: 'sheet' }>,
    before: SheetProperties | undefined,
  ): void {
    const after = mirror.sheet(sheetId)?.properties;
    if (!after) return;
    const target = this.#target(sheetId);
    if (before) {
      this.#resize(sheetId, 'ROWS', before.rowCount, after.rowCount, before.columnCount);
      this.#resize(sheetId, 'COLUMNS', before.columnCount, after.columnCount, after.rowCount);
    }
    if (before && before.index !== after.index)
      this.#grid.run(mutation.SET_SHEET_ORDER, {
        ...target,
        fromOrder: before.index,
        toOrder: after.index,
      });
    if (changed.title !== undefined)
      this.#grid.run(mutation.SET_SHEET_NAME, { ...target, name: after.title });
    if (changed.tabColor !== undefined)
      this.#grid.run(mutation.SET_TAB_COLOR, { ...target, color: after.tabColor ?? '' });
    if (changed.hidden !== undefined)
      this.#grid.run(mutation.SET_SHEET_HIDDEN, { ...target, hidden: after.hidden ? 1 : 0 });
    if (changed.frozenRowCount !== undefined || changed.frozenColumnCount !== undefined)
      this.#grid.run(mutation.SET_FROZEN, { ...target, ...freezeOf(after) });
  }

  /** Adds rows or columns at the end. Another tab than the shown one must not make the window start anew. */
  #resize(sheetId: number, dimension: 'ROWS' | 'COLUMNS', from: number, to: number, across: number): void {
    if (from === to) return;
    const rows = dimension === 'ROWS';
    const [start, end] = [from, to - 1];
    const range = rows
      ? { startRow: start, endRow: end, startColumn: 0, endColumn: across - 1 }
      : { startRow: 0, endRow: across - 1, startColumn: start, endColumn: end };
    const insert = rows ? mutation.INSERT_ROW : mutation.INSERT_COLUMN;
    this.#grid.run(insert, { ...this.#target(sheetId), range });
    this.#rules.schedule(sheetId);
  }

  #target(sheetId: number): { unitId: string; subUnitId: string } {
    return { unitId: this.#grid.unitId, subUnitId: String(sheetId) };
  }
}

/** The grid has the window's own insertions and deletions already. */
function foreign({ ops }: Change, own: boolean): readonly Op[] {
  return own ? ops.filter(({ type }) => type === 'cells') : ops;
}

function isWrapped(mirror: Mirror, sheetId: number, row: number): boolean {
  return Object.values(mirror.sheet(sheetId)?.cells[row] ?? {}).some(cell => cell.format?.wrap === 'WRAP');
}

/** The same without what would undo an edit that is still on its way. */
function withoutPending(op: CellsOp, isPending: (sheetId: number, at: Place) => boolean): CellsOp {
  const keep = (patch: CellPatch | null, rowOffset: number, columnOffset: number): CellPatch | null => {
    if (!isPending(op.sheetId, { row: op.row + rowOffset, column: op.column + columnOffset })) return patch;
    const { value: _value, formula: _formula, format: _format, ...rest } = patch ?? {};
    return rest;
  };
  return {
    ...op,
    cells: op.cells.map((line, rowOffset) =>
      line.map((patch, columnOffset) => keep(patch, rowOffset, columnOffset)),
    ),
  };
}
