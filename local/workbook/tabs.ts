// Adds, removes, changes and orders the tabs of a workbook.
import { invalid, WorkbookError } from './error.ts';
import type { Journal } from './journal.ts';
import { MAX_CELLS, MAX_COLUMNS } from './limits.ts';
import type { Op, Sheet, SheetProperties, WorkbookData } from './model.ts';
import { deleteShift, insertShift } from './shift.ts';
import { shiftContents } from './shift-sheet.ts';

/** The tab with this id; NOT_FOUND when there is none. */
export function sheetOf(data: Readonly<WorkbookData>, sheetId: number): Sheet {
  const sheet = data.sheets.find(each => each.properties.sheetId === sheetId);
  if (!sheet) throw new WorkbookError('NOT_FOUND', `No sheet with id: ${sheetId}`);
  return sheet;
}

function emptySheet(properties: SheetProperties): Sheet {
  return {
    properties,
    cells: {},
    rows: {},
    columns: {},
    conditionalFormats: [],
    protectedRanges: [],
    filterViews: [],
    charts: [],
  };
}

/** Adds a tab at its index (clamped). INVALID when its id or title is taken or its grid is out of limits. */
export function addSheet(data: WorkbookData, properties: SheetProperties, journal: Journal): void {
  if (!Number.isInteger(properties.sheetId) || properties.sheetId < 0) {
    throw invalid(`A sheet id is a whole number of at least 0: ${properties.sheetId}`);
  }
  if (data.sheets.some(each => each.properties.sheetId === properties.sheetId)) {
    throw invalid(`A sheet with the id ${properties.sheetId} already exists.`);
  }
  checkTitle(data, properties.title);
  const sheet = emptySheet({ ...properties });
  const sheets = [...data.sheets];
  sheets.splice(Math.max(0, Math.min(properties.index, sheets.length)), 0, sheet);
  placeSheets(data, sheets, journal);
  checkGrid(data, sheet.properties);
}

/** INVALID for the last visible tab. */
export function deleteSheet(data: WorkbookData, sheetId: number, journal: Journal): void {
  const sheet = sheetOf(data, sheetId);
  placeSheets(
    data,
    data.sheets.filter(each => each !== sheet),
    journal,
  );
  checkVisible(data, "You can't remove all the visible sheets in a document.");
}

export function changeSheet(data: WorkbookData, op: Extract<Op, { type: 'sheet' }>, journal: Journal): void {
  const sheet = sheetOf(data, op.sheetId);
  const before = sheet.properties;
  const after: SheetProperties = { ...before, ...op.properties, sheetId: before.sheetId };
  if (after.title !== before.title) checkTitle(data, after.title);
  if (after.tabColor === '') delete after.tabColor;
  journal.set(sheet, 'properties', after);
  checkGrid(data, after);
  resize(sheet, 'ROWS', before.rowCount, after.rowCount, journal);
  resize(sheet, 'COLUMNS', before.columnCount, after.columnCount, journal);
  if (after.hidden) checkVisible(data, "You can't hide all the sheets in a document.");
  if (after.index === before.index) return;
  const others = data.sheets.filter(each => each !== sheet);
  others.splice(Math.max(0, Math.min(after.index, others.length)), 0, sheet);
  placeSheets(data, others, journal);
}

function resize(
  sheet: Sheet,
  axis: 'ROWS' | 'COLUMNS',
  before: number,
  after: number,
  journal: Journal,
): void {
  if (after < before) shiftContents(sheet, axis, deleteShift(after, before - after), journal);
  if (after > before) shiftContents(sheet, axis, insertShift(before, after - before, before), journal);
}

function placeSheets(data: WorkbookData, sheets: Sheet[], journal: Journal): void {
  journal.set(data, 'sheets', sheets);
  sheets.forEach((sheet, index) => {
    if (sheet.properties.index !== index) journal.set(sheet, 'properties', { ...sheet.properties, index });
  });
}

function checkTitle(data: WorkbookData, title: string): void {
  if (title === '' || title.length > 100) throw invalid('A sheet title has 1 to 100 characters.');
  if (data.sheets.some(each => each.properties.title.toLowerCase() === title.toLowerCase())) {
    throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
  }
}

function checkGrid(data: WorkbookData, properties: SheetProperties): void {
  const { rowCount, columnCount, frozenRowCount, frozenColumnCount } = properties;
  const whole = [rowCount, columnCount, frozenRowCount, frozenColumnCount].every(Number.isInteger);
  if (!whole || rowCount < 1 || columnCount < 1 || columnCount > MAX_COLUMNS) {
    throw invalid(`A sheet cannot have ${rowCount} rows and ${columnCount} columns.`);
  }
  if (frozenRowCount < 0 || frozenColumnCount < 0)
    throw invalid('Fewer than no rows or columns cannot be frozen.');
  if (frozenRowCount >= rowCount) throw invalid("You can't freeze all visible rows on the sheet.");
  if (frozenColumnCount >= columnCount) throw invalid("You can't freeze all visible columns on the sheet.");
  checkCellCount(data);
}

/** INVALID when the tabs together have more cells than a spreadsheet may. */
export function checkCellCount(data: WorkbookData): void {
  const cells = data.sheets.reduce((sum, { properties: p }) => sum + p.rowCount * p.columnCount, 0);
  if (cells > MAX_CELLS) {
    throw invalid(
      `This action would increase the number of cells in the workbook above the limit of ${MAX_CELLS} cells.`,
    );
  }
}

function checkVisible(data: WorkbookData, message: string): void {
  if (data.sheets.every(each => each.properties.hidden)) throw invalid(message);
}
