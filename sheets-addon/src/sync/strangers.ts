// Rows that a copied spreadsheet has brought along: they say 已保存, yet no record of this desk is theirs.
import type { DeskDescription, TableDescription } from '../../../functions/src/contract/contract.ts';
import { withLock } from '../platform/lock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { recordsOf } from '../platform/service.ts';
import { LayoutProblem } from '../sheet/header-places.ts';
import { paint } from '../sheet/paint.ts';
import { baseAt } from '../sheet/row-mark.ts';
import { keyAt, openTab, type Tab } from '../sheet/tab.ts';
import { neverSaved } from '../sheet/tie.ts';
import { TEXTS } from '../texts.ts';
import { readAll } from './widen.ts';

/**
 * Says at every row that was saved elsewhere that nothing keeps it here; answers how many there are. Asks the service
 * for all rows, so it is for a spreadsheet that has just got its desk. Throws `ServiceFailure` and `LockBusy`.
 */
export function markStrangers(spreadsheet: Spreadsheet, desk: DeskDescription): number {
  return desk.tables.reduce((sum, table) => sum + markIn(spreadsheet, desk, table), 0);
}

function markIn(spreadsheet: Spreadsheet, desk: DeskDescription, table: TableDescription): number {
  try {
    const keys = [...withLock(() => savedRows(openTab(spreadsheet, desk, table))).keys()];
    const known = new Set<string>();
    for (let start = 0; start < keys.length; start += desk.maxRows)
      for (const { key } of recordsOf(desk.deskId, keys.slice(start, start + desk.maxRows)).rows)
        known.add(key);
    const strange = new Set(keys.filter(key => !known.has(key)));
    if (strange.size === 0) return 0;
    return withLock(() => {
      const tab = openTab(spreadsheet, desk, table);
      const lines = readAll(tab);
      const rows = [...savedRows(tab)].flatMap(([key, all]) => (strange.has(key) ? all : []));
      const told = {
        column: null,
        code: 'row_unknown',
        severity: 'error',
        message: TEXTS.strangeRow,
      } as const;
      const pictures = rows.map(row => ({
        row,
        cells: {},
        state: 'refused' as const,
        problems: [told],
        marks: 'row' as const,
      }));
      paint(tab, pictures, lines);
      return rows.length;
    });
  } catch (cause) {
    // What a tab lacks has been said by the pull.
    if (cause instanceof LayoutProblem) return 0;
    throw cause;
  }
}

/** The rows of a tab that say they are saved, by key. */
function savedRows(tab: Tab): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [row, line] of readAll(tab)) {
    const key = keyAt(line, tab);
    if (key !== '' && !neverSaved(baseAt(line, tab))) found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
}
