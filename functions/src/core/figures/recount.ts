// A recount held against the figures that were counted up from changes: where they differ, and the change that mends
// them.

import { addFigures, differenceOf, type Entries, type Figures } from './figures.ts';
import { applied, CUT, type Totals, totalsOf } from './totals.ts';

/** An entry that is not what a recount gives. */
export interface Difference {
  document: string;
  key: string;
  stands: number;
  counted: number;
}

/** Entries of a change that is written in one piece. */
const MAX_ENTRIES = 2_000;

/**
 * Compares figures, with the changes that wait, to what all records come to. Of a document that has been cut only what
 * is in it is compared.
 */
export function compare(sums: Figures, figures: Figures, pending: Figures): Difference[] {
  const stands = standsThen(figures, pending);
  const counted = totalsOf(sums);
  const documents = [...new Set([...Object.keys(stands), ...Object.keys(counted)])].sort();
  return documents.flatMap(document => {
    const [is, should] = [stands[document] ?? {}, counted[document] ?? {}];
    const isCut = (is[CUT] ?? 0) > 0;
    const keys = isCut
      ? Object.keys(is).filter(key => key !== CUT)
      : [...new Set([...Object.keys(is), ...Object.keys(should)])];
    return keys.sort().flatMap(key => {
      const difference = { document, key, stands: is[key] ?? 0, counted: should[key] ?? 0 };
      return difference.stands === difference.counted ? [] : [difference];
    });
  });
}

/** What has to be taken into the figures, beside what waits, for these differences to be gone. */
export function mendingOf(differences: readonly Difference[], figures: Figures, pending: Figures): Figures {
  const wanted: Figures = {};
  for (const { document, key, stands, counted } of differences) {
    (wanted[document] ??= {})[key] = counted - stands;
  }
  // Mending who was seen moves the number of customers by itself: that much of it must not be mended twice.
  const stand = standsThen(figures, pending);
  const moved = differenceOf(addFigures(stand, wanted), standsThen(stand, wanted));
  return differenceOf(moved, wanted);
}

/** A large change in pieces. */
export function piecesOf(change: Figures): Figures[] {
  const all = Object.entries(change).flatMap(([document, entries]) =>
    Object.entries(entries).map(([key, amount]) => ({ document, key, amount })),
  );
  const pieces: Figures[] = [];
  for (let start = 0; start < all.length; start += MAX_ENTRIES) {
    const piece: Figures = {};
    for (const { document, key, amount } of all.slice(start, start + MAX_ENTRIES))
      (piece[document] ??= {})[key] = amount;
    pieces.push(piece);
  }
  return pieces;
}

/** Figures once a change is taken into them. */
function standsThen(figures: Figures, change: Figures): Figures {
  const standing = new Map(
    Object.entries(figures).map(([document, entries]): [string, Totals] => [document, { entries, bytes: 0 }]),
  );
  const then: Record<string, Entries> = { ...figures };
  for (const [document, { entries }] of applied(standing, change)) {
    then[document] = { ...figures[document], ...entries };
  }
  return addFigures(then);
}
