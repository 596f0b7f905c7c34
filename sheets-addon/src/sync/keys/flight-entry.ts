// The entry of the cache that tells which rows are on their way: what it holds, and how it fits.
import type { WireCells } from '../../../../functions/src/contract/contract.ts';

/**
 * What is left for whoever is sending a row: the columns that were edited since, texts that were written over, and who
 * did it last.
 */
export interface Word {
  edited: string[];
  overwritten: WireCells;
  editor: string;
  /** Columns of these that others have edited. */
  ofOthers?: string[];
}

/**
 * A value of a cache takes 100 kB; what people have written over may be more bytes than signs.
 * https://developers.google.com/apps-script/reference/cache/cache#putkey,-value,-expirationinseconds
 */
const MAX_ENTRY = 90_000;
/** Where there is no room for all, so many rows are kept that are on their way. */
const MAX_FLYING = 1_000;

/** What is kept of cells of a row that were painted over, by column. */
export interface Over {
  /** A hint at what was seen there before. */
  hints: { [column: string]: number };
  /** A hint at what was painted there, where it is known who had written what was painted over. */
  painted?: { [column: string]: number };
}

/** When a row was painted, and from when on others may have written into it unseen, ms. */
export interface Painting {
  at: number;
  seenAt: number;
}

export interface Flight {
  /** Who sends a row. */
  flying: { [key: string]: string };
  words: { [key: string]: Word };
  /** How many times rows were painted, and at which of them these rows were last. */
  paints: number;
  painted: { [key: string]: number };
  /** The paint at which too many rows were painted to name them. */
  allPainted: number;
  /** Cells of people's that were painted over a moment ago, by key and column: a hint at what was seen there before. */
  over: { [key: string]: Over & Painting };
  /** Notes that were read and are about to be dropped, and who read them. */
  taken: { [id: string]: string };
  /** Until when who sends or reads counts as alive, ms. */
  alive: { [ticket: string]: number };
  /** Trigger time that was not yet put on the account, ms. */
  spentMs: number;
  /** Until when the service asks to be left alone, ms. */
  notBefore: number;
  /** When rows were last read to be sent, ms. */
  heardAt: number;
  /** When we last moved rows of a tab, by its id, ms: what events of before say of places no longer holds. */
  shiftedAt: { [sheetId: string]: number };
}

export const noFlight = (): Flight => ({
  flying: {},
  words: {},
  paints: 0,
  painted: {},
  allPainted: 0,
  over: {},
  taken: {},
  alive: {},
  spentMs: 0,
  notBefore: 0,
  heardAt: 0,
  shiftedAt: {},
});

/**
 * The entry as it fits, also where very many rows were pasted at once: it is forgotten which were painted, so that all
 * count as painted, then what was painted over, and last which are on their way. What somebody else sends of those is
 * answered in no order, and the base column tells what is newer.
 */
export function fitted(known: Flight): string {
  const fewer: Partial<Flight>[] = [
    {},
    { painted: {}, allPainted: known.paints },
    { over: {} },
    { flying: Object.fromEntries(Object.entries(known.flying).slice(0, MAX_FLYING)) },
  ];
  let text = '';
  let kept = known;
  for (const part of fewer) {
    kept = { ...kept, ...part };
    text = JSON.stringify(kept);
    if (text.length <= MAX_ENTRY) break;
  }
  return text;
}
