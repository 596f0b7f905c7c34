// The entry of the cache that tells which rows are on their way: what it holds, and how it fits.
import type { WireTexts } from '../../../../functions/src/contract/contract.ts';

/**
 * What is left for whoever sends a row next, or is sending it: the columns that were edited, texts that were written
 * over, and who did it last.
 */
export interface Word {
  edited: string[];
  overwritten: WireTexts;
  editor: string;
  /** Columns of these that others have edited. */
  ofOthers: string[];
  /** A mark of what stood in the row, where all of that is known to be theirs. */
  shown?: string;
}

/** A word, and when it was left, ms. */
export type LeftWord = Word & { at: number };

/** Of one cell so many texts are kept that were typed over each other; the first ones give way. */
const MAX_TEXTS = 50;

/** Texts that were typed over, earlier and later ones; what was typed over twice in a row was so once. */
export function joinedTexts(before: WireTexts = {}, later: WireTexts = {}): WireTexts {
  const joined = { ...before };
  for (const [column, texts] of Object.entries(later)) {
    const all = [...(joined[column] ?? []), ...texts];
    joined[column] = all.filter((text, at) => at === 0 || text !== all[at - 1]).slice(-MAX_TEXTS);
  }
  return joined;
}

/** What two people, or one twice, have left word of. */
export function joinedWord(before: Word | undefined, later: Word): Word {
  if (!before) return later;
  const others = before.editor === later.editor ? before.ofOthers : before.edited;
  const edited = [...new Set([...before.edited, ...later.edited])];
  const ofOthers = [
    ...new Set([...later.ofOthers, ...others.filter(column => !later.edited.includes(column))]),
  ];
  const overwritten = joinedTexts(before.overwritten, later.overwritten);
  return { ...later, edited, overwritten, ofOthers };
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
  /** What was left for whoever sends a row, or sends it next where nobody does. */
  words: { [key: string]: LeftWord };
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
 * count as painted, then what was painted over, then who has edited rows that wait, and last which are on their way.
 * What somebody else sends of those is answered in no order, and the base column tells what is newer. Texts that were
 * written over go when nothing else is left, the first ones first.
 */
export function fitted(known: Flight): string {
  const fewer: Partial<Flight>[] = [
    {},
    { painted: {}, allPainted: known.paints },
    { over: {} },
    {
      words: wordsOf(
        known,
        ([key, { overwritten }]) => key in known.flying || Object.keys(overwritten).length > 0,
      ),
    },
    { flying: Object.fromEntries(Object.entries(known.flying).slice(0, MAX_FLYING)) },
  ];
  let text = '';
  let kept = known;
  for (const part of fewer) {
    kept = { ...kept, ...part };
    text = JSON.stringify(kept);
    if (text.length <= MAX_ENTRY) return text;
  }
  while (text.length > MAX_ENTRY) {
    const waiting = Object.keys(kept.words).filter(key => !(key in kept.flying));
    if (waiting.length === 0) break;
    const gone = new Set(waiting.slice(0, Math.ceil(waiting.length / 2)));
    kept = { ...kept, words: wordsOf(kept, ([key]) => !gone.has(key)) };
    text = JSON.stringify(kept);
  }
  return text;
}

const wordsOf = ({ words }: Flight, isKept: (word: [string, LeftWord]) => boolean): Flight['words'] =>
  Object.fromEntries(Object.entries(words).filter(isKept));
