// Keys of the rows that stand in the tabs, as they were last seen: a row that a person removes leaves nothing else
// behind. An append-only list in document properties, written anew when the tabs are looked through. Used under the
// document lock.
import type { DeskDescription, TableDescription } from '../../../../functions/src/contract/contract.ts';
import { LATE_EDIT_MS, nowMs } from '../../platform/clock.ts';
import type { Spreadsheet } from '../../platform/platform.ts';
import { allProperties, keepProperties, property } from '../../platform/properties.ts';
import { readableTab, rowsByKey, type Tab } from '../../sheet/tab.ts';

const NAMES = { count: 'known.count', gone: 'gone', latest: 'gone.latest' } as const;
const pieceName = (index: number): string => `known.${index}`;

/**
 * A property holds 9 kB and all of them 500 kB; keys are ASCII.
 * https://developers.google.com/apps-script/guides/services/quotas
 */
const PIECE = 8_800;
const MAX_PIECES = 36;
/** Rows that were removed and can be brought back by one 刷新. */
const MAX_GONE = 200;
/** Rows that were missed in the last minutes, each with its time. */
const MAX_LATEST = 150;

const entryOf = (table: string, key: string): string => `${table}:${key},`;

/** Notes rows that have just come to a tab. Two or three properties, however many rows there are already. */
export function noteKnown(table: string, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const count = Number(property(NAMES.count));
  const last = Math.max(0, count - 1);
  const begun = property(pieceName(last));
  keep(begun + keys.map(key => entryOf(table, key)).join(''), last);
}

/** Keeps a text in pieces from this one on. What does not fit is not watched. */
function keep(text: string, first: number): void {
  const kept: { [name: string]: string } = {};
  let index = first;
  for (let at = 0; at < text.length && index < MAX_PIECES; at += PIECE, index += 1)
    kept[pieceName(index)] = text.slice(at, at + PIECE);
  keepProperties({ ...kept, [NAMES.count]: String(index) });
}

/** The latest rows of a tab stand at its end: where there is too much, the earliest are left out. */
function keepAll(known: ReadonlyMap<string, ReadonlySet<string>>): void {
  const text = [...known].flatMap(([table, keys]) => [...keys].map(key => entryOf(table, key))).join('');
  const most = PIECE * MAX_PIECES;
  keep(text.length > most ? text.slice(text.indexOf(',', text.length - most) + 1) : text, 0);
}

/** Rows that the program itself is about to take out: nobody has removed them. */
export function forgetKnown(table: string, keys: readonly string[]): void {
  const known = recallKnown();
  for (const key of keys) known.get(table)?.delete(key);
  keepAll(known);
}

/** Keys as they were noted, each behind its table. */
function entries(): [table: string, key: string][] {
  const all = allProperties();
  let text = '';
  for (let index = 0; index < Number(all[NAMES.count] ?? 0); index += 1) text += all[pieceName(index)] ?? '';
  // The last entry ends with a comma; what was cut off at the end of the room has none.
  return text
    .split(',')
    .slice(0, -1)
    .map(entry => {
      const [table = '', key = ''] = entry.split(':');
      return [table, key];
    });
}

/** Keys by table. */
function recallKnown(): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const [table, key] of entries()) known.set(table, (known.get(table) ?? new Set()).add(key));
  return known;
}

/** Keys of rows that have come to a tab anew before anybody had missed them. */
function comeAnew(of: string): string[] {
  const once = new Set<string>();
  return entries().flatMap(([table, key]) => {
    const isAgain = table === of && once.has(key);
    if (table === of) once.add(key);
    return isAgain ? [key] : [];
  });
}

/** Keys of rows that were in a tab and are not among these. */
export const missingKeys = (table: string, present: ReadonlySet<string>): string[] =>
  [...(recallKnown().get(table) ?? [])].filter(key => !present.has(key));

/**
 * Holds the rows of these tables against those last seen and answers the keys that are no longer there. They are kept
 * for `recallGone`. Reads one column a tab; a tab that cannot be read is left for another time.
 */
export function findGone(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  tables: readonly TableDescription[] = desk.tables,
): string[] {
  const known = recallKnown();
  const present = new Set<string>();
  const gone: string[] = [];
  const back: string[] = [];
  for (const table of tables) {
    const tab = readableTab(spreadsheet, desk, table);
    if (!tab) continue;
    const keys = new Set(rowsByKey(tab).keys());
    for (const key of keys) present.add(key);
    back.push(...comeAnew(table.table).filter(key => keys.has(key)));
    gone.push(...[...(known.get(table.table) ?? [])].filter(key => !keys.has(key)));
    known.set(table.table, keys);
  }
  keepAll(known);
  rememberGone([...recallGone().filter(key => !present.has(key)), ...gone]);
  noteMissed([...gone, ...back]);
  return gone;
}

function noteMissed(keys: readonly string[]): void {
  if (keys.length === 0) return;
  const latest = [...latestMissed(), ...keys.map(key => [key, nowMs()] as const)];
  keepProperties({
    [NAMES.latest]: latest
      .slice(-MAX_LATEST)
      .map(each => each.join(':'))
      .join(','),
  });
}

/** Keys that were missed so shortly ago that an edit of before may be heard of still, with the time, ms. */
const latestMissed = (): (readonly [key: string, at: number])[] =>
  property(NAMES.latest)
    .split(',')
    .map(entry => entry.split(':'))
    .map(([key = '', at]) => [key, Number(at)] as const)
    .filter(([, at]) => nowMs() - at < LATE_EDIT_MS);

/** A row that was gone: when that was noticed, ms, and whether it stands in the tab again. */
interface Missed {
  at: number;
  isBack: boolean;
}

/**
 * Rows of a tab that have gone so shortly ago that an edit of before may be heard of still, by key; of those that
 * nobody has missed the time is now.
 */
export function missedLately(tab: Tab): ReadonlyMap<string, Missed> {
  const at = nowMs();
  const { table } = tab.table;
  const present = new Set(rowsByKey(tab).keys());
  return new Map([
    ...latestMissed().map(([key, missedAt]) => [key, { at: missedAt, isBack: present.has(key) }] as const),
    ...comeAnew(table).flatMap(key => (present.has(key) ? [[key, { at, isBack: true }] as const] : [])),
    ...missingKeys(table, present).map(key => [key, { at, isBack: false }] as const),
  ]);
}

/** Keys of rows that were removed and not brought back. */
export const recallGone = (): string[] => property(NAMES.gone).split(',').filter(Boolean);

export function rememberGone(keys: readonly string[]): void {
  keepProperties({ [NAMES.gone]: [...new Set(keys)].slice(-MAX_GONE).join(',') });
}
