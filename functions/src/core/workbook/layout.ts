// The workbook's layout as requests of the Sheets API's spreadsheets.batchUpdate: a pure function from declarations and
// from what is there already. Never clears or sorts what staff have typed.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request

import type { DeskContext } from '../desk/desk.ts';
import { digestOf } from '../lib/digest.ts';
import { SUMMARY_TABS } from '../reports/summary-tabs.ts';
import { columnsInView, rowsName, type TabColumn, TIE, tabColumns } from '../schema/tab-columns.ts';
import type { Table } from '../schema/table.ts';
import { choicesOf } from './choices.ts';
import { filterViewRequests } from './filter-views.ts';
import { newColumns } from './new-columns.ts';
import { newSummaryTab } from './page-layout.ts';
import { asDeclared, newHeader, newHeaders } from './renamed-headers.ts';
import {
  type ExistingName,
  type ExistingTab,
  freeTitle,
  rgb,
  type SheetRequest,
  type TabRequests,
} from './sheet-request.ts';

/** Rows that a staff tab starts with; more are added as they are needed. */
const STAFF_ROWS = 1000;

/**
 * Requests that bring a workbook to what the desk declares, by the tabs in which something is to be done; none of them
 * touches a cell below a header that holds values.
 */
export function planLayout(
  tables: readonly Table[],
  desk: DeskContext,
  existing: readonly ExistingTab[],
  names: readonly ExistingName[],
): TabRequests[] {
  const found = new Map(existing.map(tab => [tab.sheetId, tab]));
  const titles = new Set(existing.map(tab => tab.title));
  const parts: TabRequests[] = [];
  const add = (title: string, requests: readonly SheetRequest[]) => parts.push({ title, requests });
  SUMMARY_TABS.forEach((tab, index) => {
    if (found.has(tab.sheetId)) return;
    const title = freeTitle(tab.title, titles);
    add(title, newSummaryTab(tab, title, index));
  });
  tables.forEach((table, place) => {
    const tab = found.get(table.sheetId);
    if (tab) {
      add(tab.title, changes(table, desk, tab, names));
      return;
    }
    const title = freeTitle(table.title, titles);
    add(title, newStaffTab(table, desk, { title, index: SUMMARY_TABS.length + place, names }));
  });
  // A new spreadsheet comes with one blank tab that nobody asked for.
  const [only] = existing;
  if (only?.empty && existing.length === 1 && !isOurs(only, tables))
    add(only.title, [{ deleteSheet: { sheetId: only.sheetId } }]);
  return parts.filter(({ requests }) => requests.length > 0);
}

/** What a desk declares of its workbook, in short: while it is the same, there is nothing new to lay out. */
export function layoutDigest(desk: DeskContext): string {
  return digestOf(JSON.stringify(planLayout(desk.tables, desk, [], []).flatMap(({ requests }) => requests)));
}

interface NewTab {
  title: string;
  index: number;
  names: readonly ExistingName[];
}

function newStaffTab(table: Table, desk: DeskContext, { title, index, names }: NewTab): SheetRequest[] {
  const wanted = tabColumns(table);
  const header = wanted.map(each => each.label);
  return [
    addTab(table, title, index, wanted.length),
    ...newColumns(table.sheetId, 0, wanted, STAFF_ROWS),
    ...guards(table.sheetId, wanted),
    ...choices(table, header, desk),
    ...rowNames(table, header, names),
    ...filterViewRequests(table, header, desk, []),
  ];
}

/** What a tab that is there lacks, and what follows the settings. */
function changes(
  table: Table,
  desk: DeskContext,
  tab: ExistingTab,
  names: readonly ExistingName[],
): SheetRequest[] {
  const wanted = tabColumns(table);
  const renamed = newHeaders(wanted, tab.header);
  const present = asDeclared(
    wanted,
    tab.header.map((label, at) => renamed.find(each => each.at === at)?.column.label ?? label),
  );
  const missing = wanted.filter(each => !present.includes(each.label));
  const header = [...present.slice(0, lastUsed(present) + 1), ...missing.map(each => each.label)];
  return [
    ...renamed.map(each => newHeader(tab.sheetId, each)),
    ...addedColumns(tab, missing),
    ...widerFilter(tab, header.length),
    ...choices(table, header, desk),
    ...rowNames(table, header, names),
    ...filterViewRequests(table, header, desk, tab.views ?? []),
  ];
}

/** Columns behind the last that is used. */
function addedColumns(tab: ExistingTab, missing: readonly TabColumn[]): SheetRequest[] {
  if (missing.length === 0) return [];
  const { sheetId } = tab;
  const start = lastUsed(tab.header) + 1;
  const length = start + missing.length - tab.columnCount;
  const room = length > 0 ? [{ appendDimension: { sheetId, dimension: 'COLUMNS', length } }] : [];
  return [...room, ...newColumns(sheetId, start, missing, tab.rowCount)];
}

function isOurs(tab: ExistingTab, tables: readonly Table[]): boolean {
  return [...tables, ...SUMMARY_TABS].some(each => each.sheetId === tab.sheetId);
}

const lastUsed = (header: readonly string[]) => header.findLastIndex(label => label !== '');

function addTab(table: Table, title: string, index: number, columnCount: number): SheetRequest {
  return {
    addSheet: {
      properties: {
        sheetId: table.sheetId,
        title,
        index,
        tabColorStyle: { rgbColor: rgb(table.colour) },
        gridProperties: {
          rowCount: STAFF_ROWS,
          columnCount,
          frozenRowCount: 1,
          frozenColumnCount: columnsInView(table),
        },
      },
    },
  };
}

/** Warns whoever is about to change the header or the hidden columns; people may still do it. */
function guards(sheetId: number, columns: readonly TabColumn[]): SheetRequest[] {
  const firstHidden = columns.findIndex(each => each.hidden);
  const ranges = [
    { range: { sheetId, startRowIndex: 0, endRowIndex: 1 }, description: '表头' },
    {
      range: { sheetId, startColumnIndex: firstHidden, endColumnIndex: columns.length },
      description: '行键',
    },
  ];
  return [
    ...ranges.map(range => ({ addProtectedRange: { protectedRange: { ...range, warningOnly: true } } })),
    // Open to the right: sorting moves the filter's columns and no others, so a column outside it, hidden or of the
    // people's own, would stay with another row. https://support.google.com/docs/answer/3540681
    { setBasicFilter: { filter: { range: { sheetId, startRowIndex: 0, startColumnIndex: 0 } } } },
  ];
}

/**
 * The tab's filter over all of its columns, with what it filters by; nothing where it covers them or was taken away.
 */
function widerFilter({ sheetId, columnCount, filter }: ExistingTab, used: number): SheetRequest[] {
  if (!filter) return [];
  const { startRow, endRow, startColumn, endColumn, specs } = filter;
  const width = Math.max(columnCount, used);
  if (startColumn === 0 && (endColumn ?? width) >= width) return [];
  const range = {
    sheetId,
    startRowIndex: startRow,
    ...(endRow !== undefined && { endRowIndex: endRow }),
    startColumnIndex: 0,
  };
  return [{ setBasicFilter: { filter: { range, ...(specs.length > 0 && { filterSpecs: specs }) } } }];
}

/**
 * Drop-downs of a tab's option and person columns. They mark what is not in the list and reject nothing: what was typed
 * stays.
 */
function choices(table: Table, header: readonly string[], desk: DeskContext): SheetRequest[] {
  return table.columns.flatMap(column => {
    const values = choicesOf(column, desk);
    const index = header.indexOf(column.label);
    if (values.length === 0 || index < 0) return [];
    return [
      {
        setDataValidation: {
          range: {
            sheetId: table.sheetId,
            startRowIndex: 1,
            startColumnIndex: index,
            endColumnIndex: index + 1,
          },
          rule: {
            condition: { type: 'ONE_OF_LIST', values: values.map(value => ({ userEnteredValue: value })) },
            strict: false,
            showCustomUi: true,
          },
        },
      },
    ];
  });
}

/** Names the column of row keys, by which links find a row wherever it is. */
function rowNames(table: Table, header: readonly string[], names: readonly ExistingName[]): SheetRequest[] {
  const column = header.indexOf(TIE.key);
  const name = rowsName(table);
  const known = names.find(each => each.name === name);
  if (known?.sheetId === table.sheetId) return [];
  const range = { sheetId: table.sheetId, startColumnIndex: column, endColumnIndex: column + 1 };
  return [
    known
      ? { updateNamedRange: { namedRange: { namedRangeId: known.id, range }, fields: 'range' } }
      : { addNamedRange: { namedRange: { name, range } } },
  ];
}
