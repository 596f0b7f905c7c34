// Finds records by what people know of them, whether their rows are in a tab or not.

import type { RecordsAnswer } from '../../contract/contract.ts';
import { digestsOf } from '../../core/figures/customer.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { memberContext } from '../desk/desk-contexts.ts';
import { rowsOf } from './pull-changes.ts';

/** Most records of one answer: more than these nobody looks through in a tab. */
const MAX_FOUND = 100;
/** Numbers in one search; each is a query of its own at most. */
const MAX_NUMBERS = 30;

/**
 * Records with one of the numbers in the text, and those of the customer whom it names in full: a contact however it is
 * written, or a name as it was given. A part of either finds nothing: full values are known by digests only.
 */
export async function searchRecords(
  ports: Ports,
  account: Account,
  deskId: string,
  text: string,
): Promise<RecordsAnswer> {
  const desk = await memberContext(ports, deskId, account);
  const named = text.normalize('NFKC').trim();
  if (named === '') return { rows: [] };
  const numbers = [...new Set(named.split(/[\s,，、;；]+/).filter(word => word !== ''))];
  const [numbered, customers] = await Promise.all([
    ports.store.transaction(deskId, transaction => transaction.byNumber(numbers.slice(0, MAX_NUMBERS))),
    ports.store.ofCustomers(deskId, digestsOf(desk.tables, named, desk.keyed), MAX_FOUND),
  ]);
  const found = new Map([...numbered, ...customers].map(record => [record.key, record]));
  return { rows: rowsOf([...found.values()].slice(0, MAX_FOUND), desk, ports) };
}
