// Headers of columns that the workspace has renamed: written over the former ones, which stand where people moved them.

import type { TabColumn } from '../schema/tab-columns.ts';
import type { SheetRequest } from './sheet-request.ts';

/** Columns that stand under a header that they had before, and where. */
export function newHeaders(
  wanted: readonly TabColumn[],
  header: readonly string[],
): { column: TabColumn; at: number }[] {
  const labels = new Set(wanted.map(({ label }) => label));
  return wanted.flatMap(column => {
    if (header.includes(column.label) || column.column?.owner !== 'staff') return [];
    const former = column.column.formerLabels?.filter(label => !labels.has(label)) ?? [];
    const label = former.findLast(each => header.includes(each));
    return label === undefined ? [] : [{ column, at: header.indexOf(label) }];
  });
}

/** Gives one its header and note of today. */
export function newHeader(
  sheetId: number,
  { column: { label, note }, at }: ReturnType<typeof newHeaders>[number],
): SheetRequest {
  return {
    updateCells: {
      start: { sheetId, rowIndex: 0, columnIndex: at },
      rows: [{ values: [{ userEnteredValue: { stringValue: label }, note }] }],
      fields: 'userEnteredValue,note',
    },
  };
}
