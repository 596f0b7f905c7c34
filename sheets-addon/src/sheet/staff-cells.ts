// What people have written into a row, as the wire carries it.
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import type { CellContent } from '../platform/platform.ts';
import { sameWire } from './cells.ts';
import { contentAt, staffColumns, type Tab } from './tab.ts';

export function staffCells(tab: Tab, line: readonly CellContent[] | undefined): WireCells {
  const cells: WireCells = {};
  for (const { key, at, wire } of staffColumns(tab)) cells[key] = tab.codec.toWire(contentAt(line, at), wire);
  return cells;
}

export const isBlank = (cells: WireCells): boolean =>
  Object.values(cells).every(cell => String(cell ?? '').trim() === '');

/** Whether a row holds these cells and no others. */
export function holds(tab: Tab, line: readonly CellContent[] | undefined, cells: WireCells): boolean {
  const now = staffCells(tab, line);
  return staffColumns(tab).every(({ key, wire }) => sameWire(now[key] ?? null, cells[key] ?? null, wire));
}
