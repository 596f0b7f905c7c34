// Protected ranges and tabs: who may change what, as Google holds everybody to it, scripts and the API as well.
// https://support.google.com/docs/answer/1218656
import { invalid } from './error.ts';
import type { CellsOp, GridRange, Op, Origin, ProtectedRange, WorkbookData } from './model.ts';

const REFUSAL =
  'You are trying to edit a protected cell or object. ' +
  'Please contact the spreadsheet owner to remove protection if you need to edit.';

/**
 * INVALID, in Google's words, when an operation would change what is protected from its author. Whoever owns the file
 * may change everything, and so may an author without a name. A range that only warns holds nobody back.
 */
export function checkProtection(
  data: Readonly<WorkbookData>,
  op: Op,
  origin: Origin,
  owner: string | undefined,
): void {
  const { email } = origin;
  if (email === undefined || email === owner || !('sheetId' in op)) return;
  const sheet = data.sheets.find(({ properties }) => properties.sheetId === op.sheetId);
  const held = sheet?.protectedRanges.filter(
    ({ warningOnly, editors }) => !warningOnly && !editors?.includes(email),
  );
  if (!sheet || !held || held.length === 0) return;
  const { rowCount, columnCount } = sheet.properties;
  const isWhole = ({ range }: ProtectedRange) =>
    range.startRow === 0 &&
    range.endRow >= rowCount &&
    range.startColumn === 0 &&
    range.endColumn >= columnCount;
  if (held.some(each => touches(op, each, isWhole(each), origin))) throw invalid(REFUSAL);
}

function touches(op: Op, held: ProtectedRange, isTab: boolean, { by }: Origin): boolean {
  const { range } = held;
  switch (op.type) {
    case 'cells':
      // A script writes its whole range; others say which cells they mean.
      return by === 'script' ? overlaps(range, op) : writesInto(range, op);
    case 'insert': {
      const [start, end] = sideOf(range, op);
      return isTab || (start < op.index && op.index < end);
    }
    case 'delete':
    case 'move': {
      const [start, end] = sideOf(range, op);
      return isTab || (op.index < end && start < op.index + op.count);
    }
    case 'deleteSheet':
      return true;
    case 'rules': {
      const after = op.rules.protectedRanges;
      return after ? !after.some(each => sameProtection(each, held)) : isTab;
    }
    default:
      return isTab;
  }
}

const sideOf = (
  range: GridRange,
  { dimension }: { dimension: 'ROWS' | 'COLUMNS' },
): readonly [number, number] =>
  dimension === 'ROWS' ? [range.startRow, range.endRow] : [range.startColumn, range.endColumn];

function overlaps(range: GridRange, { row, column, cells }: CellsOp): boolean {
  const width = Math.max(0, ...new Set(cells.map(line => line.length)));
  return (
    row < range.endRow &&
    range.startRow < row + cells.length &&
    column < range.endColumn &&
    range.startColumn < column + width
  );
}

function writesInto(range: GridRange, { row, column, cells }: CellsOp): boolean {
  const lines = cells.slice(Math.max(0, range.startRow - row), Math.max(0, range.endRow - row));
  const [from, to] = [Math.max(0, range.startColumn - column), Math.max(0, range.endColumn - column)];
  return lines.some(line =>
    line.slice(from, to).some(patch => patch === null || Object.keys(patch).length > 0),
  );
}

const sameProtection = (one: ProtectedRange, other: ProtectedRange): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
