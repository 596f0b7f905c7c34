// Cells as they are kept: what a block repeats is written once. The columns of a laid-out tab hold the same format and
// the same drop-down in a thousand rows; written out cell by cell, an empty desk is fifty megabytes of text. Only what
// this program itself wrote is read, so nothing is checked.
import type { Cell, CellPatch, CellsOp, Change, Op, Sheet, WorkbookData } from './model.ts';

type Patch = CellPatch | null;
type Line<Item> = Record<number, Item>;

/** A block of cells as its distinct cells, its distinct rows as places of those, and each row as a place of these. */
interface Packed<Item, Row> {
  items: Item[];
  lines: Row[];
}

type PackedCells = Packed<Patch, number[]> & { rows: number[] };
type PackedGrid = Packed<Cell, Line<number>> & { rows: Line<number> };

type PackedOp = Exclude<Op, CellsOp> | (Omit<CellsOp, 'cells'> & { packed: PackedCells });
interface PackedData extends Omit<WorkbookData, 'sheets'> {
  sheets: (Omit<Sheet, 'cells'> & { packed: PackedGrid })[];
}

/** Distinct values in the order in which they came. The same object is known at once, an equal one by its text. */
class Pool<Given, Kept> {
  readonly items: Kept[] = [];
  readonly #keep: (given: Given) => Kept;
  readonly #byIdentity = new Map<Given, number>();
  readonly #byText = new Map<string, number>();

  /** @param keep what is kept of a value */
  constructor(keep: (given: Given) => Kept) {
    this.#keep = keep;
  }

  placeOf(given: Given): number {
    let place = this.#byIdentity.get(given);
    if (place !== undefined) return place;
    const item = this.#keep(given);
    const text = JSON.stringify(item);
    place = this.#byText.get(text) ?? this.items.push(item) - 1;
    this.#byText.set(text, place);
    this.#byIdentity.set(given, place);
    return place;
  }
}

/** An operation as text, for `readOp`. */
export function opText(op: Op): string {
  if (op.type !== 'cells') return JSON.stringify(op);
  const { cells, ...rest } = op;
  const items = new Pool((patch: Patch) => patch);
  const lines = new Pool((row: Patch[]) => row.map(patch => items.placeOf(patch)));
  const rows = cells.map(row => lines.placeOf(row));
  return JSON.stringify({
    ...rest,
    packed: { items: items.items, lines: lines.items, rows },
  } satisfies PackedOp);
}

/** The whole workbook as text, for `readData`. */
export function dataText({ sheets, ...rest }: Readonly<WorkbookData>): string {
  return JSON.stringify({ ...rest, sheets: sheets.map(packedSheet) } satisfies PackedData);
}

function packedSheet({ cells, ...rest }: Sheet): PackedData['sheets'][number] {
  const items = new Pool((cell: Cell) => cell);
  const lines = new Pool((row: Line<Cell>) => mapLine(row, cell => items.placeOf(cell)));
  const rows = mapLine(cells, row => lines.placeOf(row));
  return { ...rest, packed: { items: items.items, lines: lines.items, rows } };
}

/** Equal rows are one row: neither rows nor patches of an operation are ever changed. */
export const readOp = (text: string): Op => unpackedOp(JSON.parse(text));

export function readChange(text: string): Change {
  const change = JSON.parse(text) as Omit<Change, 'ops'> & { ops: (Op | PackedOp)[] };
  return { ...change, ops: change.ops.map(unpackedOp) };
}

/** Equal rows are one row: rows and cells are replaced, never changed. */
export function readData(text: string): WorkbookData {
  const data = JSON.parse(text) as WorkbookData | PackedData;
  return { ...data, sheets: data.sheets.map(unpackedSheet) };
}

function unpackedOp(op: Op | PackedOp): Op {
  // An earlier program wrote cells one by one.
  if (!('packed' in op)) return op;
  const { packed, ...rest } = op;
  const lines = packed.lines.map(line => line.map(place => at(packed.items, place)));
  const cells = packed.rows.map(row => at(lines, row));
  return { ...rest, cells };
}

function unpackedSheet(sheet: Sheet | PackedData['sheets'][number]): Sheet {
  if (!('packed' in sheet)) return sheet;
  const { packed, ...rest } = sheet;
  const lines = packed.lines.map(line => mapLine(line, place => at(packed.items, place)));
  const cells = mapLine(packed.rows, row => at(lines, row));
  return { ...rest, cells };
}

function mapLine<From, To>(line: Line<From>, map: (item: From) => To): Line<To> {
  const mapped: Line<To> = {};
  for (const [key, item] of Object.entries(line)) mapped[Number(key)] = map(item);
  return mapped;
}

function at<Item extends object | null>(items: readonly Item[], place: number): Item {
  const item = items[place];
  if (item === undefined) throw new Error(`No cell is kept at ${place}`);
  return item;
}
