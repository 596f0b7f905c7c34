// The desk's filter views as requests of the Sheets API. What they show is none of this file's business.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets#filterview

import type { DeskContext } from '../desk/desk.ts';
import { comesAndGoes, isViewOf, type TabView, tabViews, type ViewCriteria } from '../desk/tab-views.ts';
import type { Table } from '../schema/table.ts';
import { type ExistingView, freeTitle, type SheetRequest } from './sheet-request.ts';

/**
 * Requests that bring the tab's views to what the table declares: those that are missing come, those that are there are
 * brought up to date, those of people and departments that left go. `header` are the texts of row 1 as they will be.
 */
export function filterViewRequests(
  table: Table,
  header: readonly string[],
  desk: DeskContext,
  existing: readonly ExistingView[],
): SheetRequest[] {
  const wanted = new Map(
    [...tabViews(table, desk).values()].map((view): [number, TabView] => [view.id, view]),
  );
  const isOurs = ({ id, title }: ExistingView) =>
    isViewOf(table, id) && (wanted.has(id) || comesAndGoes(title));
  const kept = existing.filter(isOurs);
  // One whose title another takes goes first: no two of a tab may be named alike, not even for a moment.
  const leaving = kept.filter(({ id, title }) =>
    wanted.has(id) ? [...wanted].some(([other, view]) => other !== id && view.title === title) : true,
  );
  const staying = new Set(kept.filter(each => !leaving.includes(each)).map(({ id }) => id));
  const taken = new Set(existing.filter(each => !kept.includes(each)).map(({ title }) => title));
  return [
    ...leaving.map(({ id }) => ({ deleteFilterView: { filterId: id } })),
    ...[...wanted].map(([filterViewId, view]): SheetRequest => {
      const filter = {
        filterViewId,
        title: freeTitle(view.title, taken),
        range: { sheetId: table.sheetId, startRowIndex: 0, startColumnIndex: 0 },
        filterSpecs: specsOf(table, view.criteria, header),
      };
      return staying.has(filterViewId)
        ? { updateFilterView: { filter, fields: 'title,range,filterSpecs' } }
        : { addFilterView: { filter } };
    }),
  ];
}

/** The conditions by the places of their columns; one whose column the tab lacks cannot be asked for. */
function specsOf(table: Table, criteria: ViewCriteria, header: readonly string[]): object[] {
  return Object.entries(criteria).flatMap(([key, filterCriteria]) => {
    const columnIndex = header.indexOf(table.columns.find(each => each.key === key)?.label ?? '');
    return columnIndex < 0 ? [] : [{ columnIndex, filterCriteria }];
  });
}
