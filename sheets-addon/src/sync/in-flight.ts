// Which rows are on their way to the service and which came back, so that one execution sends a row at a time, none is forgotten and
// nothing old is painted over what is new. Used under the document lock only, but for `paintMark`; it must not know sheets.

import type { RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import { parseAs } from '../platform/json.ts';

/** A row that somebody wants to send. */
type Sent = Pick<RowInput, 'key' | 'edited' | 'overwritten'>;

/** What is left for whoever is sending a row: the columns that were edited since, texts that were written over, and who did it last. */
export interface Word {
  edited: string[];
  overwritten: WireCells;
  editor: string;
}

/** Longer than a request can take (60 s); a row whose execution died is free again after it. */
const SECONDS = 120;

const flying = (key: string): string => `flying:${key}`;
const noted = (key: string): string => `noted:${key}`;
const painted = (key: string): string => `painted:${key}`;
const PAINTS = 'paints';

const EMPTY = { getAll: (): { [key: string]: unknown } => ({}), putAll() {}, removeAll() {} };
// The cache may also forget by itself: then the base column, compared before painting, still keeps answers in order.
const cache = () => CacheService.getDocumentCache() ?? EMPTY;

/**
 * Takes the rows that nobody else is sending and returns their keys. For the others it leaves word of the edited
 * columns: whoever is sending the row looks for it when the answer is there, and sends the row again.
 */
export function claim(ticket: string, rows: readonly Sent[], editor = ''): Set<string> {
  const keys = rows.map(({ key }) => key);
  const known: { [key: string]: unknown } = cache().getAll([...keys.map(flying), ...keys.map(noted)]);
  const claimed = new Set<string>();
  const entries: { [key: string]: string } = {};
  for (const { key, edited, overwritten } of rows) {
    const sender = known[flying(key)];
    if (typeof sender === 'string' && sender !== ticket) {
      // A retry brings nothing that the sender has not read.
      if (edited.length === 0 && !overwritten) continue;
      const before = wordIn(known[noted(key)]);
      entries[noted(key)] = JSON.stringify({
        edited: [...before.edited, ...edited],
        overwritten: { ...before.overwritten, ...overwritten },
        editor,
      } satisfies Word);
    } else {
      claimed.add(key);
      entries[flying(key)] = ticket;
    }
  }
  cache().putAll(entries, SECONDS);
  return claimed;
}

/** What others left word of for these rows since they were claimed, by key; the words are taken away. */
export function takeNoted(keys: readonly string[]): Map<string, Word> {
  const names = keys.map(noted);
  const known: { [key: string]: unknown } = cache().getAll(names);
  const found = new Map<string, Word>();
  for (const key of keys) if (known[noted(key)] !== undefined) found.set(key, wordIn(known[noted(key)]));
  if (found.size > 0) cache().removeAll(names);
  return found;
}

/** How many times rows have been painted so far: a mark for `paintedSince`. */
export const paintMark = (): number => Number(cache().getAll([PAINTS])[PAINTS] ?? 0);

/** Notes that what the service said last of these rows is what they show now. */
export function notePainted(keys: readonly string[]): void {
  if (keys.length === 0) return;
  const count = String(paintMark() + 1);
  cache().putAll(Object.fromEntries([PAINTS, ...keys.map(painted)].map(name => [name, count])), SECONDS);
}

/** The rows among these that have been painted since the mark: what was asked for before them may be older than what they show. */
export function paintedSince(mark: number, keys: readonly string[]): Set<string> {
  const known: { [key: string]: unknown } = cache().getAll(keys.map(painted));
  return new Set(keys.filter(key => Number(known[painted(key)] ?? 0) > mark));
}

export function release(keys: readonly string[]): void {
  if (keys.length > 0) cache().removeAll(keys.map(flying));
}

function wordIn(entry: unknown): Word {
  if (typeof entry !== 'string') return { edited: [], overwritten: {}, editor: '' };
  return parseAs<Word>(entry, { edited: 'list', overwritten: 'object', editor: 'string' });
}
