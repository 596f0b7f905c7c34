// One row's documents as the desk has written them, for the bare chain to write the same.

import { writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { deskRef, firestoreOf } from '../../functions/src/adapters/firestore/documents.ts';
import { eventId } from '../../functions/src/core/record/record.ts';
import { post } from './load.ts';
import type { Place } from './place.ts';
import { bodyOf, newRows } from './rows.ts';

type Fields = Record<string, unknown>;

export interface Sample {
  record: Fields & { cells?: Fields };
  event: Fields;
  privateCells: Fields;
  change: Fields;
}

/** Where rows of 热线记录 go in. */
export const doorOf = ({ endpoints }: Place): string =>
  `${endpoints.functions}/v1/desks/${endpoints.spreadsheetId}/tables/hotline/rows`;

/**
 * Has the desk save a row and keeps its documents in a file. The queues must stand still, or its change may be gone.
 */
export async function takeSample(place: Place, file: string): Promise<void> {
  const [row] = newRows(1);
  if (!row) return;
  const agent = new Agent();
  const answer = await post(agent, doorOf(place), await place.token(), bodyOf([row]));
  agent.destroy();
  if (answer.status !== 200) throw new Error(`The desk refused the row of the sample: ${answer.text}`);
  const { firestore, projectId, spreadsheetId } = place.endpoints;
  const db = firestoreOf(projectId, firestore);
  const desk = deskRef(db, spreadsheetId);
  const [record, event, privateCells, changes] = await Promise.all([
    desk.collection('records').doc(row.key).get(),
    desk.collection('events').doc(eventId(row.key, 1)).get(),
    desk.collection('private').doc(row.key).get(),
    desk.collection('changes').limit(1).get(),
  ]);
  const { syncedAt: _, ...stored } = record.data() ?? {};
  const sample = {
    record: stored,
    event: event.data() ?? {},
    privateCells: privateCells.data() ?? {},
    change: changes.docs[0]?.data() ?? {},
  };
  const lacking = Object.entries(sample).filter(([, fields]) => Object.keys(fields).length === 0);
  if (lacking.length > 0) throw new Error(`The desk wrote no ${lacking.map(([name]) => name).join(', ')}`);
  await writeFile(file, JSON.stringify(sample));
  await db.terminate();
}
