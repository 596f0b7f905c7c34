// Rows that a person removed from a tab: their records go on. Says so, and brings them back when asked.
import type { DeskDescription, TableDescription } from '../../../functions/src/contract/contract.ts';
import { withLock } from '../platform/lock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { recordsOf, ServiceFailure } from '../platform/service.ts';
import { TEXTS } from '../texts.ts';
import { findGone, recallGone, rememberGone } from './keys/known.ts';
import { paintRows, pull } from './pull.ts';

/** Numbers that a sentence names; the others are counted. */
const MAX_NAMED = 5;

/** The sentence to say of rows that are no longer in these tabs, if there are any. Throws `LockBusy`. */
export function sayRemoved(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  tables: readonly TableDescription[] = desk.tables,
): string | undefined {
  const gone = withLock(() => findGone(spreadsheet, desk, tables));
  if (gone.length === 0) return undefined;
  try {
    const { rows } = recordsOf(desk.deskId, gone.slice(0, desk.maxRows));
    // A draft that was removed leaves nothing behind.
    if (rows.length === 0) return undefined;
    // What is still to be pulled of them is old: only what happens to them from now on brings them back by itself.
    pull(spreadsheet, desk, new Set(gone));
    const named = rows.slice(0, MAX_NAMED).map(({ table, number }) => {
      const title = desk.tables.find(each => each.table === table)?.title ?? '';
      return `${title} ${number}`.trim();
    });
    return TEXTS.rowsRemoved(rows.length + Math.max(0, gone.length - desk.maxRows), named);
  } catch (cause) {
    if (!(cause instanceof ServiceFailure)) throw cause;
    return TEXTS.rowsRemoved(gone.length, []);
  }
}

/** Brings removed rows back to the ends of their tabs; answers how many. Throws `ServiceFailure` and `LockBusy`. */
export function restoreRemoved(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
): { rows: number; troubles: string[] } {
  withLock(() => findGone(spreadsheet, desk));
  const gone = recallGone();
  if (gone.length === 0) return { rows: 0, troubles: [] };
  const { rows } = recordsOf(desk.deskId, gone.slice(0, desk.maxRows));
  return withLock(() => {
    const painted = paintRows(spreadsheet, desk, rows);
    if (painted.troubles.length === 0) rememberGone([]);
    return painted;
  });
}
