// Finds records by what people know of them, whether their rows are in a tab or not.

import type { RecordsAnswer } from '../../contract/contract.ts';
import { termsSaid } from '../../core/cells/search-words.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { digestsOf } from '../../core/figures/customer.ts';
import { marksSaid } from '../../core/record/persons.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { isTold } from '../../core/record/told-words.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { holdsRight, memberContext } from '../desk/desk-contexts.ts';
import { changedRows } from './pull-changes.ts';

/** Most records of one answer: more than these nobody looks through in a tab. */
const MAX_FOUND = 100;
/** Numbers in one search, and things said of customers; each is a query of its own at most. */
const MAX_NUMBERS = 30;
const MAX_MARKS = 30;
/** Records that are looked through for the latest of one number's, or of all that end alike. */
const MAX_READ = 200;

/** Records that are found by their words: of more somebody says more words. */
const MAX_TOLD = 30;
/** Records of each word that are read first, those that are read next of the rarest, and at most. */
const FIRST_READ = MAX_TOLD + 1;
const NEXT_READ = 90;
const MAX_READ_ON = 300;

/** The records of an answer, the latest first, and whether words have found more than these. */
export interface FoundRecords {
  records: DeskRecord[];
  more: boolean;
}

/**
 * Records with one of the numbers in the text, and those of the customer or the thing that it names in full: a contact
 * however it is written, in whatever column or text of a record it stands, 客户编号, a name as it was given, or the
 * number of an order, a serial or a machine; and those whose texts have all words of it, as everybody sees them. Of a
 * customer's number its last four digits are enough; no other part of a number finds anything: full values are known by
 * digests only. The latest of them, as the sheet shows them; for who may write, since who may not could try numbers on
 * what is hidden from him.
 * @throws RequestError 403
 */
export async function searchRecords(
  ports: Ports,
  account: Account,
  deskId: string,
  text: string,
): Promise<RecordsAnswer> {
  const desk = await memberContext(ports, deskId, account);
  const { records, more } = await foundRecords(ports, account, desk, text);
  return { rows: changedRows(records, desk, ports), more };
}

/** The records themselves. @throws RequestError as `searchRecords`. */
export async function foundRecords(
  ports: Ports,
  account: Account,
  desk: DeskContext,
  text: string,
): Promise<FoundRecords> {
  holdsRight('write', account, desk);
  const deskId = desk.desk.id;
  const named = text.normalize('NFKC').trim();
  if (named === '') return { records: [], more: false };
  const numbers = [...new Set(named.split(/[\s,，、;；]+/).filter(word => word !== ''))];
  const marks = marksSaid(desk.tables, named, desk.keyed).slice(0, MAX_MARKS);
  const [told, numbered, customers, ...marked] = await Promise.all([
    recordsTold(ports, desk, named),
    ports.store.transaction(deskId, transaction => transaction.byNumber(numbers.slice(0, MAX_NUMBERS))),
    ports.store.ofCustomers(deskId, digestsOf(desk.tables, named, desk.keyed), MAX_FOUND),
    ...marks.map(mark => ports.persons.recordsMarked(deskId, mark, '', MAX_READ)),
  ]);
  const all = [numbered, customers, told.records, ...marked].flat();
  const latest = [...new Map(all.map(record => [record.key, record])).values()].toSorted(
    (a, b) => b.updatedAt - a.updatedAt,
  );
  return { records: latest.slice(0, MAX_FOUND), more: told.more };
}

/** Records whose texts have all words that are said: those of the rarest of them are looked through. */
async function recordsTold({ store }: Ports, desk: DeskContext, said: string): Promise<FoundRecords> {
  const terms = termsSaid(said);
  const words = [...new Set(terms.flatMap(term => term.words))].slice(0, MAX_WORDS_ASKED);
  const deskId = desk.desk.id;
  const pages = await Promise.all(
    words.map(async word => ({
      word,
      page: await store.recordsTelling(deskId, word, undefined, FIRST_READ),
    })),
  );
  const tells = (record: DeskRecord) => isTold(desk.tableOf(record.table), record, terms);
  const found = new Map<string, DeskRecord>();
  const take = (page: readonly DeskRecord[]) => {
    for (const record of page.filter(tells)) found.set(record.key, record);
  };
  for (const { page } of pages) take(page);
  const [rarest] = pages
    .filter(({ page }) => page.length > 0)
    .toSorted((a, b) => reach(a.page) - reach(b.page));
  const word = rarest?.word ?? '';
  let last = rarest?.page.length === FIRST_READ ? rarest.page.at(-1) : undefined;
  for (let read = FIRST_READ; last && found.size <= MAX_TOLD && read < MAX_READ_ON; read += NEXT_READ) {
    const page = await store.recordsTelling(deskId, word, last, NEXT_READ);
    take(page);
    last = page.length === NEXT_READ ? page.at(-1) : undefined;
  }
  const latest = [...found.values()].toSorted((a, b) => b.createdAt - a.createdAt);
  return { records: latest.slice(0, MAX_TOLD), more: latest.length > MAX_TOLD || last !== undefined };
}

/** Words of one search; each is a query of its own. */
const MAX_WORDS_ASKED = 6;

/** How far back the first records of a word go: those of a rare one go further, or are all. */
const reach = (page: readonly DeskRecord[]): number =>
  page.length < FIRST_READ ? 0 : (page.at(-1)?.createdAt ?? 0);
