// Writes the summary tabs in one call to the spreadsheet. Knows nothing of what is in them.

import type { DeskContext } from '../core/desk.ts';
import { summaryPages } from '../core/summary.ts';
import { writeGrid } from '../core/summary-requests.ts';
import { TIE } from '../core/tab.ts';
import { TABLES } from '../core/tables/index.ts';
import type { Ports } from '../ports.ts';
import { readFacts } from './read-facts.ts';

/** Writes every summary tab as it is now. */
export async function writeSummaries(ports: Ports, desk: DeskContext): Promise<void> {
  const { id } = desk.desk;
  const facts = await readFacts(ports, desk);
  const rows = facts.due.length > 0 ? await rowsByKey(ports, id) : new Map<number, Map<string, number>>();
  const rowOf = (sheetId: number, key: string) => rows.get(sheetId)?.get(key);
  await ports.workbooks.apply(
    id,
    summaryPages(facts).map(page => writeGrid(page, desk.zone, rowOf)),
  );
}

/** Where each record stands now: row numbers from 1, by row key, for each work tab. */
async function rowsByKey(ports: Ports, deskId: string): Promise<Map<number, Map<string, number>>> {
  const sheetIds = TABLES.filter(table => table.role === 'work').map(table => table.sheetId);
  const columns = await ports.workbooks.columns(deskId, sheetIds, TIE.key);
  return new Map(
    [...columns].map(([sheetId, keys]) => [sheetId, new Map(keys.map((key, index) => [key, index + 1]))]),
  );
}
