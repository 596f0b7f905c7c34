// All that the desk keeps of one customer, for him: page by page, a line of JSON a record. Whoever takes it out stands
// in the history of each record, without what he took.

import type { CustomerRequest, ExportAnswer } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { toWire } from '../../core/cells/cell-codec.ts';
import { revealEvent, revealed } from '../../core/decide/reveal.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { WALK_BEGIN, type WalkPlace, type Whose } from '../../core/record/person-task.ts';
import type { DeskRecord, PrivateCells } from '../../core/record/record.ts';
import type { Cells } from '../../core/schema/column.ts';
import type { Table } from '../../core/schema/table.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { askedFor, isAbout, nextRecords } from './whose.ts';

/** Records of one page: with their histories they stay small enough for one answer. */
const PAGE_SIZE = 10;

/** Events and notices of a record that are told. */
const MAX_TOLD = 300;

/**
 * A page of what is kept of a customer; `after` is the `next` of the page before.
 * @throws RequestError 400, 403, 404
 */
export async function exportCustomer(
  ports: Ports,
  account: Account,
  deskId: string,
  request: CustomerRequest,
): Promise<ExportAnswer> {
  const { desk, whose } = await askedFor(ports, account, deskId, request);
  const { records, next } = await nextRecords(ports, deskId, whose, placeOf(request.after), PAGE_SIZE);
  const lines: string[] = [];
  for (const { key } of records) {
    const line = await exportRecord(ports, account, desk, whose, key);
    if (line) lines.push(JSON.stringify(line));
  }
  ports.log.info('customer_exported', { deskId, records: lines.length });
  return { lines, next: next && `${next.list}/${next.after}` };
}

/** @throws RequestError 400 */
function placeOf(after: string | undefined): WalkPlace {
  if (after === undefined) return WALK_BEGIN;
  const [, list, key = ''] = /^(\d{1,3})\/([A-Za-z0-9-]{0,64})$/.exec(after) ?? [];
  if (list === undefined) throw new RequestError('cursor_invalid');
  return { list: Number(list), after: key };
}

async function exportRecord(
  ports: Ports,
  account: Account,
  desk: DeskContext,
  whose: Whose,
  key: string,
): Promise<object | undefined> {
  const found = await ports.store.transaction(desk.desk.id, async transaction => {
    const record = (await transaction.read([key], [])).records.get(key);
    const table = record && desk.tableOf(record.table);
    if (!record || !table) return undefined;
    // What somebody else has said of him is that one's: where he is named, and no more.
    if (!isAbout(table, record, whose)) return { named: namedIn(table, record, whose) };
    const full = (await transaction.privateCells([key])).get(key) ?? {};
    const columns = revealed(table, record, full).map(({ column, label }) => ({ column, label }));
    if (columns.length > 0)
      transaction.write({ events: [revealEvent(record, account.mail, ports.now(), columns)] });
    return { record, table, full };
  });
  if (!found || 'named' in found) return found?.named;
  const { record, table, full } = found;
  const { events, notices } = await ports.persons.told(desk.desk.id, key, MAX_TOLD);
  return {
    table: table.title,
    number: record.number,
    state: record.state,
    createdAt: new Date(record.createdAt).toISOString(),
    cells: labelled(table, record.cells, full),
    cycles: record.cycles.map(({ cycle, cells }) => ({ cycle, cells: labelled(table, cells, {}) })),
    history: events.map(({ at, changes }) => ({
      at: new Date(at).toISOString(),
      changes: changes.map(({ label, before, after }) => ({ column: label, before, after })),
    })),
    notices: notices.map(({ subject, text }) => ({ subject, text })),
  };
}

function namedIn(table: Table, { number, personsIn = {} }: DeskRecord, { marks }: Whose): object {
  const columns = table.columns.filter(({ key }) => personsIn[key]?.some(mark => marks.includes(mark)));
  return { table: table.title, number, namedIn: columns.map(({ label }) => label) };
}

/** Cells by their labels, in full, those that are blank left out. */
function labelled(table: Table, cells: Cells, full: PrivateCells): Record<string, unknown> {
  return Object.fromEntries(
    table.columns.flatMap(column => {
      const cell = full[column.key] ?? toWire(column, cells[column.key] ?? null);
      return cell === null ? [] : [[column.label, cell]];
    }),
  );
}
