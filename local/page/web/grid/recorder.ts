// Turns what the person does in the grid into edits, one batch per action, and keeps the mirror in step.
import type { ICommandInfo, IExecutionOptions, IRange } from '@univerjs/core';
import type { Op } from '../../../workbook/model.ts';
import type { PageEdit } from '../../wire.ts';
import type { Grid } from './grid.ts';
import type { Mirror } from './mirror.ts';
import * as mutation from './mutations.ts';
import { readRanges, readReordered, reorderOf } from './read-cells.ts';
import { SHEET_READERS, type SheetParams } from './read-sheet.ts';
import { STRUCTURE, StructureReader } from './read-structure.ts';
import type { Typing } from './typing.ts';

/** What one action amounts to. */
export interface Batch {
  edits: PageEdit[];
  computed: boolean;
}

export interface RecorderEvents {
  /** An action is complete. */
  onBatch(batch: Batch): void;
  /** The person did something that has no counterpart in the workbook: show the workbook anew. */
  onUnmapped(id: string): void;
  /** Univer moved notes or rules of this tab along with rows: put ours over them. */
  onRulesMoved(sheetId: number): void;
  /** Notes changed by themselves, not along with rows. */
  onNotesChanged(sheetId: number): void;
}

type Params = SheetParams & {
  subUnitId?: string;
  sheetId?: string;
  cellValue?: Record<number, Record<number, unknown>>;
  order?: Record<number, number>;
  sourceRange?: IRange;
  targetRange?: IRange;
  from?: { subUnitId: string };
  to?: { subUnitId: string };
  fromRange?: IRange;
  toRange?: IRange;
  refMap?: Record<string, { ranges: IRange[] }>;
};

export class Recorder {
  readonly #grid: Grid;
  readonly #mirror: () => Mirror;
  readonly #typing: Typing;
  readonly #events: RecorderEvents;
  readonly #structure: StructureReader;
  #edits: PageEdit[] = [];
  #computed: Op[] = [];
  #noteSheets = new Set<number>();
  #movedSheets = new Set<number>();

  constructor(grid: Grid, mirror: () => Mirror, typing: Typing, events: RecorderEvents) {
    this.#grid = grid;
    this.#mirror = mirror;
    this.#typing = typing;
    this.#events = events;
    this.#structure = new StructureReader(mirror);
    grid.onMutation((info, options) => this.#record(info, options));
  }

  /** Text that came without a mutation, such as a value typed over itself. */
  add(edit: PageEdit): void {
    this.#push([edit]);
  }

  #record(info: ICommandInfo, options: IExecutionOptions): void {
    const { id } = info;
    const params = (info.params ?? {}) as Params;
    const sheetId = Number(params.subUnitId ?? params.sheetId);
    if (mutation.VIEW_MUTATIONS.has(id) || mutation.isFormulaMutation(id)) return;
    if (mutation.RULE_MUTATIONS.has(id)) return this.#events.onRulesMoved(sheetId);
    if (mutation.NOTE_MUTATIONS.has(id)) return this.#later(() => this.#noteSheets.add(sheetId));
    if (options['fromFormula']) return this.#recordComputed(id, sheetId, params);
    if (STRUCTURE[id]) {
      const ops = this.#structure.read(id, sheetId, params, this.#grid.isUndoing());
      this.#later(() => this.#movedSheets.add(sheetId));
      return this.#push(ops, ops);
    }
    if (id === mutation.REORDER_RANGE) return this.#reorder(sheetId, params);
    const ops = SHEET_READERS[id]?.(sheetId, params, this.#mirror()) ?? this.#readCells(id, sheetId, params);
    if (!ops) return this.#events.onUnmapped(id);
    const typed = id === mutation.SET_RANGE_VALUES ? this.#typing.take(sheetId, params.cellValue) : undefined;
    this.#push(typed ? [typed] : ops, ops);
  }

  /** A sort, or its undo: the server moves what stands there, the mirror shows it at once. */
  #reorder(sheetId: number, { range, order }: Params): void {
    if (!range || !order) return this.#events.onUnmapped(mutation.REORDER_RANGE);
    this.#later(() => this.#movedSheets.add(sheetId));
    this.#push(reorderOf(sheetId, range, order), readReordered(this.#mirror(), sheetId, range, order));
  }

  /** Operations of a mutation of cells; `undefined` for a mutation that is not known. */
  #readCells(id: string, sheetId: number, params: Params): Op[] | undefined {
    const mirror = this.#mirror();
    const read = (sheet: number, ranges: IRange[]) => readRanges(this.#grid, mirror, sheet, ranges);
    switch (id) {
      case mutation.SET_RANGE_VALUES:
        return params.cellValue && read(sheetId, cellRanges(params.cellValue));
      case mutation.MOVE_RANGE: {
        const { from, to, fromRange, toRange } = params;
        if (!from || !to || !fromRange || !toRange) return undefined;
        return [...read(Number(from.subUnitId), [fromRange]), ...read(Number(to.subUnitId), [toRange])];
      }
      case mutation.SET_NUMFMT:
        return read(
          sheetId,
          Object.values(params.refMap ?? {}).flatMap(ref => ref.ranges),
        );
      case mutation.REMOVE_NUMFMT:
        return read(sheetId, params.ranges ?? []);
      case mutation.SET_WORKBOOK_NAME:
        return [{ type: 'workbook', properties: { title: params.name ?? '' } }];
      default:
        return undefined;
    }
  }

  /** The page computes formulas; their values are kept beside them, and nobody typed them. */
  #recordComputed(id: string, sheetId: number, { cellValue }: Params): void {
    if (id !== mutation.SET_RANGE_VALUES || !cellValue) return;
    const formulas = cellRanges(cellValue).filter(
      ({ startRow, startColumn }) => this.#mirror().cell(sheetId, startRow, startColumn)?.formula,
    );
    const ops = readRanges(this.#grid, this.#mirror(), sheetId, formulas);
    for (const op of ops) this.#mirror().apply(op);
    if (ops.length > 0) this.#later(() => this.#computed.push(...ops));
  }

  #push(edits: PageEdit[], ops: Op[] = []): void {
    for (const op of ops) this.#mirror().apply(op);
    if (edits.length > 0) this.#later(() => this.#edits.push(...edits));
  }

  /** Collects until the action is over: Univer runs all mutations of one command in one go. */
  #later(collect: () => void): void {
    const idle =
      this.#edits.length + this.#computed.length + this.#noteSheets.size + this.#movedSheets.size === 0;
    collect();
    // A microtask, not a timer: Univer's redrawing after Enter would hold a timer back for 100 ms and more.
    if (idle) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const [edits, computed, notes, moved] = [
      this.#edits,
      this.#computed,
      this.#noteSheets,
      this.#movedSheets,
    ];
    this.#edits = [];
    this.#computed = [];
    this.#noteSheets = new Set();
    this.#movedSheets = new Set();
    if (edits.length > 0) this.#events.onBatch({ edits, computed: false });
    if (computed.length > 0) this.#events.onBatch({ edits: computed, computed: true });
    for (const sheetId of moved) this.#events.onRulesMoved(sheetId);
    for (const sheetId of notes) if (!moved.has(sheetId)) this.#events.onNotesChanged(sheetId);
  }
}

function cellRanges(cellValue: Record<number, Record<number, unknown>>): IRange[] {
  return Object.entries(cellValue).flatMap(([row, line]) =>
    Object.keys(line).map(column => ({
      startRow: Number(row),
      endRow: Number(row),
      startColumn: Number(column),
      endColumn: Number(column),
    })),
  );
}
