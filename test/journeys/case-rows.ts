// Rows as staff write them, after the templates' examples.
import { columnOf, staffColumns, type Table } from '../../functions/src/core/table.ts';
import { feedback } from '../../functions/src/core/tables/feedback.ts';
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

/** A new row of 客户反馈, received at this moment (ISO 8601). */
export function feedbackRow(receivedAt: string, cells: WireCells = {}): RowInput {
  const all: WireCells = { contact: '13912345678', receivedAt };
  for (const key of ['customer', 'channel', 'type', 'content']) all[key] = exampleOf(feedback, key);
  return { key: crypto.randomUUID(), base: '', edited: [], cells: { ...all, ...cells } };
}

/** A 热线记录 as it is pasted into its tab, under this header: one text for each column, `null` for those left alone. */
export function hotlineLine(header: readonly string[], order: string): (string | null)[] {
  const typed: Record<string, string> = {
    calledAt: exampleOf(hotline, 'calledAt'),
    contact: '13812345678',
    order,
  };
  const keys = ['calledAt', 'customer', 'contact', 'order', 'type', 'description', 'request', 'urgency'];
  const texts = new Map(
    keys.map(key => [columnOf(hotline, key).label, typed[key] ?? exampleOf(hotline, key)]),
  );
  return header.map(label => texts.get(label) ?? null);
}
