// The whole workbook as Univer loads it. Pure; knows no grid.
import {
  BooleanNumber,
  type ICellData,
  type IColumnData,
  type IRowData,
  type IStyleData,
  type IWorkbookData,
  type IWorksheetData,
  LocaleType,
} from '@univerjs/core';
import type { CellFormat, Sheet, SheetProperties, WorkbookData } from '../../../workbook/model.ts';
import { eachCell } from '../../cells.ts';
import { DEFAULT_COLUMN_WIDTH, DEFAULT_ROW_HEIGHT } from '../../sizes.ts';
import { contentOf, DEFAULT_STYLE, styleOf } from './cell.ts';
import { noteOf } from './notes.ts';
import { conditionalRules, rangeOf, validationRules } from './rules.ts';

/** Sizes in pixels of what the model leaves open; the same as in Google Sheets, but for rows that Chinese text fits. */

/** The names under which Univer's plugins keep what is not in cells. */
const RESOURCES = {
  SHEET_NOTE_PLUGIN: notesOf,
  SHEET_DATA_VALIDATION_PLUGIN: validationRules,
  SHEET_CONDITIONAL_FORMATTING_PLUGIN: conditionalRules,
  SHEET_FILTER_PLUGIN: filterOf,
} as const satisfies Record<string, (sheet: Sheet) => object | undefined>;

export function univerWorkbook(data: WorkbookData): IWorkbookData {
  const styles: Record<string, IStyleData> = {};
  const styleIds = new Map<CellFormat, string>();
  const styleId = (format: CellFormat): string => {
    const known = styleIds.get(format);
    if (known) return known;
    const id = `s${styleIds.size}`;
    styleIds.set(format, id);
    styles[id] = styleOf(format) ?? {};
    return id;
  };
  const sheets = data.sheets.map(sheet => univerSheet(sheet, styleId));
  return {
    id: data.spreadsheetId,
    name: data.title,
    appVersion: '0.25.1',
    locale: LocaleType.ZH_CN,
    styles,
    defaultStyle: DEFAULT_STYLE,
    sheetOrder: sheets.map(sheet => sheet.id),
    sheets: Object.fromEntries(sheets.map(sheet => [sheet.id, sheet])),
    resources: Object.entries(RESOURCES).map(([name, read]) => ({
      name,
      data: JSON.stringify(
        Object.fromEntries(data.sheets.map(sheet => [univerId(sheet.properties), read(sheet)])),
      ),
    })),
  };
}

const univerId = ({ sheetId }: SheetProperties): string => String(sheetId);

function univerSheet(
  sheet: Sheet,
  styleId: (format: CellFormat) => string,
): Partial<IWorksheetData> & { id: string } {
  const { properties } = sheet;
  const cellData: Record<number, Record<number, ICellData>> = {};
  for (const { row, column, cell } of eachCell(sheet.cells)) {
    if (cell.value === undefined && !cell.formula && !cell.format) continue;
    const content: ICellData = cell.value !== undefined || cell.formula ? contentOf(cell) : {};
    if (cell.format) content.s = styleId(cell.format);
    cellData[row] ??= {};
    cellData[row][column] = content;
  }
  return {
    id: univerId(properties),
    name: properties.title,
    tabColor: properties.tabColor ?? '',
    hidden: properties.hidden ? BooleanNumber.TRUE : BooleanNumber.FALSE,
    rowCount: properties.rowCount,
    columnCount: properties.columnCount,
    freeze: freezeOf(properties),
    showGridlines: properties.hideGridlines ? BooleanNumber.FALSE : BooleanNumber.TRUE,
    defaultRowHeight: DEFAULT_ROW_HEIGHT,
    defaultColumnWidth: DEFAULT_COLUMN_WIDTH,
    cellData,
    rowData: mapValues(
      sheet.rows,
      ({ pixelSize, hidden }): IRowData => ({
        ...(pixelSize ? { h: pixelSize, ia: BooleanNumber.FALSE } : {}),
        ...(hidden ? { hd: BooleanNumber.TRUE } : {}),
      }),
    ),
    columnData: mapValues(
      sheet.columns,
      ({ pixelSize, hidden }): IColumnData => ({
        ...(pixelSize ? { w: pixelSize } : {}),
        ...(hidden ? { hd: BooleanNumber.TRUE } : {}),
      }),
    ),
  };
}

export function freezeOf({ frozenRowCount, frozenColumnCount }: SheetProperties): IWorksheetData['freeze'] {
  return {
    xSplit: frozenColumnCount,
    ySplit: frozenRowCount,
    startRow: frozenRowCount > 0 ? frozenRowCount : -1,
    startColumn: frozenColumnCount > 0 ? frozenColumnCount : -1,
  };
}

function notesOf(sheet: Sheet): object {
  const notes: Record<number, Record<number, object>> = {};
  for (const { row, column, cell } of eachCell(sheet.cells)) {
    if (!cell.note) continue;
    notes[row] ??= {};
    notes[row][column] = noteOf(row, column, cell.note);
  }
  return notes;
}

function filterOf(sheet: Sheet): object | undefined {
  return sheet.basicFilter && { ref: rangeOf(sheet.basicFilter) };
}

function mapValues<From, To>(record: Record<number, From>, map: (value: From) => To): Record<number, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
