// The rows that a figure counts as filter views, made when somebody asks for them: exactly these rows, whatever limit,
// person, share or round they are counted by, and however long ago. Each person has his own, which his next figure
// replaces.

import { askedViewId, askedViewTitle, type ViewPart } from '../desk/tab-views.ts';
import { lettersOf } from '../lib/rectangles.ts';
import { systemColumn, type Table } from '../schema/table.ts';
import { type ExistingTab, freeTitle, type SheetRequest } from './sheet-request.ts';

/** Numbers of the records of a figure, by the part of it that they make up. */
type RowsOfFigure = readonly { table: Table; number: string; part: ViewPart }[];

/** A view that shows some of them, and how many. */
interface FigureView {
  table: Table;
  view: number;
  part: ViewPart;
  rows: number;
}

/**
 * The views of the rows, a table and part each, and the requests that bring them about. None where a tab shows no
 * numbers to know its rows by. `who` is whose views they are, by a name and by what never changes.
 */
export function figureViews(
  rows: RowsOfFigure,
  tabs: readonly ExistingTab[],
  who: { id: string; name: string },
): { views: FigureView[]; requests: SheetRequest[] } {
  const found = [...groupsOf(rows).values()].flatMap(({ table, part, numbers }) => {
    const tab = tabs.find(each => each.sheetId === table.sheetId);
    const columnIndex = tab?.header.indexOf(numberLabel(table) ?? '') ?? -1;
    if (!tab || columnIndex < 0) return [];
    const id = askedViewId(table, part, who.id);
    const others = (tab.views ?? []).filter(each => each.id !== id).map(({ title }) => title);
    const filter = {
      filterViewId: id,
      title: freeTitle(askedViewTitle(part, who.name), new Set(others)),
      range: { sheetId: table.sheetId, startRowIndex: 0, startColumnIndex: 0 },
      filterSpecs: [{ columnIndex, filterCriteria: oneOf(columnIndex, numbers) }],
    };
    const isThere = tab.views?.some(each => each.id === id);
    const request: SheetRequest = isThere
      ? { updateFilterView: { filter, fields: 'title,range,filterSpecs' } }
      : { addFilterView: { filter } };
    return [{ view: { table, view: id, part, rows: numbers.length }, request }];
  });
  return { views: found.map(({ view }) => view), requests: found.map(({ request }) => request) };
}

function groupsOf(rows: RowsOfFigure): Map<string, { table: Table; part: ViewPart; numbers: string[] }> {
  const groups = new Map<string, { table: Table; part: ViewPart; numbers: string[] }>();
  for (const { table, number, part } of rows) {
    const key = `${table.key}/${part}`;
    const group = groups.get(key) ?? { table, part, numbers: [] };
    if (!group.numbers.includes(number)) group.numbers.push(number);
    groups.set(key, group);
  }
  return groups;
}

/** The header of the column of numbers. */
const numberLabel = (table: Table) => systemColumn(table, 'number')?.label;

/**
 * A condition that a cell of a column is one of these numbers. A filter takes no list of what is shown, only of what is
 * hidden; a formula is for the first row below the header and moves along. A number may stand there as a number.
 */
function oneOf(column: number, numbers: readonly string[]): object {
  const pattern = `^(${numbers.map(each => each.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')})$`;
  const formula = `=REGEXMATCH(TO_TEXT($${lettersOf(column)}2),"${pattern.replaceAll('"', '""')}")`;
  return { condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: formula }] } };
}
