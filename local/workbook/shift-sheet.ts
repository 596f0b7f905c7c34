// Carries a shift of rows or columns through everything a sheet keeps by position.
import { type ChartRange, movedChart } from './chart.ts';
import { invalid } from './error.ts';
import type { Journal } from './journal.ts';
import type { ConditionalFormat, FilterView, GridRange, Sheet, StructureOp } from './model.ts';
import { deleteShift, insertShift, moveShift, type Shift } from './shift.ts';

type Axis = StructureOp['dimension'];

/** Inserts, deletes or moves rows or columns. INVALID outside the grid, or when nothing would be left of it. */
export function restructure(sheet: Sheet, op: StructureOp, journal: Journal): void {
  const sizeKey = op.dimension === 'ROWS' ? 'rowCount' : 'columnCount';
  const frozenKey = op.dimension === 'ROWS' ? 'frozenRowCount' : 'frozenColumnCount';
  const size = sheet.properties[sizeKey];
  const frozen = sheet.properties[frozenKey];
  checkSpan(op, size);
  const shift = shiftOf(op, size);
  const properties = { ...sheet.properties };
  if (op.type === 'insert') {
    properties[sizeKey] = size + op.count;
    if (op.index < frozen) properties[frozenKey] = frozen + op.count;
  }
  if (op.type === 'delete') {
    properties[sizeKey] = size - op.count;
    properties[frozenKey] = shift.span(0, frozen)?.end ?? 0;
    if (properties[sizeKey] < 1)
      throw invalid(`You can't delete all the ${named(op.dimension)} on the sheet.`);
    if (properties[frozenKey] >= properties[sizeKey]) {
      throw invalid(`You can't delete all non-frozen ${named(op.dimension)}.`);
    }
  }
  journal.set(sheet, 'properties', properties);
  shiftContents(sheet, op.dimension, shift, journal);
}

function checkSpan(op: StructureOp, size: number): void {
  const last = op.type === 'insert' ? op.index : op.index + op.count;
  const whole = Number.isInteger(op.index) && Number.isInteger(op.count);
  if (!whole || op.index < 0 || op.count < 1 || last > size) {
    throw invalid(
      `Cannot ${op.type} ${op.count} ${named(op.dimension)} at ${op.index}: the sheet has ${size}`,
    );
  }
  if (op.type === 'move' && !(Number.isInteger(op.to) && op.to >= 0 && op.to <= size)) {
    throw invalid(`Cannot move ${named(op.dimension)} to ${op.to}: the sheet has ${size}`);
  }
}

function shiftOf(op: StructureOp, size: number): Shift {
  if (op.type === 'insert') return insertShift(op.index, op.count, size);
  if (op.type === 'delete') return deleteShift(op.index, op.count);
  // A block that is moved into itself stays.
  const to = op.to > op.index && op.to < op.index + op.count ? op.index : op.to;
  return moveShift(op.index, op.count, to);
}

const named = (axis: Axis): string => axis.toLowerCase();

/** Moves cells, sizes, rules, filters and protections of one sheet; the grid's size is the caller's. */
export function shiftContents(sheet: Sheet, axis: Axis, shift: Shift, journal: Journal): void {
  if (axis === 'ROWS') journal.set(sheet, 'cells', rekeyed(sheet.cells, shift));
  else {
    const cells: Sheet['cells'] = {};
    for (const [row, columns] of Object.entries(sheet.cells)) {
      const kept = rekeyed(columns, shift);
      if (Object.keys(kept).length > 0) cells[Number(row)] = kept;
    }
    journal.set(sheet, 'cells', cells);
  }
  const sizes = axis === 'ROWS' ? 'rows' : 'columns';
  journal.set(sheet, sizes, rekeyed(sheet[sizes], shift));
  const move = (range: GridRange) => shiftRange(range, axis, shift);
  journal.set(
    sheet,
    'conditionalFormats',
    sheet.conditionalFormats.flatMap(rule => shiftRule(rule, move)),
  );
  journal.set(
    sheet,
    'protectedRanges',
    sheet.protectedRanges.flatMap(each => ranged(each, move)),
  );
  if (sheet.namedRanges) {
    journal.set(
      sheet,
      'namedRanges',
      sheet.namedRanges.flatMap(each => ranged(each, move)),
    );
  }
  if (sheet.charts.length > 0) {
    const { sheetId } = sheet.properties;
    const moveSource = (source: ChartRange) =>
      source.sheetId === sheetId ? shiftSource(source, axis, shift) : source;
    journal.set(
      sheet,
      'charts',
      sheet.charts.map(chart => movedChart(chart, moveSource)),
    );
  }
  const views = sheet.filterViews.flatMap(view => ranged(view, move));
  journal.set(sheet, 'filterViews', axis === 'ROWS' ? views : views.map(view => shiftView(view, shift)));
  if (sheet.basicFilter) journal.set(sheet, 'basicFilter', move(sheet.basicFilter));
}

function rekeyed<T>(record: Record<number, T>, shift: Shift): Record<number, T> {
  const result: Record<number, T> = {};
  for (const [key, value] of Object.entries(record)) {
    const index = shift.index(Number(key));
    if (index !== undefined) result[index] = value;
  }
  return result;
}

function shiftSource(source: ChartRange, axis: Axis, shift: Shift): ChartRange | undefined {
  const { sheetId, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = source;
  const range = {
    sheetId,
    startRow: startRowIndex,
    endRow: endRowIndex,
    startColumn: startColumnIndex,
    endColumn: endColumnIndex,
  };
  const moved = shiftRange(range, axis, shift);
  return (
    moved && {
      sheetId,
      startRowIndex: moved.startRow,
      endRowIndex: moved.endRow,
      startColumnIndex: moved.startColumn,
      endColumnIndex: moved.endColumn,
    }
  );
}

function shiftRange(range: GridRange, axis: Axis, shift: Shift): GridRange | undefined {
  if (axis === 'ROWS') {
    const span = shift.span(range.startRow, range.endRow);
    return span && { ...range, startRow: span.start, endRow: span.end };
  }
  const span = shift.span(range.startColumn, range.endColumn);
  return span && { ...range, startColumn: span.start, endColumn: span.end };
}

type Move = (range: GridRange) => GridRange | undefined;

function ranged<T extends { range: GridRange }>(item: T, move: Move): T[] {
  const range = move(item.range);
  return range ? [{ ...item, range }] : [];
}

function shiftRule(rule: ConditionalFormat, move: Move): ConditionalFormat[] {
  const ranges = rule.ranges.flatMap(range => move(range) ?? []);
  return ranges.length > 0 ? [{ ...rule, ranges }] : [];
}

/** Criteria and sort orders go where their columns go. */
function shiftView(view: FilterView, shift: Shift): FilterView {
  const { criteria, sorts } = view;
  return {
    ...view,
    criteria: rekeyed({ ...criteria }, shift),
    ...(sorts && {
      sorts: sorts.flatMap(sort => {
        const column = shift.index(sort.column);
        return column === undefined ? [] : [{ ...sort, column }];
      }),
    }),
  };
}
