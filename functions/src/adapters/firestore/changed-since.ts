// What changed since a sheet last asked, by the server's times of the writes. Knows nothing of what is in the records.

import { type CollectionReference, FieldPath, Timestamp } from '@google-cloud/firestore';
import { RequestError } from '../../contract/request-error.ts';
import { MINUTE } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { PageSize } from '../../ports/records.ts';
import { recordOf } from './documents.ts';
import { fromStore } from './forms.ts';
import { readPage } from './read-page.ts';

/**
 * Commits may become visible slightly out of the order of their server times, so what is as young as this when it is
 * read is asked for again: that costs repeats, which sheets recognise, and misses nothing.
 */
const UNSETTLED_MS = 5_000;

/** After so long, what a process keeps is read anew whatever was written: what is deleted is written nowhere. */
export const MAX_AGE_MS = 30 * MINUTE;

/** From when on what was written may not have been seen at a time. */
export function unsettledAt(readAt: Timestamp): Timestamp {
  return Timestamp.fromMillis(Math.max(0, readAt.toMillis() - UNSETTLED_MS));
}

/**
 * What a cursor looks like: milliseconds, with or without their thousandths, and the key of the record that was read
 * last there.
 */
const CURSOR = /^(?<millis>\d{1,15})(?:\.(?<micros>\d{3}))?(?:\/(?<after>[A-Za-z0-9][A-Za-z0-9-]{0,99}))?$/;

/** The last moment that a timestamp can hold: the end of the year 9999. */
const LAST_MS = 253_402_300_799_999;

interface Position {
  since: Timestamp;
  /** Key of the last record of that time which is known; `''`: none of them is. */
  after: string;
}

/**
 * See `DeskStore.changedSince`.
 * @throws RequestError 400 for a cursor that this did not give out: it comes back from outside.
 */
export async function changedSince(
  records: CollectionReference,
  cursor: string,
  most: PageSize,
): Promise<{ records: DeskRecord[]; cursor: string; more: boolean }> {
  const { since, after } = readCursor(cursor);
  const ordered = records.orderBy('syncedAt').orderBy(FieldPath.documentId());
  const page = await readPage(after ? ordered.startAfter(since, after) : ordered.startAt(since), most);
  const readAt = page.readAt.toMillis();
  const settled = readAt - UNSETTLED_MS;
  // The end is reached: where it is young, the next pull starts before it.
  const atEnd = (seen: Timestamp, exactly: string) =>
    seen.toMillis() >= settled && seen.toMillis() <= readAt ? String(settled) : exactly;
  const last = page.docs.at(-1);
  if (!last) return { records: [], cursor: after ? atEnd(since, cursor) : cursor, more: false };
  const seen = fromStore('record', last.data).syncedAt;
  const exactly = cursorAt(seen, last.id);
  return {
    records: page.docs.map(each => recordOf(each.data)),
    cursor: page.full ? exactly : atEnd(seen, exactly),
    more: page.full,
  };
}

function cursorAt(time: Timestamp, key: string): string {
  const micros = String(Math.floor(time.nanoseconds / 1_000) % 1_000).padStart(3, '0');
  return `${time.toMillis()}.${micros}/${key}`;
}

function readCursor(cursor: string): Position {
  if (cursor === '') return { since: Timestamp.fromMillis(0), after: '' };
  const { millis, micros = '000', after = '' } = CURSOR.exec(cursor)?.groups ?? {};
  if (millis === undefined || Number(millis) > LAST_MS) throw new RequestError('cursor_invalid');
  const seconds = Math.floor(Number(millis) / 1_000);
  const nanoseconds = (Number(millis) % 1_000) * 1_000_000 + Number(micros) * 1_000;
  return { since: new Timestamp(seconds, nanoseconds), after };
}
