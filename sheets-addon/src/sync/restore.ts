// Brings rows that hold other records' cells back to what their own records hold, when a person asks for it.
import type { DeskDescription } from '../../../functions/src/contract/contract.ts';
import { withLock } from '../platform/lock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { readableTab } from '../sheet/tab.ts';
import { heldRows } from './gather.ts';
import { submit } from './submit.ts';

/**
 * Asks with the number of held rows, and answers how many were brought back. Throws `ServiceFailure` and `LockBusy`.
 */
export function restoreHeld(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  ask: (rows: number) => boolean,
): number {
  const tables = desk.tables.map(table => ({ table, rows: countHeld(spreadsheet, desk, table) }));
  const found = tables.filter(({ rows }) => rows > 0);
  const all = found.reduce((sum, { rows }) => sum + rows, 0);
  if (all === 0 || !ask(all)) return 0;
  return found.reduce((sum, { table }) => {
    const { answered, failure } = submit({ spreadsheet, desk, table, choose: 'held' });
    if (failure) throw failure;
    return sum + answered;
  }, 0);
}

function countHeld(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  table: DeskDescription['tables'][number],
): number {
  return withLock(() => {
    const tab = readableTab(spreadsheet, desk, table);
    return tab ? heldRows(tab).length : 0;
  });
}
