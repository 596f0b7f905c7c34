// Holds back the desk's tasks, so that summaries do not run into what is measured, and lets them go again.

import { deskRef, firestoreOf } from '../../functions/src/adapters/firestore/documents.ts';
import { cloudTasksOf } from '../../functions/src/adapters/google/cloud-tasks-alarms.ts';
import { PROJECT, REGION } from '../../local/desk/functions.ts';
import { takeSample } from './door/sample.ts';
import type { Place } from './place.ts';

const QUEUES = ['ring', 'summarise'];

/** Runs `work` while no task is delivered nor under way; they are planted all the same. */
export async function withQueuesHeld<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const client = cloudTasksOf(place.endpoints.tasks);
  const names = QUEUES.map(name => `projects/${PROJECT}/locations/${REGION}/queues/${name}`);
  try {
    for (const name of names) await client.pauseQueue({ name });
    await takeSample(place);
    return await work();
  } finally {
    for (const name of names) await client.resumeQueue({ name });
    await client.close();
  }
}

/** Changes that the summaries have not taken in yet, or records that wait to be compared with others. */
export async function waiting({ endpoints }: Place, what: 'changes' | 'comparisons'): Promise<number> {
  const db = firestoreOf(endpoints.projectId, endpoints.firestore);
  try {
    const all = deskRef(db, endpoints.spreadsheetId).collection(what);
    return (await all.count().get()).data().count;
  } finally {
    await db.terminate();
  }
}

/** Whether a desk still decides records again, or writes its tabs. */
export async function isAtWork({ endpoints }: Place): Promise<boolean> {
  const db = firestoreOf(endpoints.projectId, endpoints.firestore);
  try {
    const desk = deskRef(db, endpoints.spreadsheetId);
    const [upkeep, lease] = await db.getAll(
      desk.collection('state').doc('upkeep'),
      desk.collection('summaries').doc('turn'),
    );
    return upkeep?.get('unfinished') === true || typeof lease?.get('owedSince') === 'number';
  } finally {
    await db.terminate();
  }
}
