// What the person has selected: rows and columns of all blocks, as in the sheet.

import type { Spreadsheet } from '../platform/platform.ts';

/** Numbers of the selected rows down to the last filled one, from top to bottom; the header's among them. */
export function selectedRows(spreadsheet: Spreadsheet, lastRow: number): number[] {
  return numbers(spreadsheet, range => [range.getRow(), Math.min(range.getLastRow(), lastRow)]);
}

/** Numbers of the selected columns, from left to right. */
export function selectedColumns(spreadsheet: Spreadsheet): number[] {
  return numbers(spreadsheet, range => [range.getColumn(), range.getLastColumn()]);
}

type Selected = ReturnType<NonNullable<ReturnType<Spreadsheet['getActiveRangeList']>>['getRanges']>[number];

function numbers(
  spreadsheet: Spreadsheet,
  endsOf: (range: Selected) => [first: number, last: number],
): number[] {
  const list = spreadsheet.getActiveRangeList();
  const found = new Set<number>();
  for (const range of list ? list.getRanges() : []) {
    const [first, last] = endsOf(range);
    for (let at = first; at <= last; at += 1) found.add(at);
  }
  return [...found].sort((a, b) => a - b);
}
