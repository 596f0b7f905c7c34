// All that is somebody's: the open records of every table that name him where a record names who has it, so that they
// are handed over together when he is away or leaves.

import type { HandOverAnswer, HandOverRow } from '../../contract/bulk.ts';
import { RequestError } from '../../contract/request-error.ts';
import { writeBase } from '../../core/decide/merge.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { bulkChoices, HAND_OVER } from '../../core/workbook/bulk-choices.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { inDesk } from '../desk/carrying.ts';
import { rightContext } from '../desk/desk-contexts.ts';

/** Most records that are listed at a time: a change of many rows is put back as one up to so many. */
const MAX_LISTED = 500;

/**
 * The people of the desk, those who are away first; with a name what is theirs, table by table.
 * @throws RequestError 403, 404, and 404 for nobody of the desk
 */
export async function handOverList(
  ports: Ports,
  account: Account,
  deskId: string,
  { name }: { name?: string | undefined },
): Promise<HandOverAnswer> {
  const desk = await rightContext(ports, deskId, account, 'bulk');
  const people = desk.people
    .map(person => ({ name: person.name, away: !person.onDuty }))
    .toSorted((a, b) => Number(b.away) - Number(a.away));
  const none = { people, value: HAND_OVER, rows: [], more: false };
  if (name === undefined) return none;
  const person = desk.people.find(each => each.name === name);
  if (!person) throw new RequestError('nobody_of_name');
  return inDesk(ports, deskId, async transaction => {
    const used = await transaction.using([person.key], MAX_LISTED + 1);
    const { records } = await transaction.read(
      used.slice(0, MAX_LISTED).map(({ key }) => key),
      [],
    );
    const rows = desk.tables.flatMap(({ key }) =>
      [...records.values()].filter(({ table }) => table === key).flatMap(each => rowsOf(each, name, desk)),
    );
    return { ...none, rows, more: used.length > MAX_LISTED };
  });
}

/** A record once for each column in which it is the person's. */
function rowsOf(record: DeskRecord, name: string, desk: DeskContext): HandOverRow[] {
  const table = desk.tableOf(record.table);
  if (table?.role !== 'work' || record.closedAt !== null || record.aside) return [];
  return bulkChoices(table, desk)
    .filter(({ action, column }) => action === 'handOver' && record.cells[column] === name)
    .map(({ column, label }) => ({
      table: table.key,
      title: table.title,
      column,
      label,
      key: record.key,
      number: record.number,
      base: writeBase({ version: record.version, behind: {} }),
    }));
}
