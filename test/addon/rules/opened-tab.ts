// The case book's tab as the add-on has it open, for rules that look at what rows hold and ask the sheet for nothing.
import type { CellContent, Spreadsheet } from '../../../sheets-addon/src/platform/platform.ts';
import { codecOf } from '../../../sheets-addon/src/sheet/cells.ts';
import type { Picture } from '../../../sheets-addon/src/sheet/picture.ts';
import { baseFor } from '../../../sheets-addon/src/sheet/row-mark.ts';
import type { Tab } from '../../../sheets-addon/src/sheet/tab.ts';
import { DESK, SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { HEADER } from '../../fixtures/addon/case-tab.ts';
import { withOnly } from '../../fixtures/with-only.ts';

/** Where a column stands, counted from 1. */
export const placeOf = (label: string): number => HEADER.indexOf(label) + 1;

/** As Google refuses a range of which some lies outside, or nothing is inside. */
export function refuseOutside(isInside: boolean): void {
  if (!isInside) throw new Error('The coordinates of the range are outside the dimensions of the sheet.');
}

/** A sheet that holds these rows, by number, below the header. It is read only. */
function sheetWith(lines: ReadonlyMap<number, readonly CellContent[]>): Tab['sheet'] {
  const lastRow = Math.max(1, ...lines.keys());
  const sheet = withOnly<Tab['sheet']>({
    getSheetId: () => SHEET_ID,
    getName: () => '个案',
    getLastRow: () => lastRow,
    getLastColumn: () => HEADER.length,
    getRange: (row: number, column: number, rows = 1, columns = 1) => {
      refuseOutside(row + rows - 1 <= lastRow && column + columns - 1 <= HEADER.length);
      return {
        getValues: () =>
          Array.from({ length: rows }, (_, down) => {
            const line = row + down === 1 ? HEADER : (lines.get(row + down) ?? []);
            return Array.from({ length: columns }, (_each, right) => line[column - 1 + right] ?? '');
          }),
      };
    },
  });
  return sheet;
}

/** The tab with these rows, from row 2 on. */
export function tabWith(...lines: readonly CellContent[][]): Tab {
  const rows = new Map(lines.map((line, index) => [index + 2, line]));
  return { ...openedTab(lines.length + 1), sheet: sheetWith(rows) };
}

/** The tab, of which this is the last row with content. */
export function openedTab(lastRow = 20): Tab {
  const [table] = DESK.tables;
  if (!table) throw new Error('the case book has no table');
  const spreadsheet = withOnly<Spreadsheet>({ getSpreadsheetTimeZone: () => DESK.timeZone });
  return {
    sheet: sheetWith(new Map()),
    desk: DESK,
    codec: codecOf(spreadsheet, DESK),
    table,
    columns: table.columns.map(column => ({ ...column, at: placeOf(column.label) })),
    tie: {
      key: placeOf(table.tie.key),
      base: placeOf(table.tie.base),
      sync: placeOf(table.tie.sync),
      number: placeOf(table.tie.number ?? ''),
    },
    width: HEADER.length,
    openedAt: 0,
    lastRow,
  };
}

/** What stands in a row, by column label. */
export const lineOf = (cells: Readonly<Record<string, CellContent>>): CellContent[] =>
  HEADER.map(label => cells[label] ?? '');

/** What an answer has painted in a row: it is saved as it stands, under version v2. */
export const pictureOf = (row: number, more: Partial<Picture> = {}): Picture => ({
  row,
  cells: {},
  base: 'v2',
  state: 'saved',
  problems: [],
  marks: 'all',
  ...more,
});

/** The same row as an answer under this version has left it at this place. */
export function answeredLine(tab: Tab, base: string, cells: Readonly<Record<string, CellContent>>, row = 2) {
  const line = lineOf({ 行键: 'key-00001', 同步状态: tab.desk.outcomes.saved, ...cells });
  line[tab.tie.base - 1] = baseFor(tab, pictureOf(row, { base }), line) ?? '';
  return line;
}

/** The same row with other contents in some of its cells. */
export function showing(
  line: readonly CellContent[],
  cells: Readonly<Record<string, CellContent>>,
): CellContent[] {
  const other = [...line];
  for (const [label, content] of Object.entries(cells)) other[placeOf(label) - 1] = content;
  return other;
}
