// Desks that have columns of their own, for the tests of what follows from them.

import { chineseHolidays } from '../../functions/src/adapters/chinese-days-holidays.ts';
import { contextOf, type DeskContext } from '../../functions/src/core/desk.ts';
import type { Cells, Table } from '../../functions/src/core/table.ts';
import { workspaceKey } from '../../functions/src/core/workspace-columns.ts';
import { at, storedDesk } from './desk-fixture.ts';

export const NOW = at('2026-11-20 09:30');
/** The key of the first column. */
export const REGION = workspaceKey('row-00000001');

/** A desk with these columns, each under the row key `row-0000000N`. */
export function deskWith(...columns: [name: string, value: string, note?: string][]): DeskContext {
  const desk = storedDesk();
  columns.forEach(([name, value, note = ''], index) => {
    const cells: Cells = { number: `SZ-9${index}`, category: '自定义列', name, value, note };
    desk.rows[`row-0000000${index + 1}`] = { table: 'settings', cells };
  });
  return contextOf(
    desk,
    [2023, 2026].flatMap(year => chineseHolidays(year) ?? []),
  );
}

/** A table of a desk; 热线记录 unless given. */
export function tableOf(desk: DeskContext, key = 'hotline'): Table {
  const table = desk.tableOf(key);
  if (!table) throw new Error(`no table ${key}`);
  return table;
}

/** Where a record has to be. */
export function fail(): never {
  throw new Error('no such record');
}
