// One row's documents as the desk has written them, for the bare chain to write the same.

import { writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { deskRef, firestoreOf } from '../../../functions/src/adapters/firestore/documents.ts';
import { eventId } from '../../../functions/src/core/record/record.ts';
import { post } from '../load.ts';
import type { Place } from '../place.ts';
import { bodyOf, newRows } from '../rows.ts';

type Fields = Record<string, unknown>;

export interface Sample {
  record: Fields & { cells?: Fields };
  event: Fields;
  privateCells: Fields;
  /** What whoever the row is given to hears of it. */
  notice: Fields;
  change: Fields;
}

/** Where rows of 热线记录 go in, below an address of `api`. */
export const doorPath = ({ endpoints }: Place): string =>
  `/v1/desks/${endpoints.spreadsheetId}/tables/hotline/rows`;

/** The same in full. @param api where the desk's own `api` is, or another instance of it */
export const doorOf = (place: Place, api = place.endpoints.functions): string => `${api}${doorPath(place)}`;

/** A summary that was under way when the queues were held may take a row's change away before it is looked at. */
const ATTEMPTS = 5;
const BETWEEN_MS = 2_000;

/** Where the documents of a row are kept, once a sample was taken. */
export const sampleFile = ({ folder }: Place): string => join(folder, 'sample.json');

/**
 * Has the desk save a row and keeps its documents in a file. The queues must stand still, or its change may be gone:
 * when it is there, no summary is under way any more, which would go on with whatever comes.
 */
export async function takeSample(place: Place): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const sample = await saveOne(place);
    const lacking = Object.entries(sample).filter(([, fields]) => Object.keys(fields).length === 0);
    if (lacking.length === 0) return writeFile(sampleFile(place), JSON.stringify(sample));
    if (attempt === ATTEMPTS)
      throw new Error(`The desk wrote no ${lacking.map(([name]) => name).join(', ')}`);
    await delay(BETWEEN_MS);
  }
}

/** Saves a row, and answers what the desk has written of it. */
async function saveOne(place: Place): Promise<Sample> {
  const [row] = newRows(1);
  const agent = new Agent();
  const answer = await post(agent, doorOf(place), await place.token(), bodyOf(row ? [row] : []));
  agent.destroy();
  if (answer.status !== 200) throw new Error(`The desk refused the row of the sample: ${answer.text}`);
  const { firestore, projectId, spreadsheetId } = place.endpoints;
  const db = firestoreOf(projectId, firestore);
  const desk = deskRef(db, spreadsheetId);
  const key = row?.key ?? '';
  const [record, event, privateCells, notices, changes] = await Promise.all([
    desk.collection('records').doc(key).get(),
    desk.collection('events').doc(eventId(key, 1)).get(),
    desk.collection('private').doc(key).get(),
    desk.collection('notices').where('notice.about.key', '==', key).limit(1).get(),
    desk.collection('changes').limit(1).get(),
  ]);
  await db.terminate();
  const { syncedAt: _, ...stored } = record.data() ?? {};
  return {
    record: stored,
    event: event.data() ?? {},
    privateCells: privateCells.data() ?? {},
    notice: notices.docs[0]?.data() ?? {},
    change: changes.docs[0]?.data() ?? {},
  };
}
