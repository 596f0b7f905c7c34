// Rows per second through the HTTP door, beside the bare chain on the same Firestore server, turn by turn.

import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '../options.ts';
import { FIRESTORES, type FirestoreServer, inFolder, type Place, withDesk } from '../place.ts';
import { startNode } from '../process.ts';
import { waiting, withQueuesHeld } from '../queues.ts';
import { say, showNumber } from '../report.ts';
import { measurePairs, type Pair, printPairs } from './pairs.ts';
import { doorOf, sampleFile } from './sample.ts';

const ROWS = [1, 10, 100, 500];
const CLIENTS = [1, 16];
const AIMS = new Map([
  [1, 0.5],
  [100, 0.8],
]);
const CATCH_UP_MOST_SECONDS = 60;
const CATCH_UP_LOOK_MS = 100;

/** Measures on each server that is found here. */
export async function benchDoor(settings: Settings): Promise<void> {
  for (const server of FIRESTORES) {
    say(`Rows per second through the HTTP door, on ${server.name}`);
    if (server.missing === undefined) await benchOn(server, settings);
    else say(`  left out: ${server.missing}\n`);
  }
}

async function benchOn(server: FirestoreServer, settings: Settings): Promise<void> {
  await inFolder(async folder => {
    const firestore = await server.start(folder);
    try {
      await withDesk(folder, firestore.address, async place => {
        const { results, changes } = await withQueuesHeld(place, async () => ({
          results: await measure(place, settings),
          changes: await waiting(place, 'changes'),
        }));
        // Held until now: from here on the summaries are on their way.
        const released = performance.now();
        printPairs(results, 'bare chain', AIMS);
        await sayCatchUp(place, changes, released);
      });
    } finally {
      await firestore.end();
    }
  });
}

async function measure(place: Place, { sliceMs, rounds, doorMs }: Settings): Promise<Pair[]> {
  const { firestore, projectId } = place.endpoints;
  const bare = await startNode(
    'test/bench/door/bare.ts',
    [firestore, projectId, sampleFile(place)],
    /^http:/,
  );
  try {
    const tokens = await Promise.all(Array.from({ length: Math.max(...CLIENTS) }, () => place.token()));
    const loads = ROWS.flatMap(rowsPerRequest =>
      CLIENTS.map(clients => ({ clients, rowsPerRequest, ms: sliceMs })),
    );
    const desk = { url: doorOf(place), tokens };
    return await measurePairs(desk, { url: bare.line }, loads, { rounds, mostMs: doorMs });
  } finally {
    await bare.end();
  }
}

/** The work that rows leave behind is measured too: how long until the summaries have taken all of it in. */
async function sayCatchUp(place: Place, changes: number, released: number): Promise<void> {
  const seconds = () => (performance.now() - released) / 1_000;
  let left = await waiting(place, 'changes');
  while (left > 0 && seconds() < CATCH_UP_MOST_SECONDS) {
    await delay(CATCH_UP_LOOK_MS);
    left = await waiting(place, 'changes');
  }
  const taken = showNumber(changes - left);
  say(
    `  ${taken} changes went into the summaries within ${showNumber(seconds(), 1)} s; ${left} were left.\n`,
  );
}
