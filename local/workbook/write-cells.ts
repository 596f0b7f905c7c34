// Writes cells into the sparse grid. Rows and cells are replaced, never changed in place, so a reader may keep one.
import { formatA1, quoteTitle } from './a1.ts';
import { invalid } from './error.ts';
import type { Journal } from './journal.ts';
import { MAX_CELL_CHARACTERS } from './limits.ts';
import type { Cell, CellPatch, CellsOp, Sheet } from './model.ts';
import { once } from './once.ts';

type Patches = CellsOp['cells'][number];
type Row = Sheet['cells'][number];

/** Applies one block of cell patches; INVALID when it reaches past the grid or holds what no cell can. */
export function writeCells(sheet: Sheet, op: CellsOp, journal: Journal): void {
  checkBounds(sheet, op);
  const patched = patcher();
  const rows = once((before: Row | undefined, patches: Patches) =>
    patchedRow(before, op.column, patches, patched),
  );
  const { cells } = sheet;
  // One step back for the whole block: the desk lays out tabs of a thousand rows column by column.
  journal.recordWith(
    () => op.cells.map((_, offset) => cells[op.row + offset]),
    were => were.forEach((row, offset) => setRow(cells, op.row + offset, row)),
  );
  op.cells.forEach((patches, offset) => {
    const before = cells[op.row + offset];
    const after = rows(before, patches);
    if (after !== before) setRow(cells, op.row + offset, after);
  });
}

function setRow(cells: Sheet['cells'], index: number, row: Row | undefined): void {
  if (row) cells[index] = row;
  else delete cells[index];
}

/** INVALID, in Google's words, when a block of cells reaches past the grid. */
export function checkBounds(sheet: Sheet, op: CellsOp): void {
  const { rowCount, columnCount, title } = sheet.properties;
  const width = op.cells.reduce((most, row) => Math.max(most, row.length), 0);
  const endRow = op.row + op.cells.length;
  const endColumn = op.column + width;
  const whole = Number.isInteger(op.row) && Number.isInteger(op.column);
  if (!whole || op.row < 0 || op.column < 0)
    throw invalid(`No such cell: row ${op.row}, column ${op.column}`);
  if (endRow <= rowCount && endColumn <= columnCount) return;
  const a1 = formatA1({ startRow: op.row, endRow, startColumn: op.column, endColumn });
  throw invalid(
    `Range (${quoteTitle(title)}!${a1}) exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`,
  );
}

/** The row after patches from a column on: `undefined` without cells, the very same when nothing was to be done. */
function patchedRow(
  before: Row | undefined,
  column: number,
  patches: Patches,
  patched: ReturnType<typeof patcher>,
): Row | undefined {
  let after = before;
  patches.forEach((patch, offset) => {
    if (patch && isEmpty(patch)) return;
    const place = column + offset;
    const cell = patched(before?.[place], patch);
    if (!cell && !before?.[place]) return;
    if (!after || after === before) after = { ...before };
    if (cell) after[place] = cell;
    else delete after[place];
  });
  return after && isEmpty(after) ? undefined : after;
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

/**
 * Makes cells by patches, `null` for emptying one. The same patch of the same cell is the same cell again: a column
 * whose format changes is worked out once, not for each of its thousand rows.
 */
export function patcher(): (before: Cell | undefined, patch: CellPatch | null) => Cell | undefined {
  return once((before, patch) => (patch === null ? undefined : patchedCell(before, patch)));
}

/** The cell after a patch, `undefined` when nothing is left of it. */
function patchedCell(before: Cell | undefined, patch: CellPatch): Cell | undefined {
  const after: Record<string, unknown> = { ...before };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete after[field];
    else after[field] = value;
  }
  const cell: Cell = after;
  // Google has no empty text in a cell: writing '' is emptying it. A formula may well give ''.
  if (cell.value === '' && cell.formula === undefined) delete cell.value;
  if (cell.note === '') delete cell.note;
  if (cell.format && Object.keys(cell.format).length === 0) delete cell.format;
  return Object.keys(cell).length === 0 ? undefined : cell;
}

/** A patch that makes any cell into this one. */
export function wholePatch(cell: Cell | undefined): CellPatch | null {
  return cell ? { value: null, formula: null, note: null, format: null, validation: null, ...cell } : null;
}

const FIELDS = new Set(['value', 'formula', 'note', 'format', 'validation']);

/** INVALID when a patch holds what a cell cannot: an unknown field, a number that is none, a text that is too long. */
export function checkPatch(patch: CellPatch): void {
  for (const field in patch) if (!FIELDS.has(field)) throw invalid(`A cell has no field "${field}"`);
  const { value, formula } = patch;
  if (typeof value === 'number' && !Number.isFinite(value))
    throw invalid(`Not a number for a cell: ${value}`);
  const text = typeof value === 'string' ? value : '';
  if (text.length > MAX_CELL_CHARACTERS || (formula ?? '').length > MAX_CELL_CHARACTERS) {
    throw invalid(
      `Your input contains more than the maximum of ${MAX_CELL_CHARACTERS} characters in a single cell.`,
    );
  }
  if (typeof formula === 'string' && !formula.startsWith('=')) throw invalid('A formula starts with "="');
}
