// The desk beside what a team could take instead: the same rows into a table of NocoDB and of Directus, each on SQLite,
// over HTTP, turn by turn. They number, decide and announce nothing; they keep what they are given.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { measurePairs, printPairs } from '../door/pairs.ts';
import { doorOf } from '../door/sample.ts';
import type { Settings } from '../options.ts';
import { inFolder, OURS, type Place, withDesk } from '../place.ts';
import { withQueuesHeld } from '../queues.ts';
import { say } from '../report.ts';
import { directus } from './directus.ts';
import { nocodb } from './nocodb.ts';
import type { Peer } from './peer.ts';

const PEERS: readonly Peer[] = [nocodb, directus];
const ROWS = [1, 100];
const CLIENTS = [1, 16];
/** The desk is to be ahead in all of them. */
const AIMS = new Map(ROWS.map(rows => [rows, 1]));

/** Measures beside each peer that can be had; of the others it says what failed. */
export async function benchPeers(settings: Settings): Promise<void> {
  for (const peer of PEERS) {
    say(`Rows per second through the HTTP door, beside ${peer.title} on SQLite`);
    await inFolder(async folder => {
      const data = join(folder, 'peer');
      mkdirSync(data);
      let running: Awaited<ReturnType<Peer['start']>>;
      try {
        running = await peer.start(data);
      } catch (cause) {
        say(`  left out: ${cause instanceof Error ? cause.message : String(cause)}\n`);
        return;
      }
      try {
        await besideDesk(folder, place => measure(place, peer.title, running.target, settings));
      } finally {
        await running.end();
      }
    });
  }
}

async function besideDesk(folder: string, work: (place: Place) => Promise<void>): Promise<void> {
  const firestore = await OURS.start(folder);
  try {
    await withDesk(folder, firestore.address, place => withQueuesHeld(place, () => work(place)));
  } finally {
    await firestore.end();
  }
}

async function measure(
  place: Place,
  title: string,
  peer: Parameters<typeof measurePairs>[1],
  { rounds, sliceMs, doorMs }: Settings,
): Promise<void> {
  const tokens = await Promise.all(Array.from({ length: Math.max(...CLIENTS) }, () => place.token()));
  const loads = ROWS.flatMap(rowsPerRequest =>
    CLIENTS.map(clients => ({ clients, rowsPerRequest, ms: sliceMs })),
  );
  const pairs = await measurePairs({ url: doorOf(place), tokens }, peer, loads, { rounds, mostMs: doorMs });
  printPairs(pairs, title, AIMS);
}
