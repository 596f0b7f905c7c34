// Rows and columns that the person inserts, deletes or moves, as operations. Sends nothing.
import type { IRange } from '@univerjs/core';
import { Journal } from '../../../workbook/journal.ts';
import type { Cell, ConditionalFormat, Dimension, Op } from '../../../workbook/model.ts';
import { restructure } from '../../../workbook/shift-sheet.ts';
import { cellOps, type PlacedPatch } from './cell-ops.ts';
import type { Mirror } from './mirror.ts';
import {
  INSERT_COLUMN,
  INSERT_ROW,
  MOVE_COLUMNS,
  MOVE_ROWS,
  REMOVE_COLUMNS,
  REMOVE_ROWS,
} from './mutations.ts';
import { sameJson, wholePatch } from './whole-cell.ts';

/** Univer's structural mutations: what they do and along which side. */
export const STRUCTURE: Record<string, { type: 'insert' | 'delete' | 'move'; dimension: Dimension }> = {
  [INSERT_ROW]: { type: 'insert', dimension: 'ROWS' },
  [INSERT_COLUMN]: { type: 'insert', dimension: 'COLUMNS' },
  [REMOVE_ROWS]: { type: 'delete', dimension: 'ROWS' },
  [REMOVE_COLUMNS]: { type: 'delete', dimension: 'COLUMNS' },
  [MOVE_ROWS]: { type: 'move', dimension: 'ROWS' },
  [MOVE_COLUMNS]: { type: 'move', dimension: 'COLUMNS' },
};

/** Deleted cells are kept so that an undo brings back notes and drop-downs too; older ones than these are given up. */
const KEPT_DELETIONS = 50;

interface Deletion {
  sheetId: number;
  dimension: Dimension;
  index: number;
  count: number;
  cells: { row: number; column: number; cell: Cell }[];
  /**
   * Conditional formats of the tab before and after: ranges shrink with what is deleted, and do not grow again by
   * themselves.
   */
  formats: { before: ConditionalFormat[]; after: ConditionalFormat[] };
}

type Place = Pick<Deletion, 'sheetId' | 'dimension' | 'index' | 'count'>;

export class StructureReader {
  readonly #mirror: () => Mirror;
  #deletions: Deletion[] = [];

  constructor(mirror: () => Mirror) {
    this.#mirror = mirror;
  }

  /** The operations of one structural mutation; `undoing` when it takes an earlier one back. */
  read(
    id: string,
    sheetId: number,
    params: { range?: IRange; sourceRange?: IRange; targetRange?: IRange },
    undoing: boolean,
  ): Op[] {
    const structure = STRUCTURE[id];
    const range = params.range ?? params.sourceRange;
    if (!structure || !range) return [];
    const { type, dimension } = structure;
    const rows = dimension === 'ROWS';
    const index = rows ? range.startRow : range.startColumn;
    const count = (rows ? range.endRow : range.endColumn) - index + 1;
    if (type === 'move') {
      const to = rows ? params.targetRange?.startRow : params.targetRange?.startColumn;
      return to === undefined ? [] : [{ type, sheetId, dimension, index, count, to }];
    }
    if (type === 'delete') {
      this.#bury({
        sheetId,
        dimension,
        index,
        count,
        cells: this.#cellsOf(sheetId, dimension, index, count),
        formats: this.#formatsAround({ type, sheetId, dimension, index, count }),
      });
      return [{ type, sheetId, dimension, index, count }];
    }
    const inserted: Op = { type, sheetId, dimension, index, count };
    const place = { sheetId, dimension, index, count };
    return [inserted, ...(undoing ? this.#revive(place) : this.#inherit(place))];
  }

  #bury(deletion: Deletion): void {
    this.#deletions = [deletion, ...this.#deletions].slice(0, KEPT_DELETIONS);
  }

  #formatsAround(op: Extract<Op, { type: 'delete' }>): Deletion['formats'] {
    const sheet = this.#mirror().sheet(op.sheetId);
    if (!sheet) return { before: [], after: [] };
    const before = structuredClone(sheet.conditionalFormats);
    const bare = structuredClone({ ...sheet, cells: {}, rows: {}, columns: {}, charts: [] });
    restructure(bare, op, new Journal());
    return { before, after: bare.conditionalFormats };
  }

  #revive({ sheetId, dimension, index, count }: Place): Op[] {
    const deletion = this.#deletions.find(
      each =>
        each.sheetId === sheetId &&
        each.dimension === dimension &&
        each.index === index &&
        each.count === count,
    );
    this.#deletions = this.#deletions.filter(each => each !== deletion);
    const patches = (deletion?.cells ?? []).map(({ row, column, cell }) => ({
      row,
      column,
      patch: wholePatch(cell),
    }));
    return [...cellOps(sheetId, patches), ...this.#revivedFormats(sheetId, deletion)];
  }

  /** The conditional formats as they were, unless somebody has changed them since. */
  #revivedFormats(sheetId: number, deletion: Deletion | undefined): Op[] {
    const now = this.#mirror().sheet(sheetId)?.conditionalFormats;
    if (!deletion || !sameJson(now, deletion.formats.after) || sameJson(now, deletion.formats.before))
      return [];
    return [{ type: 'rules', sheetId, rules: { conditionalFormats: deletion.formats.before } }];
  }

  /** New rows take drop-downs and formats from the row above, or from below when that is the header. */
  #inherit({ sheetId, dimension, index, count }: Place): Op[] {
    if (dimension === 'COLUMNS') return [];
    const sheet = this.#mirror().sheet(sheetId);
    if (!sheet) return [];
    const source = index > sheet.properties.frozenRowCount ? index - 1 : index;
    const patches: PlacedPatch[] = [];
    for (const [column, { format, validation }] of Object.entries(sheet.cells[source] ?? {})) {
      if (!format && !validation) continue;
      const patch = { ...(format && { format }), ...(validation && { validation }) };
      for (let row = index; row < index + count; row += 1)
        patches.push({ row, column: Number(column), patch });
    }
    return cellOps(sheetId, patches);
  }

  #cellsOf(sheetId: number, dimension: Dimension, index: number, count: number): Deletion['cells'] {
    const found: Deletion['cells'] = [];
    for (const [row, line] of Object.entries(this.#mirror().sheet(sheetId)?.cells ?? {}))
      for (const [column, cell] of Object.entries(line)) {
        const at = Number(dimension === 'ROWS' ? row : column);
        if (at >= index && at < index + count) found.push({ row: Number(row), column: Number(column), cell });
      }
    return found;
  }
}
