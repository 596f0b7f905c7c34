// Rows as staff write them, after the templates' examples.

import { staffColumns, type Table } from '../../functions/src/core/table.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import type { RowInput, WireCells } from '../../functions/src/http/contract.ts';

/** What a table's declaration gives as the example of a column. */
export function exampleOf(table: Table, key: string): string {
  const column = staffColumns(table).find(each => each.key === key);
  if (!column) throw new Error(`${table.key} has no staff column ${key}`);
  return column.example;
}

/** What a 热线记录 needs to be saved, all of them called on the template's day. */
const HOTLINE_CELLS: WireCells = {
  calledAt: '2023-10-01T06:30:00.000Z',
  customer: '李*',
  contact: '13812345678',
  type: '售后支持',
  description: exampleOf(hotline, 'description'),
  request: exampleOf(hotline, 'request'),
  urgency: '中',
};

/** A new row of 热线记录, with other cells where given. */
export function hotlineRow(cells: WireCells = {}, key: string = crypto.randomUUID()): RowInput {
  return { key, base: '', edited: [], cells: { ...HOTLINE_CELLS, ...cells } };
}

/** A row sent again by a sheet that knows it as `base`: only these cells. */
export function editOf({ key, base }: { key: string; base: string }, cells: WireCells): RowInput {
  return { key, base, edited: Object.keys(cells), cells };
}
