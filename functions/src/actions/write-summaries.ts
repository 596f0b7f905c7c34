// Writes the summary tabs from the figures and the records that are due, in one call to the spreadsheet.

import type { DeskContext } from '../core/desk.ts';
import { OPEN, weekDocument } from '../core/rollup.ts';
import { boardGrid } from '../core/summary/board.ts';
import { endOfDay } from '../core/summary/due.ts';
import { MOST_TODO, todoGrid } from '../core/summary/todo.ts';
import { BOARD_TAB, TODO_TAB } from '../core/summary.ts';
import { writeGrid } from '../core/summary-requests.ts';
import { TIE } from '../core/tab.ts';
import { TABLES } from '../core/tables/index.ts';
import { DAY, isoWeek } from '../core/time.ts';
import type { Ports } from '../ports.ts';

/** Writes 待办提醒 and 看板 as they are now. */
export async function writeSummaries(ports: Ports, desk: DeskContext): Promise<void> {
  const { id } = desk.desk;
  const now = ports.now();
  const weeks = [now, now - 7 * DAY].map(at => weekDocument(isoWeek(at, desk.zone)));
  const [figures, due] = await Promise.all([
    ports.store.figures(id, [OPEN, ...weeks]),
    // One more than is listed, so that the tab can say that there are more.
    ports.store.dueRecords(id, endOfDay(now, desk.zone), MOST_TODO + 1),
  ]);
  const rows = due.length > 0 ? await rowsByKey(ports, id) : new Map<number, Map<string, number>>();
  const rowOf = (sheetId: number, key: string) => rows.get(sheetId)?.get(key);
  await ports.workbooks.apply(id, [
    writeGrid(TODO_TAB, todoGrid(TABLES, due, now, desk), rowOf),
    writeGrid(BOARD_TAB, boardGrid(TABLES, figures, due, now, desk), rowOf),
  ]);
}

/** Where each record stands now: row numbers from 1, by row key, for each work tab. */
async function rowsByKey(ports: Ports, deskId: string): Promise<Map<number, Map<string, number>>> {
  const sheetIds = TABLES.filter(table => table.role === 'work').map(table => table.sheetId);
  const columns = await ports.workbooks.columns(deskId, sheetIds, TIE.key);
  return new Map(
    [...columns].map(([sheetId, keys]) => [sheetId, new Map(keys.map((key, index) => [key, index + 1]))]),
  );
}
