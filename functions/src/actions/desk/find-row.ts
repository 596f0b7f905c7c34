// Where the row of a record stands in its spreadsheet now: looked up when somebody follows a link, since rows move.

import { RequestError } from '../../contract/request-error.ts';
import { TIE } from '../../core/schema/tab-columns.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from './desk-contexts.ts';

/**
 * The address of a record's row in the browser; that of its tab when the row is not there.
 * @throws RequestError 404 without desk or table.
 */
export async function rowAddress(
  ports: Ports,
  { deskId, table: key, key: rowKey }: { deskId: string; table: string; key: string },
): Promise<string> {
  const desk = deskContext(ports, await ports.store.desk(deskId));
  const table = desk.tableOf(key);
  if (!table) throw new RequestError('unknown_table');
  const { sheetId } = table;
  const index = (await ports.workbooks.column(deskId, sheetId, TIE.key)).indexOf(rowKey);
  return ports.links.sheet(deskId, sheetId, index < 0 ? undefined : index + 1);
}
