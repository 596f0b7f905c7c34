// The one interpreter of operations. Each leaves its undo in the journal before the next runs.
import { invalid } from './error.ts';
import type { Journal } from './journal.ts';
import type { DimensionProperties, Op, Sheet, WorkbookData } from './model.ts';
import { isTimeZone } from './serial.ts';
import { restructure } from './shift-sheet.ts';
import { addSheet, changeSheet, checkCellCount, deleteSheet, sheetOf } from './tabs.ts';
import { writeCells } from './write-cells.ts';

/** Applies one operation to the data; throws WorkbookError with what is already done in the journal. */
export function applyOp(data: WorkbookData, op: Op, journal: Journal): void {
  switch (op.type) {
    case 'cells':
      return writeCells(sheetOf(data, op.sheetId), op, journal);
    case 'insert':
      restructure(sheetOf(data, op.sheetId), op, journal);
      return checkCellCount(data);
    case 'delete':
    case 'move':
      return restructure(sheetOf(data, op.sheetId), op, journal);
    case 'dimension':
      return setDimension(sheetOf(data, op.sheetId), op, journal);
    case 'addSheet':
      return addSheet(data, op.properties, journal);
    case 'deleteSheet':
      return deleteSheet(data, op.sheetId, journal);
    case 'sheet':
      return changeSheet(data, op, journal);
    case 'rules':
      return setRules(sheetOf(data, op.sheetId), op, journal);
    case 'workbook':
      return setWorkbook(data, op, journal);
    default:
      throw invalid(`Unknown operation: ${JSON.stringify(op satisfies never)}`);
  }
}

function setDimension(sheet: Sheet, op: Extract<Op, { type: 'dimension' }>, journal: Journal): void {
  const size = op.dimension === 'ROWS' ? sheet.properties.rowCount : sheet.properties.columnCount;
  if (op.index < 0 || op.count < 1 || op.index + op.count > size) {
    throw invalid(
      `No ${op.dimension.toLowerCase()} ${op.index} to ${op.index + op.count}: there are ${size}`,
    );
  }
  const sizes = op.dimension === 'ROWS' ? sheet.rows : sheet.columns;
  for (let index = op.index; index < op.index + op.count; index += 1) {
    const after: DimensionProperties = { ...sizes[index], ...op.properties };
    if (after.hidden === false) delete after.hidden;
    journal.set(sizes, index, Object.keys(after).length > 0 ? after : undefined);
  }
}

function setRules(sheet: Sheet, op: Extract<Op, { type: 'rules' }>, journal: Journal): void {
  const { conditionalFormats, protectedRanges, filterViews, charts, namedRanges, basicFilter } = op.rules;
  if (conditionalFormats) journal.set(sheet, 'conditionalFormats', conditionalFormats);
  if (protectedRanges) journal.set(sheet, 'protectedRanges', protectedRanges);
  if (filterViews) journal.set(sheet, 'filterViews', filterViews);
  if (charts) journal.set(sheet, 'charts', charts);
  if (namedRanges) journal.set(sheet, 'namedRanges', namedRanges);
  if (basicFilter !== undefined) journal.set(sheet, 'basicFilter', basicFilter ?? undefined);
}

function setWorkbook(data: WorkbookData, op: Extract<Op, { type: 'workbook' }>, journal: Journal): void {
  const { title, locale, timeZone, metadata } = op.properties;
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw invalid(`Unknown time zone: ${timeZone}`);
  if (title !== undefined) journal.set(data, 'title', title);
  if (locale !== undefined) journal.set(data, 'locale', locale);
  if (timeZone !== undefined) journal.set(data, 'timeZone', timeZone);
  if (metadata !== undefined) journal.set(data, 'metadata', metadata);
}
