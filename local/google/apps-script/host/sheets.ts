// The spreadsheet and its tabs for scripts, and what each person has selected.
import { usedColumns, usedRows } from '../../../workbook/locate.ts';
import type { Op, Sheet } from '../../../workbook/model.ts';
import { sheetOf } from '../../../workbook/tabs.ts';
import { DEFAULT_SHEET, type Workbook } from '../../../workbook/workbook.ts';
import type { Answers, Area, Selected, SheetCalls, SheetView } from '../calls.ts';
import type { Execution } from '../execution.ts';
import type { UiBridge } from '../views.ts';
import { scriptOf } from './origin.ts';

/** What is selected, by person. */
export type Selections = Map<string, Selected>;

export function sheetAnswers(
  workbook: Workbook,
  selections: Selections,
  ui: UiBridge | undefined,
): Answers<SheetCalls, Execution> {
  const { data } = workbook;
  const apply = (execution: Execution, op: Op): void => void workbook.apply([op], scriptOf(execution));
  const selectedBy = ({ activeEmail, event }: Execution['input']): Selected =>
    selections.get(activeEmail) ?? (event?.kind === 'edit' ? event.area : firstCell(workbook));
  return {
    describeSpreadsheet: () => ({ name: data.title, timeZone: data.timeZone }),
    listSheets: () => data.sheets.map(viewOf).toSorted((a, b) => a.index - b.index),
    describeSheet: (_, sheetId) => viewOf(sheetOf(data, sheetId)),
    sheetBounds: (_, sheetId) => viewOf(sheetOf(data, sheetId)),
    spreadsheetId: () => data.spreadsheetId,
    measureContent: (_, sheetId) => {
      const sheet = sheetOf(data, sheetId);
      return { rows: usedRows(sheet), columns: usedColumns(sheet) };
    },
    insertSheet: (execution, title) => {
      const { index } = sheetOf(data, selectedBy(execution.input).sheetId).properties;
      const sheetId = freeSheetId(data.sheets);
      apply(execution, {
        type: 'addSheet',
        properties: { ...DEFAULT_SHEET, sheetId, title, index: index + 1 },
      });
      return sheetId;
    },
    listMetadata: () => data.metadata.map(({ metadataId, key, value }) => ({ id: metadataId, key, value })),
    addMetadata: (execution, key, value) => {
      const metadataId = 1 + Math.max(0, ...data.metadata.map(each => each.metadataId));
      apply(execution, {
        type: 'workbook',
        properties: { metadata: [...data.metadata, { metadataId, key, value }] },
      });
    },
    removeMetadata: (execution, id) => {
      const metadata = data.metadata.filter(({ metadataId }) => metadataId !== id);
      apply(execution, { type: 'workbook', properties: { metadata } });
    },
    insertDimension: (execution, sheetId, dimension, index, count) =>
      apply(execution, { type: 'insert', sheetId, dimension, index, count }),
    deleteDimension: (execution, sheetId, dimension, index, count) =>
      apply(execution, { type: 'delete', sheetId, dimension, index, count }),
    isHidden: (_, sheetId, dimension, index) => {
      const sheet = sheetOf(data, sheetId);
      return (dimension === 'ROWS' ? sheet.rows : sheet.columns)[index]?.hidden ?? false;
    },
    readSelection: ({ input }) => areaOf(selectedBy(input)),
    readSelections: ({ input }) => {
      const selected = selectedBy(input);
      return [...(selected.more ?? []), areaOf(selected)];
    },
    isFilteredOut: ({ input }, sheetId, row) => {
      const { sheetId: of, filteredOut = [] } = selectedBy(input);
      return of === sheetId && filteredOut.includes(row);
    },
    select: ({ input }, area) => {
      selections.set(input.activeEmail, area);
      const { sheetId, row, column, rows, columns } = area;
      ui?.select?.(input.activeEmail, {
        sheetId,
        startRow: row,
        endRow: row + rows,
        startColumn: column,
        endColumn: column + columns,
      });
    },
  };
}

function freeSheetId(sheets: readonly Sheet[]): number {
  const taken = new Set(sheets.map(({ properties }) => properties.sheetId));
  for (;;) {
    const id = Math.floor(Math.random() * 0x7fff_ffff);
    if (!taken.has(id)) return id;
  }
}

const areaOf = ({ sheetId, row, column, rows, columns }: Area): Area => ({
  sheetId,
  row,
  column,
  rows,
  columns,
});

function firstCell({ data }: Workbook): Area {
  const visible = data.sheets.filter(it => !it.properties.hidden);
  const first = visible.reduce<Sheet | undefined>(
    (least, it) => (least && least.properties.index <= it.properties.index ? least : it),
    undefined,
  );
  return { sheetId: first?.properties.sheetId ?? 0, row: 0, column: 0, rows: 1, columns: 1 };
}

function viewOf({ properties }: Sheet): SheetView {
  const { sheetId, title, index, hidden, rowCount, columnCount } = properties;
  return { sheetId, title, index, hidden, rows: rowCount, columns: columnCount };
}
