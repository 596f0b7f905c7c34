// What the add-on remembers in the document: the desk's description, the pull cursor, who owns the triggers.

import type { DeskDescription } from '../../../functions/src/contract/contract.ts';
import { HOUR_MS } from '../platform/clock.ts';
import { parseAs } from '../platform/json.ts';
import { allProperties, keepProperties, property, putProperty } from '../platform/properties.ts';

/**
 * A property holds 9 kB; 2,500 characters are at most 7.5 kB of UTF-8.
 * https://developers.google.com/apps-script/guides/services/quotas
 */
const PIECE = 2500;

const NAMES = {
  pieces: 'desk.pieces',
  cursor: 'cursor',
  waiting: 'waiting',
  owner: 'owner',
  round: 'round',
  retiring: 'retiring',
  staying: 'staying',
} as const;
const pieceName = (index: number): string => `desk.${index}`;

/** What a text was read as: an execution asks for it often. */
let recalled: { text: string; desk: DeskDescription } | undefined;

/**
 * The description as last fetched. It is kept in properties, not in the cache: rows can be marked 待同步 only while
 * it is known, also when the service has been away for longer than a cache keeps anything.
 */
export function recallDesk(): DeskDescription | undefined {
  const all = allProperties();
  const count = Number(all[NAMES.pieces] ?? 0);
  if (count === 0) return undefined;
  let text = '';
  for (let index = 0; index < count; index += 1) text += all[pieceName(index)] ?? '';
  if (recalled?.text === text) return recalled.desk;
  try {
    const desk = parseAs<DeskDescription>(text, { deskId: 'string', version: 'string', tables: 'list' });
    // A copy of the spreadsheet must not write into the original's desk, should it have come with what that one
    // remembered.
    if (desk.deskId !== SpreadsheetApp.getActiveSpreadsheet().getId()) return undefined;
    recalled = { text, desk };
    return desk;
  } catch (cause) {
    // Half of an older, longer description: it is fetched again.
    Logger.log(`The remembered description cannot be read: ${String(cause)}`);
    return undefined;
  }
}

export function rememberDesk(desk: DeskDescription): void {
  const text = JSON.stringify(desk);
  const kept: { [name: string]: string } = {};
  let count = 0;
  for (; count * PIECE < text.length; count += 1)
    kept[pieceName(count)] = text.slice(count * PIECE, (count + 1) * PIECE);
  keepProperties({ ...kept, [NAMES.pieces]: String(count) });
}

/** Forgets what was remembered for another spreadsheet than this one, of which it is a copy. */
export function forgetOriginal(): void {
  if (Number(property(NAMES.pieces)) === 0 || recallDesk()) return;
  keepProperties({
    [NAMES.pieces]: '0',
    [NAMES.cursor]: '',
    [NAMES.waiting]: 'no',
    [NAMES.owner]: '',
    'known.count': '0',
    gone: '',
    taken: '',
    [NAMES.retiring]: '',
    [NAMES.staying]: '',
  });
}

/** Where the next pull begins; `''` is the beginning. */
export const recallCursor = (): string => property(NAMES.cursor);
export const rememberCursor = (cursor: string): void => {
  keepProperties({ [NAMES.cursor]: cursor });
};

/** Whether rows are known to wait for the service: a hint that spares a look through the tabs after each edit. */
export const rowsWait = (): boolean => property(NAMES.waiting) === 'yes';
export const rememberWaiting = (waiting: boolean): void => {
  // Said whatever is known: another execution may just have taken it back.
  if (waiting) putProperty(NAMES.waiting, 'yes');
  else keepProperties({ [NAMES.waiting]: 'no' });
};

/** Mail of the account whose triggers work for this document; `''` before set-up. */
export const recallOwner = (): string => property(NAMES.owner);
export const rememberOwner = (email: string): void => {
  keepProperties({ [NAMES.owner]: email });
};

/** When the sheet was last looked through and brought up to date, ms; 0 before the first time. */
export const recallRound = (): number => Number(property(NAMES.round));
export const rememberRound = (at: number): void => {
  keepProperties({ [NAMES.round]: String(at) });
};

/** How far rows that belong in their tabs no more have been taken out. */
export interface Retiring {
  cursor: string;
  /** When to go on, ms. */
  nextAt: number;
  /** How many rows are out, by tab id. */
  out: { [sheetId: string]: number };
  /** When to begin anew, ms; 0 where nothing was begun. */
  startOverAt: number;
}

export function recallRetiring(): Retiring {
  const text = property(NAMES.retiring);
  const none = { cursor: '', nextAt: 0, out: {}, startOverAt: 0 };
  return text === '' ? none : { ...none, ...parseAs<Retiring>(text, { cursor: 'string' }) };
}

export function rememberRetiring(retiring: Retiring): void {
  keepProperties({ [NAMES.retiring]: JSON.stringify(retiring) });
}

/** A property holds 9 kB; keys are ASCII. */
const MAX_STAYING = 8_800;

/** Rows that had to stay, or were brought back, and when to look at them again, ms. */
export function recallStaying(): Map<string, number> {
  const entries = property(NAMES.staying).split(',').filter(Boolean);
  return new Map(
    entries.map((entry): [string, number] => {
      const [key = '', hours = ''] = entry.split('@');
      return [key, Number.parseInt(hours, 36) * HOUR_MS];
    }),
  );
}

/** Where there is no room for all of them, the last are not kept. */
export function rememberStaying(staying: ReadonlyMap<string, number>): void {
  const kept: string[] = [];
  let length = 0;
  for (const [key, at] of staying) {
    const entry = `${key}@${Math.floor(at / HOUR_MS).toString(36)}`;
    length += entry.length + 1;
    if (length > MAX_STAYING) break;
    kept.push(entry);
  }
  keepProperties({ [NAMES.staying]: kept.join(',') });
}
