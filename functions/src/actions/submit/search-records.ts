// Finds records by what people know of them, whether their rows are in a tab or not.

import type { RecordsAnswer } from '../../contract/contract.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { digestsOf } from '../../core/figures/customer.ts';
import { marksSaid } from '../../core/record/persons.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { holdsRight, memberContext } from '../desk/desk-contexts.ts';
import { rowsOf } from './pull-changes.ts';

/** Most records of one answer: more than these nobody looks through in a tab. */
const MAX_FOUND = 100;
/** Numbers in one search, and things said of customers; each is a query of its own at most. */
const MAX_NUMBERS = 30;
const MAX_MARKS = 30;
/** Records that are looked through for the latest of one number's, or of all that end alike. */
const MAX_READ = 200;

/**
 * Records with one of the numbers in the text, and those of the customer or the thing that it names in full: a contact
 * however it is written, in whatever column or text of a record it stands, 客户编号, a name as it was given, or the
 * number of an order, a serial or a machine. Of a customer's number its last four digits are enough; no other part of
 * anything finds anything: full values are known by digests only. The latest of them, as the sheet shows them; for who
 * may write, since who may not could try numbers on what is hidden from him.
 * @throws RequestError 403
 */
export async function searchRecords(
  ports: Ports,
  account: Account,
  deskId: string,
  text: string,
): Promise<RecordsAnswer> {
  const desk = await memberContext(ports, deskId, account);
  return { rows: rowsOf(await foundRecords(ports, account, desk, text), desk, ports) };
}

/** The records themselves, the latest first. @throws RequestError as `searchRecords`. */
export async function foundRecords(
  ports: Ports,
  account: Account,
  desk: DeskContext,
  text: string,
): Promise<DeskRecord[]> {
  holdsRight('write', account, desk);
  const deskId = desk.desk.id;
  const named = text.normalize('NFKC').trim();
  if (named === '') return [];
  const numbers = [...new Set(named.split(/[\s,，、;；]+/).filter(word => word !== ''))];
  const marks = marksSaid(desk.tables, named, desk.keyed).slice(0, MAX_MARKS);
  const [numbered, customers, ...marked] = await Promise.all([
    ports.store.transaction(deskId, transaction => transaction.byNumber(numbers.slice(0, MAX_NUMBERS))),
    ports.store.ofCustomers(deskId, digestsOf(desk.tables, named, desk.keyed), MAX_FOUND),
    ...marks.map(mark => ports.persons.recordsMarked(deskId, mark, '', MAX_READ)),
  ]);
  const found = new Map([numbered, customers, ...marked].flat().map(record => [record.key, record]));
  const latest = [...found.values()].toSorted((a, b) => b.updatedAt - a.updatedAt);
  return latest.slice(0, MAX_FOUND);
}
