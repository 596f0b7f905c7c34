// Records out of the desk: page by page, as texts, masked as the sheet shows them. Contacts in full go to those
// only who may see all of them; that they were given out is written into the history of each record.

import type { ExportedTable, TableExportAnswer, TableExportRequest } from '../../contract/exchange.ts';
import { RequestError } from '../../contract/request-error.ts';
import { cellText } from '../../core/cells/cell-codec.ts';
import { revealEvent, revealed } from '../../core/decide/reveal.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { scopeOf } from '../../core/desk/rights.ts';
import { receivedAt } from '../../core/figures/cycles.ts';
import { localDate } from '../../core/lib/time.ts';
import type { DeskRecord, PrivateCells } from '../../core/record/record.ts';
import type { Table } from '../../core/schema/table.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { rightContext } from '../desk/desk-contexts.ts';

/** Records that are looked at for a page; in full fewer, since each of them is written to as well. */
const PAGE = { masked: { records: 300, bytes: 1_500_000 }, full: { records: 50, bytes: 1_000_000 } };

/**
 * A page of records.
 * @throws RequestError 400 for a cursor that this did not give out, 403, 404
 */
export async function exportRecords(
  ports: Ports,
  account: Account,
  deskId: string,
  { table: only, month, full, after = '' }: TableExportRequest,
): Promise<TableExportAnswer> {
  const desk = await rightContext(ports, deskId, account, 'export');
  if (full && scopeOf('reveal', account.mail, desk) !== 'all') throw new RequestError('not_supervisor');
  if (only !== undefined && !desk.tableOf(only)) throw new RequestError('unknown_table');
  const page = await ports.store.changedSince(deskId, after, full ? PAGE.full : PAGE.masked);
  const wanted = page.records.filter(record => isWanted(record, { only, month }, desk));
  const values = full ? await revealAll(ports, account, desk, wanted) : new Map<string, PrivateCells>();
  ports.log.info('records_exported', { deskId, records: wanted.length, full: full ? 1 : 0 });
  return {
    tables: [...Map.groupBy(wanted, ({ table }) => table)].flatMap(([key, records]) => {
      const table = desk.tableOf(key);
      return table ? [exportedTable(table, records, values, desk.zone)] : [];
    }),
    next: page.more ? page.cursor : null,
  };
}

function isWanted(
  record: DeskRecord,
  { only, month }: { only: string | undefined; month: string | undefined },
  desk: DeskContext,
): boolean {
  const table = desk.tableOf(record.table);
  if (!table || (only !== undefined && table.key !== only)) return false;
  return month === undefined || localDate(receivedAt(table, record), desk.zone).startsWith(month);
}

/** What stands behind the masks of records, as they stand at one moment; who looked is written down with it. */
function revealAll(
  ports: Ports,
  { mail }: Account,
  desk: DeskContext,
  records: readonly DeskRecord[],
): Promise<Map<string, PrivateCells>> {
  return ports.store.transaction(desk.desk.id, async transaction => {
    const keys = records.map(({ key }) => key);
    if (keys.length === 0) return new Map();
    const found = (await transaction.read(keys, [])).records;
    const kept = await transaction.privateCells(keys);
    const values = new Map<string, PrivateCells>();
    const events = records.flatMap(({ key }) => {
      const record = found.get(key);
      const table = record && desk.tableOf(record.table);
      if (!record || !table) return [];
      const shown = revealed(table, record, kept.get(key) ?? {});
      values.set(key, Object.fromEntries(shown.map(({ column, value }) => [column, value])));
      const columns = shown.map(({ column, label }) => ({ column, label }));
      return columns.length > 0 ? [revealEvent(record, mail, ports.now(), columns)] : [];
    });
    if (events.length > 0) transaction.write({ events });
    return values;
  });
}

function exportedTable(
  table: Table,
  records: readonly DeskRecord[],
  values: ReadonlyMap<string, PrivateCells>,
  zone: string,
): ExportedTable {
  return {
    table: table.key,
    title: table.title,
    titles: table.columns.map(({ label }) => label),
    rows: records.map(record => ({
      key: record.key,
      number: record.number,
      cells: table.columns.map(
        column =>
          values.get(record.key)?.[column.key] ?? cellText(column, record.cells[column.key] ?? null, zone),
      ),
    })),
  };
}
