// What the add-on remembers in the document: the desk's description, the pull cursor, who owns the triggers.
import type { DeskDescription } from '../../../functions/src/contract/contract.ts';
import { parseAs } from '../platform/json.ts';

/** A property holds 9 kB; 2,500 characters are at most 7.5 kB of UTF-8. https://developers.google.com/apps-script/guides/services/quotas */
const PIECE = 2500;

const NAMES = { pieces: 'desk.pieces', cursor: 'cursor', waiting: 'waiting', owner: 'owner' } as const;
const pieceName = (index: number): string => `desk.${index}`;

const properties = () => PropertiesService.getDocumentProperties();

/**
 * The description as last fetched. It is kept in properties, not in the cache: rows can be marked 待同步 only while
 * it is known, also when the service has been away for longer than a cache keeps anything.
 */
export function recallDesk(): DeskDescription | undefined {
  const all = properties().getProperties();
  const count = Number(all[NAMES.pieces] ?? 0);
  if (count === 0) return undefined;
  let text = '';
  for (let index = 0; index < count; index += 1) text += all[pieceName(index)] ?? '';
  try {
    const desk = parseAs<DeskDescription>(text, { deskId: 'string', version: 'string', tables: 'list' });
    // A copy of the spreadsheet must not write into the original's desk, should it have come with what that one remembered.
    return desk.deskId === SpreadsheetApp.getActiveSpreadsheet().getId() ? desk : undefined;
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
  properties().setProperties({ ...kept, [NAMES.pieces]: String(count) });
}

/** Forgets what was remembered for another spreadsheet than this one, of which it is a copy. */
export function forgetOriginal(): void {
  if (Number(properties().getProperty(NAMES.pieces) ?? 0) === 0 || recallDesk()) return;
  properties().setProperties({
    [NAMES.pieces]: '0',
    [NAMES.cursor]: '',
    [NAMES.waiting]: 'no',
    [NAMES.owner]: '',
    'known.count': '0',
    gone: '',
  });
}

/** Where the next pull begins; `''` is the beginning. */
export const recallCursor = (): string => properties().getProperty(NAMES.cursor) ?? '';
export const rememberCursor = (cursor: string): void => {
  properties().setProperty(NAMES.cursor, cursor);
};

/** Whether rows are known to wait for the service: a hint that spares a look through the tabs after each edit. */
export const rowsWait = (): boolean => properties().getProperty(NAMES.waiting) === 'yes';
export const rememberWaiting = (waiting: boolean): void => {
  properties().setProperty(NAMES.waiting, waiting ? 'yes' : 'no');
};

/** Mail of the account whose triggers work for this document; `''` before set-up. */
export const recallOwner = (): string => properties().getProperty(NAMES.owner) ?? '';
export const rememberOwner = (email: string): void => {
  properties().setProperty(NAMES.owner, email);
};
