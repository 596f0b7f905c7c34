// Figures as they stand in documents, and what a change makes of them: how many different customers there were, which
// no sum tells, and a bound on what a document may hold.

import { addFigures, type Entries, type Figures, figureKey } from './figures.ts';
import { baseOfSeen } from './periods.ts';

/** In place of a table's key: all tables whose records are problems. */
export const ALL = '*';

/** Stands among the figures of a document that has been cut: values that came later are not in it. */
export const CUT = figureKey(ALL, 'cut');

/**
 * Most bytes that the figures of a document take. A document may have 1 MiB.
 * https://firebase.google.com/docs/firestore/quotas
 */
const MAX_BYTES = 900_000;

/** Figures of a document, or as many of them as a change is about. */
export interface Totals {
  entries: Entries;
  /** What all its entries take. */
  bytes: number;
}

/** What becomes of a document: entries that are 0 go. */
export type Changed = Totals;

/** What a change has to know: the documents that it is about, and the entries of each. */
export function touchedBy(change: Figures): Map<string, Set<string>> {
  const touched = new Map<string, Set<string>>();
  const touch = (document: string, key: string) => {
    const keys = touched.get(document) ?? new Set([CUT]);
    touched.set(document, keys.add(key));
  };
  for (const [document, entries] of Object.entries(change)) {
    const base = baseOfSeen(document);
    for (const key of Object.keys(entries)) {
      touch(document, key);
      if (base !== undefined) touch(base, customersOf(key));
    }
  }
  return touched;
}

/** The entries that a change leaves different, with what they are then. `standing` knows what the change touches. */
export function applied(
  standing: ReadonlyMap<string, Totals>,
  change: Figures,
  most = MAX_BYTES,
): Map<string, Changed> {
  const customers = newCustomers(standing, change);
  const result = new Map<string, Changed>();
  for (const [document, amounts] of Object.entries(addFigures(change, customers))) {
    const { entries, bytes } = standing.get(document) ?? { entries: {}, bytes: 0 };
    result.set(document, changedDocument({ entries, bytes }, amounts, most));
  }
  return result;
}

/** Whole figures as the documents hold them: sums over all records, and the customers counted. */
export function totalsOf(sums: Figures): Figures {
  return addFigures(sums, newCustomers(new Map(), sums));
}

/**
 * By how many the customers of each period become more: those that had no record in it and have one now, less the other
 * way round.
 */
function newCustomers(standing: ReadonlyMap<string, Totals>, change: Figures): Figures {
  const customers: Figures = {};
  for (const [document, amounts] of Object.entries(change)) {
    const base = baseOfSeen(document);
    if (base === undefined) continue;
    const entries = standing.get(document)?.entries ?? {};
    for (const [key, amount] of Object.entries(amounts)) {
      const before = entries[key] ?? 0;
      const turn = Number(before + amount > 0) - Number(before > 0);
      const into = (customers[base] ??= {});
      if (turn !== 0) into[customersOf(key)] = (into[customersOf(key)] ?? 0) + turn;
    }
  }
  return customers;
}

/** The figure that an entry of customers seen (`hotline/…`) counts towards. */
function customersOf(key: string): string {
  return figureKey(key.slice(0, key.indexOf('/')), 'customers');
}

function changedDocument({ entries, bytes }: Totals, amounts: Entries, most: number): Changed {
  const changed: Entries = {};
  let size = bytes;
  let isCut = (entries[CUT] ?? 0) > 0;
  for (const [key, amount] of Object.entries(amounts)) {
    const before = entries[key];
    // In a document that was cut nobody knows what a value that is not in it had come to.
    if (before === undefined && isCut) continue;
    if (before === undefined && size + bytesOf(key) > most) {
      isCut = true;
      changed[CUT] = 1;
      continue;
    }
    const after = (before ?? 0) + amount;
    changed[key] = after;
    size += Number(after !== 0) * bytesOf(key) - Number(before !== undefined) * bytesOf(key);
  }
  return { entries: changed, bytes: size };
}

/**
 * What an entry takes in Firestore: its name in UTF-8 and one, and a number.
 * https://firebase.google.com/docs/firestore/storage-size
 */
function bytesOf(key: string): number {
  let bytes = 0;
  for (const character of key) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes + 1 + 8;
}
