// In one line whose matter a record is and what it is about: what a list of many notices tells of each.

import { excerpt } from '../lib/excerpt.ts';
import { matterTold } from '../lib/matter-told.ts';
import type { DeskRecord } from '../record/record.ts';
import { staffColumns, type Table } from '../schema/table.ts';

/** Customer, product and problem, as the sheet shows them: masked. Blank where the table has none of them. */
export function matterOf(table: Table, { cells }: Pick<DeskRecord, 'cells'>): string {
  const columns = staffColumns(table);
  const asked = columns.filter(({ required }) => required);
  const customer = asked.find(({ kind }) => kind.type === 'customer');
  const product = columns.find(({ kind }) => kind.type === 'text' && kind.names === 'products');
  const told = asked.find(({ kind }) => kind.type === 'long');
  const [name = '', thing = '', matter = ''] = [customer, product, told].map(column =>
    String(cells[column?.key ?? ''] ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const parts = [name, matter.includes(thing) ? '' : thing, matterTold(matter)];
  return parts
    .filter(text => text !== '')
    .map(text => excerpt(text))
    .join('，');
}
