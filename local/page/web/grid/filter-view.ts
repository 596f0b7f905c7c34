// A filter view of the workbook in Univer's words. It hides rows in this window and changes nothing of the workbook.

import { SheetsFilterService } from '@univerjs/sheets-filter';
import { parseA1 } from '../../../workbook/a1.ts';
import { displayText } from '../../../workbook/display.ts';
import type { FilterCriteria, FilterView, GridRange, Sheet } from '../../../workbook/model.ts';
import { serialOfWallMs, wallMsOf } from '../../../workbook/serial.ts';
import type { Grid } from './grid.ts';
import { SET_FILTER_CRITERIA, SET_FILTER_RANGE } from './mutations.ts';
import { rangeOf } from './rules.ts';

/** Univer's words for what a column is filtered by: the texts that are shown, or one or two comparisons. */
interface FilteredColumn {
  colId: number;
  filters?: { filters: string[]; blank?: true };
  customFilters?: { and?: 1; customFilters: { val: number; operator: string }[] };
}

/** Univer's name of a comparison, by the Sheets API's name. */
const OPERATORS: Record<string, string> = {
  NUMBER_EQ: 'equal',
  NUMBER_NOT_EQ: 'notEqual',
  NUMBER_GREATER: 'greaterThan',
  NUMBER_GREATER_THAN_EQ: 'greaterThanOrEqual',
  NUMBER_LESS: 'lessThan',
  NUMBER_LESS_THAN_EQ: 'lessThanOrEqual',
};

/**
 * What each column of the view is filtered by; nothing when a condition has no counterpart here. `now` is a serial
 * number in the workbook's zone.
 */
export function filterColumns(sheet: Sheet, view: FilterView, now: number): FilteredColumn[] | undefined {
  const found = Object.entries(view.criteria).map(([column, criteria]) =>
    columnOf(sheet, view.range, Number(column), criteria, now),
  );
  const known = found.filter(each => each !== undefined);
  return known.length === found.length ? known : undefined;
}

function columnOf(
  sheet: Sheet,
  range: GridRange,
  colId: number,
  { hiddenValues, condition }: FilterCriteria,
  now: number,
): FilteredColumn | undefined {
  if (!condition) return { colId, filters: shownBeside(textsOf(sheet, range, colId), hiddenValues ?? []) };
  if (hiddenValues) return undefined;
  const [first = '', second = ''] = condition.values.map(value => value.userEnteredValue);
  if (condition.type === 'BLANK') return { colId, filters: { filters: [], blank: true } };
  if (condition.type === 'TEXT_EQ') return { colId, filters: { filters: [first] } };
  if (condition.type === 'CUSTOM_FORMULA') return matching(sheet, range, colId, first);
  const [from, to] = [numberOf(first, now), numberOf(second, now)];
  if (from === undefined) return undefined;
  if (condition.type === 'NUMBER_BETWEEN' && to !== undefined)
    return {
      colId,
      customFilters: {
        and: 1,
        customFilters: [
          { val: from, operator: 'greaterThanOrEqual' },
          { val: to, operator: 'lessThanOrEqual' },
        ],
      },
    };
  const operator = OPERATORS[condition.type];
  return operator === undefined
    ? undefined
    : { colId, customFilters: { customFilters: [{ val: from, operator }] } };
}

/** The one formula that is known here: whether the text of the column itself is like a pattern. */
function matching(
  sheet: Sheet,
  range: GridRange,
  colId: number,
  formula: string,
): FilteredColumn | undefined {
  const [, letters, row, quoted = ''] = REGEXMATCH.exec(formula) ?? [];
  if (letters === undefined || parseA1(`${letters}${row}`)?.startColumn !== colId) return undefined;
  if (Number(row) !== range.startRow + 2) return undefined;
  const pattern = new RegExp(quoted.replaceAll('""', '"'), 'u');
  return {
    colId,
    filters: { filters: [...textsOf(sheet, range, colId)].filter(text => pattern.test(text)) },
  };
}

const REGEXMATCH = /^=REGEXMATCH\(TO_TEXT\(\$([A-Z]+)(\d+)\),"((?:[^"]|"")*)"\)$/;

/** The texts of a column below the header. */
function textsOf(sheet: Sheet, range: GridRange, column: number): Set<string> {
  const texts = new Set<string>();
  for (const [row, cells] of Object.entries(sheet.cells))
    if (Number(row) > range.startRow && Number(row) < range.endRow) texts.add(displayText(cells[column]));
  return texts;
}

function shownBeside(texts: Set<string>, hidden: readonly string[]): NonNullable<FilteredColumn['filters']> {
  const filters = [...texts].filter(text => text !== '' && !hidden.includes(text));
  return hidden.includes('') ? { filters } : { filters, blank: true };
}

/** A number, or a formula for a time: the present one, a day, a Monday or an end of a month, with days more or less. */
function numberOf(entered: string, now: number): number | undefined {
  const [, name, , months = '', days = '0'] = FORMULA.exec(entered.toUpperCase()) ?? [];
  const today = Math.floor(now);
  if (name === 'NOW()') return now + Number(days);
  if (name === 'TODAY()') return today + Number(days);
  if (name === MONDAY) return today - ((today - FIRST_MONDAY) % 7) + Number(days);
  if (name) return endOfMonth(today, Number(months)) + Number(days);
  return entered.trim() === '' || Number.isNaN(Number(entered)) ? undefined : Number(entered);
}

const MONDAY = 'TODAY()-WEEKDAY(TODAY(),3)';
const FORMULA =
  /^=(NOW\(\)|TODAY\(\)-WEEKDAY\(TODAY\(\),3\)|TODAY\(\)|(EOMONTH)\(TODAY\(\),(-?\d+)\))([+-]\d+(?:\.\d+)?)?$/;
/** A Monday as a serial number: 1 January 1900. */
const FIRST_MONDAY = 2;

/** The last day of the month so many after that of a day. */
function endOfMonth(day: number, months: number): number {
  const date = new Date(wallMsOf(day));
  return serialOfWallMs(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
}

/** Shows the rows that meet these, in place of what the tab was filtered by before. */
export function applyColumns(
  grid: Grid,
  sheetId: number,
  range: GridRange | undefined,
  columns: readonly FilteredColumn[],
): void {
  const target = { unitId: grid.unitId, subUnitId: String(sheetId) };
  const model = () => grid.injector.get(SheetsFilterService).getFilterModel(target.unitId, target.subUnitId);
  if (!model() && range && columns.length > 0)
    grid.run(SET_FILTER_RANGE, { ...target, range: rangeOf(range) });
  for (const [col] of model()?.getAllFilterColumns() ?? [])
    grid.run(SET_FILTER_CRITERIA, { ...target, col, criteria: null });
  for (const criteria of columns) grid.run(SET_FILTER_CRITERIA, { ...target, col: criteria.colId, criteria });
}

/** Whether rows of the tab are filtered out in this window. */
export const isFiltered = (grid: Grid, sheetId: number): boolean =>
  (filterOf(grid, sheetId)?.getAllFilterColumns().length ?? 0) > 0;

/** The rows that are. */
export const filteredOut = (grid: Grid, sheetId: number): number[] => [
  ...(filterOf(grid, sheetId)?.filteredOutRows ?? []),
];

const filterOf = (grid: Grid, sheetId: number) =>
  grid.injector.get(SheetsFilterService).getFilterModel(grid.unitId, String(sheetId));
