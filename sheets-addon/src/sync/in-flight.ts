// Which rows are on their way to the service and which came back, so that one execution sends a row at a time, none is
// forgotten and nothing old is painted over what is new. One entry of the cache, read and written once in a lock
// section: the cache keeps a thousand entries and forgets others. Used under the document lock only, but for
// `paintMark`; it must not know sheets.

import type { RowInput } from '../../../functions/src/contract/contract.ts';
import { LATE_EDIT_MS, nowMs, SECOND_MS } from '../platform/clock.ts';
import { parseAs } from '../platform/json.ts';
import { onLocked } from '../platform/lock.ts';
import { NOTE_MS, noteUsed, takeSpent, type Used } from '../platform/quota.ts';
import {
  type Flight,
  fitted,
  joinedWord,
  noFlight,
  type Over,
  type Painting,
  type Word,
} from './keys/flight-entry.ts';

/** Rows of which it is kept at most which cells were painted over. */
const MAX_OVER = 300;

/** A row that somebody wants to send. */
type Sent = Pick<RowInput, 'key' | 'edited' | 'overwritten' | 'editor' | 'ofOthers'>;

/** Longer than a request can take (60 s); a row whose execution died is free again after it. */
const ALIVE_MS = 120_000;
/** As long as a cache keeps anything. */
const SECONDS = 21_600;
const ENTRY = 'flights';
/** Trigger time that is kept here at most before it is put on the account, ms: each time costs two calls. */
const MAX_UNNOTED_MS = 60_000;
/** Of more rows than these it is not kept which were painted: then all count as painted. An entry holds 100 kB. */
const MAX_PAINTED = 1_000;

let flight: Flight | undefined;
let before = '';
/** What this execution is known by, once it sends something. */
let mine: string | undefined;
const myTicket = (): string => {
  mine ??= Utilities.getUuid().slice(0, 8);
  return mine;
};

/** What is to be told of the account's trigger time, since it was last asked. */
let news: Used | undefined;
export function takeQuotaNews(): Used | undefined {
  const told = news;
  news = undefined;
  return told;
}

// The cache may also forget by itself: then the base column, compared before painting, still keeps answers in order.
const cache = () => CacheService.getDocumentCache();

function load(): Flight {
  if (flight) return flight;
  before = cache()?.get(ENTRY) ?? '';
  flight = before === '' ? noFlight() : { ...noFlight(), ...parseAs<Flight>(before, { flying: 'object' }) };
  forgetDead(flight);
  return flight;
}

/**
 * An execution that has not been heard of for longer than a request can take is dead: what it had is free again. A word
 * about a row that nobody sends is kept as long as a cache keeps anything that is not written again.
 */
function forgetDead({ flying, taken, alive, words }: Flight): void {
  const now = nowMs();
  const isDead = (ticket: string): boolean => ticket !== mine && (alive[ticket] ?? 0) < now;
  for (const [key, ticket] of Object.entries(flying)) if (isDead(ticket)) delete flying[key];
  for (const [id, ticket] of Object.entries(taken)) if (isDead(ticket)) delete taken[id];
  for (const ticket of Object.keys(alive)) if (isDead(ticket)) delete alive[ticket];
  for (const [key, { at }] of Object.entries(words))
    if (!(key in flying) && now - at > SECONDS * SECOND_MS) delete words[key];
}

onLocked({
  begin() {
    flight = undefined;
  },
  end() {
    if (!flight) return;
    if (mine !== undefined && isMine(flight, mine)) flight.alive[mine] = nowMs() + ALIVE_MS;
    // That time has passed is no reason to write.
    if (JSON.stringify(flight) !== before) {
      noteSpent(flight);
      cache()?.put(ENTRY, fitted(flight), SECONDS);
    }
    flight = undefined;
  },
});

const isMine = ({ flying, taken }: Flight, ticket: string): boolean =>
  [...Object.values(flying), ...Object.values(taken)].includes(ticket);

/** Adds what this execution has taken, and puts it on the account once it is worth it. */
function noteSpent(known: Flight): void {
  known.spentMs += takeSpent();
  if (known.spentMs < MAX_UNNOTED_MS) return;
  const used = noteUsed(known.spentMs);
  known.spentMs = 0;
  if (used.isNews) news = used;
}

/**
 * Takes the rows that nobody else is sending and returns their keys. For the others it leaves word of the edited
 * columns: whoever is sending the row looks for it when the answer is there, and sends the row again. `takeNoted` tells
 * what was left word of for those that were taken.
 */
export function claim(rows: readonly Sent[]): Set<string> {
  const ticket = myTicket();
  const known = load();
  const { flying } = known;
  if (rows.length > 0) known.heardAt = nowMs();
  const claimed = new Set<string>();
  for (const { key, edited, overwritten, editor = '', ofOthers = [] } of rows) {
    const sender = flying[key];
    if (sender !== undefined && sender !== ticket) {
      leaveWord(key, { edited, overwritten: overwritten ?? {}, editor, ofOthers });
    } else {
      claimed.add(key);
      flying[key] = ticket;
    }
  }
  return claimed;
}

/** Leaves word for whoever sends a row, or sends it next. What says nothing, as a retry does, is not left. */
export function leaveWord(key: string, word: Word): void {
  if (word.edited.length === 0 && Object.keys(word.overwritten).length === 0) return;
  const { words } = load();
  words[key] = { ...joinedWord(words[key], word), at: nowMs() };
}

/** What others left word of for these rows since they were claimed, by key; the words are taken away. */
export function takeNoted(keys: readonly string[]): Map<string, Word> {
  const { words } = load();
  const found = new Map<string, Word>();
  for (const key of keys) {
    const word = words[key];
    if (!word) continue;
    found.set(key, word);
    delete words[key];
  }
  return found;
}

/** How many times rows have been painted so far: a mark for `paintedSince`. */
export function paintMark(): number {
  flight = undefined;
  const { paints } = load();
  flight = undefined;
  return paints;
}

/** Notes that what the service said last of these rows is what they show now. */
export function notePainted(keys: readonly string[]): void {
  if (keys.length === 0) return;
  const known = load();
  known.paints += 1;
  for (const key of keys) known.painted[key] = known.paints;
  if (Object.keys(known.painted).length <= MAX_PAINTED) return;
  known.painted = {};
  known.allPainted = known.paints;
}

/** Notes by key which cells of people's were just painted over, that had been seen at some time, ms, or later. */
export function noteOver(rows: ReadonlyMap<string, Over>, seenAt: number): void {
  const fresh = new Map([...rows].filter(([, { hints }]) => Object.keys(hints).length > 0));
  if (fresh.size === 0) return;
  const known = load();
  const now = nowMs();
  const others = Object.entries(known.over).filter(
    ([key, { at }]) => now - at < LATE_EDIT_MS && !fresh.has(key),
  );
  const all = [...others, ...[...fresh].map(([key, over]) => [key, { ...over, at: now, seenAt }] as const)];
  known.over = Object.fromEntries(all.slice(-MAX_OVER));
}

/** Cells of a row that were painted over so shortly ago that events of before may still be heard of. */
export function paintedOver(key: string): Over & Painting {
  const over = load().over[key];
  return over && nowMs() - over.at < LATE_EDIT_MS ? over : { at: 0, seenAt: 0, hints: {} };
}

/** Whether there are any such cells, of whatever row. */
export const isAnyOver = (): boolean =>
  Object.values(load().over).some(({ at }) => nowMs() - at < LATE_EDIT_MS);

/**
 * The rows among these that have been painted since the mark: what was asked for before them may be older than what
 * they show.
 */
export function paintedSince(mark: number, keys: readonly string[]): Set<string> {
  const { painted, allPainted } = load();
  return new Set(keys.filter(key => Math.max(painted[key] ?? 0, allPainted) > mark));
}

export function release(keys: readonly string[]): void {
  const { flying } = load();
  for (const key of keys) delete flying[key];
}

/** Notes that nobody else has taken yet; they are nobody else's from here on. */
export function takeNotes(ids: readonly string[]): Set<string> {
  const known = load();
  const { taken } = known;
  const found = ids.filter(id => taken[id] === undefined);
  for (const id of found) taken[id] = myTicket();
  known.spentMs += found.length * NOTE_MS;
  return new Set(found);
}

/** Notes that were taken and are anybody's again. */
export function giveNotesBack(ids: readonly string[]): void {
  const known = load();
  for (const id of ids) delete known.taken[id];
  known.spentMs -= ids.length * NOTE_MS;
}

/** Whether nothing is on its way and nobody has edited anything for so long. */
export function isQuiet(forMs: number): boolean {
  const { flying, taken, heardAt } = load();
  const isBusy = Object.keys(flying).length > 0 || Object.keys(taken).length > 0;
  return !isBusy && nowMs() - heardAt > forMs;
}

/** Notes that rows of a tab move, up or down: edits that are heard of next may name places of before. */
export function noteShifted(sheetId: number): void {
  load().shiftedAt[String(sheetId)] = nowMs();
}

/** Whether an edit that is heard of now may name a place from before we moved rows. */
export const hasShifted = (sheetId: number): boolean =>
  nowMs() - (load().shiftedAt[String(sheetId)] ?? 0) < LATE_EDIT_MS;

/** Until when nothing may be sent, since the service has asked for it; 0 where it has not. */
export const recallNotBefore = (): number => load().notBefore;

export function noteNotBefore(at: number): void {
  const known = load();
  known.notBefore = Math.max(known.notBefore, at);
}
