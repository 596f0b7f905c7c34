// Rows that were sent before any event told who had typed into them: the event may still come, and is sent then, so
// that the service knows whose they are. A property, since these are read anyway.
import type { RowInput } from '../../../../functions/src/contract/contract.ts';
import { LATE_EDIT_MS, nowMs } from '../../platform/clock.ts';
import { parseAs } from '../../platform/json.ts';
import { property, putProperty } from '../../platform/properties.ts';
import type { Note } from '../notes.ts';

/** A property holds 9 kB. */
const MAX_ROWS = 80;
const NAME = 'unnamed';

/** Where a row stood when it was sent, and when that was, ms. */
interface Sent {
  sheetId: number;
  row: number;
  at: number;
}

type Unnamed = { [key: string]: Sent };

function load(): Unnamed {
  const text = property(NAME);
  const all = text === '' ? {} : parseAs<Unnamed>(text, {});
  return Object.fromEntries(Object.entries(all).filter(([, { at }]) => nowMs() - at < LATE_EDIT_MS));
}

/** A row that was answered, where it stands; `seen` where it was only asked for what it held. */
interface Answered {
  row: number;
  outgoing: { input: RowInput; seen?: object };
}

/**
 * Notes those of a tab's rows that were sent in nobody's name: not where Google names nobody who edits. Called under
 * the lock.
 */
export function noteUnnamed(sheetId: number, rows: readonly Answered[]): void {
  const mine = rows.filter(({ outgoing: { input, seen } }) => {
    const isNobodys = input.editor === '' || (input.editor === undefined && input.edited.length === 0);
    return isNobodys && !input.witness && !seen;
  });
  if (mine.length === 0) return;
  const at = nowMs();
  const fresh = new Map(mine.map(({ row, outgoing }) => [outgoing.input.key, { sheetId, row, at }]));
  const all = [...Object.entries(load()).filter(([key]) => !fresh.has(key)), ...fresh];
  putProperty(NAME, JSON.stringify(Object.fromEntries(all.slice(-MAX_ROWS))));
}

/** Whether a row was sent in nobody's name so shortly ago that its event may still be heard of. */
export const isUnnamed = (key: string): boolean => key !== '' && load()[key] !== undefined;

/** Whether a note is of the place of such a row. */
export const isUnnamedAt = ({ sheetId, row, rows }: Note): boolean =>
  Object.values(load()).some(each => each.sheetId === sheetId && each.row >= row && each.row < row + rows);
