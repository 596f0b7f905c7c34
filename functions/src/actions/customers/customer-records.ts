// All that a record's customer has had with the desk: his records of every table, whether their rows are in a tab or
// not.

import type { CustomerAnswer } from '../../contract/call-form.ts';
import { customerLines } from '../../core/calls/call-form.ts';
import { WALK_BEGIN, type WalkPlace } from '../../core/record/person-task.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { rightContext } from '../desk/desk-contexts.ts';
import { isAbout, nextRecords, whoseOfRecord } from './whose.ts';

/** Most lines: a sidebar shows no more. */
const MAX_LINES = 200;
/** Records that are read for them; those in which he is only named are left out. */
const MAX_READ = 500;
const PAGE_SIZE = 100;

/**
 * The records of a record's customer as lines, the latest first; for who may write, as a search is.
 * @throws RequestError 403; 404 for a record that is not there
 */
export async function customerRecords(
  ports: Ports,
  account: Account,
  deskId: string,
  key: string,
): Promise<CustomerAnswer> {
  const desk = await rightContext(ports, deskId, account, 'write');
  const whose = await whoseOfRecord(ports, desk, key);
  const found = new Map<string, DeskRecord>();
  let read = 0;
  let place: WalkPlace | null = WALK_BEGIN;
  while (place !== null && read < MAX_READ) {
    const page: Awaited<ReturnType<typeof nextRecords>> = await nextRecords(
      ports,
      deskId,
      whose,
      place,
      PAGE_SIZE,
    );
    for (const record of page.records) {
      const table = desk.tableOf(record.table);
      if (table && isAbout(table, record, whose)) found.set(record.key, record);
    }
    read += PAGE_SIZE;
    place = page.next;
  }
  const lines = customerLines([...found.values()], desk);
  return { records: lines.slice(0, MAX_LINES), more: lines.length > MAX_LINES || place !== null };
}
