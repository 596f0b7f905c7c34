// Whose records a request about a customer means, and the walk through them.

import type { CustomerRequest } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { contactKeysIn, normaliseContact } from '../../core/lib/contact.ts';
import type { WalkPlace, Whose } from '../../core/record/person-task.ts';
import { contactMark, isOfOne } from '../../core/record/persons.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { staffColumns, type Table } from '../../core/schema/table.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { rightContext } from '../desk/desk-contexts.ts';
import { knownRecord } from '../desk/known-record.ts';

/** A desk, and whose records in it a request means. */
export interface AskedCustomer {
  desk: DeskContext;
  whose: Whose;
}

/**
 * The desk, and whose records somebody means who may serve customers in this.
 * @throws RequestError 403; 400 for what is no number; 404 for a record that is not there
 */
export async function askedFor(
  ports: Ports,
  account: Account,
  deskId: string,
  { number, key }: CustomerRequest,
): Promise<AskedCustomer> {
  const desk = await rightContext(ports, deskId, account, 'personal');
  if (key !== undefined) return { desk, whose: await whoseOfRecord(ports, desk, key) };
  return { desk, whose: { keys: [], marks: [contactMark(contactIn(number ?? ''), desk.keyed)] } };
}

/** The key of the one contact that is meant. @throws RequestError 400 */
export function contactIn(text: string): string {
  const [key, ...others] = contactKeysIn(normaliseContact(text));
  if (key === undefined || others.length > 0) throw new RequestError('number_unclear');
  return key;
}

/** Most numbers of one customer, so that a walk through them ends. */
const MAX_MARKS = 50;

/**
 * A record's customer: by his numbers, by what only he has of the desk's own numbers, and, of his file, by the records
 * that refer to it, with the numbers that he had there.
 */
export async function whoseOfRecord(ports: Ports, desk: DeskContext, key: string): Promise<Whose> {
  const { table, record } = knownRecord(desk, await ports.store.records(desk.desk.id, [key]), key);
  if (table.role !== 'work') throw new RequestError('unknown_record');
  const isFile = staffColumns(table).some(({ unique }) => unique);
  const linked = isFile ? linkedKeys(record, desk, hasContacts) : [];
  const others = await ports.store.records(desk.desk.id, linked);
  const marks = [record, ...others.values()].flatMap(each => {
    const of = desk.tableOf(each.table);
    return of ? ownMarks(of, each) : [];
  });
  return { keys: [key, ...others.keys()].sort(), marks: [...new Set(marks)].slice(0, MAX_MARKS) };
}

export const hasContacts = (table: Table): boolean =>
  staffColumns(table).some(({ kind }) => kind.type === 'contact');

/** Keys of the records that refer to this one, of the tables that are asked for. */
export function linkedKeys(
  { links }: DeskRecord,
  desk: DeskContext,
  isAsked: (table: Table) => boolean,
): string[] {
  return Object.entries(links).flatMap(([name, all]) => {
    const table = desk.tableOf(name);
    return table && isAsked(table) ? all.map(({ key }) => key) : [];
  });
}

/** The marks of whom a record is about: not of who is named in its texts. */
function ownMarks(table: Table, { personsIn = {} }: DeskRecord): string[] {
  return staffColumns(table).flatMap(({ key, kind, unique }) =>
    kind.type === 'contact' || kind.type === 'named' || unique ? (personsIn[key] ?? []).filter(isOfOne) : [],
  );
}

/** Whether a record is about somebody; else he is only named in it. */
export function isAbout(table: Table, record: DeskRecord, { keys, marks }: Whose): boolean {
  if (keys.includes(record.key) || (record.customer && marks.includes(record.customer.digest))) return true;
  return ownMarks(table, record).some(mark => marks.includes(mark));
}

/** The next of somebody's records, each once, and where to go on; null at the end. */
export async function nextRecords(
  ports: Ports,
  deskId: string,
  { keys, marks }: Whose,
  place: WalkPlace,
  size: number,
): Promise<{ records: DeskRecord[]; next: WalkPlace | null }> {
  const list = keys.length === 0 ? Math.max(1, place.list) : place.list;
  const { after } = place;
  const following = list < marks.length ? { list: list + 1, after: '' } : null;
  const mark = marks[list - 1];
  if (mark === undefined) {
    const rest = keys.filter(key => key > after);
    const page = rest.slice(0, size);
    const records = [...(await ports.store.records(deskId, page)).values()];
    return { records, next: rest.length > size ? { list, after: page.at(-1) ?? after } : following };
  }
  const page = await ports.persons.recordsMarked(deskId, mark, after, size);
  const earlier = new Set(marks.slice(0, list - 1));
  const isNew = ({ key, persons = [] }: DeskRecord) =>
    !keys.includes(key) && !persons.some(each => earlier.has(each));
  return {
    records: page.filter(isNew),
    next: page.length === size ? { list, after: page.at(-1)?.key ?? after } : following,
  };
}
