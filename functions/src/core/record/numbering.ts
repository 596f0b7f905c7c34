// Numbers that people read: a prefix, the record's own date, and a serial that counts without gaps.

import { localDate } from '../lib/time.ts';
import type { Cells } from '../schema/column.ts';
import type { Numbering, Table } from '../schema/table.ts';

/**
 * Name of the counter that a record's serial comes from: one for each table and day (or year), or one for the table.
 */
export function counterOf(table: Table, cells: Cells, zone: string): string {
  return [table.key, datePart(table.numbering, cells, zone)].filter(Boolean).join('-');
}

/** The number with this serial: `20231001005`, `SR-2024-0001`. A serial longer than its digits stays whole. */
export function numberOf(table: Table, cells: Cells, serial: number, zone: string): string {
  const { prefix, separator, digits } = table.numbering;
  const parts = [prefix, datePart(table.numbering, cells, zone), String(serial).padStart(digits, '0')];
  return parts.filter(Boolean).join(separator);
}

function datePart({ date }: Numbering, cells: Cells, zone: string): string {
  const at = date && cells[date.column];
  if (!date || typeof at !== 'number') return '';
  const day = localDate(at, zone).replaceAll('-', '');
  return date.form === 'yyyy' ? day.slice(0, 4) : day;
}
