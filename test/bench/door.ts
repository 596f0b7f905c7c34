// Rows per second through the HTTP door, beside the bare chain on the same Firestore server, turn by turn.

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { deskRef, firestoreOf } from '../../functions/src/adapters/firestore/documents.ts';
import { quantile, ratiosOf, spreadOf } from './figures.ts';
import { type Carried, drive, type Load, type Target } from './load.ts';
import type { Settings } from './options.ts';
import { FIRESTORES, type FirestoreServer, inFolder, type Place, withDesk } from './place.ts';
import { startNode } from './process.ts';
import { withQueuesHeld } from './queues.ts';
import { printTable, say, showNumber, showSpread } from './report.ts';
import { doorOf, takeSample } from './sample.ts';

const ROWS = [1, 10, 100, 500];
const CLIENTS = [1, 16];
const AIMS = new Map([
  [1, 0.5],
  [100, 0.7],
]);
/** Both sides are driven this long before anything counts: a process is slow until its code is compiled. */
const WARM_UP_MS = 1_500;
const CATCH_UP_MOST_SECONDS = 60;
const CATCH_UP_LOOK_MS = 100;

interface Result {
  load: Load;
  desk: Carried[];
  bare: Carried[];
}

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
          changes: await pendingChanges(place),
        }));
        // Held until now: from here on the summaries are on their way.
        const released = performance.now();
        print(results);
        await sayCatchUp(place, changes, released);
      });
    } finally {
      await firestore.end();
    }
  });
}

async function measure(place: Place, { sliceMs, rounds, doorMs }: Settings): Promise<Result[]> {
  const sample = join(place.folder, 'sample.json');
  await takeSample(place, sample);
  const { firestore, projectId } = place.endpoints;
  const bareProcess = await startNode('test/bench/bare.ts', [firestore, projectId, sample], /^http:/);
  try {
    const tokens = await Promise.all(Array.from({ length: Math.max(...CLIENTS) }, () => place.token()));
    const desk: Target = { url: doorOf(place), tokens };
    const bare: Target = { url: bareProcess.line };
    const loads = ROWS.flatMap(rowsPerRequest =>
      CLIENTS.map(clients => ({ clients, rowsPerRequest, ms: sliceMs })),
    );
    const results = loads.map((load): Result => ({ load, desk: [], bare: [] }));
    for (const target of [desk, bare]) {
      for (const rowsPerRequest of [1, 100])
        await drive(target, { clients: 4, rowsPerRequest, ms: WARM_UP_MS });
    }
    const begin = performance.now();
    for (let round = 0; round < rounds; round++) {
      for (const result of results) {
        // Sixteen requests of 500 rows outlast their slice by far; a slow machine gets fewer rounds, but each load one.
        if (round > 0 && performance.now() - begin > doorMs) return results;
        // Whoever goes first in a pair goes second in the next: what drifts, drifts for both.
        const sides = [
          { target: desk, carried: result.desk },
          { target: bare, carried: result.bare },
        ];
        for (const { target, carried } of round % 2 === 0 ? sides : sides.toReversed())
          carried.push(await drive(target, result.load));
      }
    }
    return results;
  } finally {
    await bareProcess.end();
  }
}

function print(results: readonly Result[]): void {
  const rates = (carried: readonly Carried[]) => carried.map(each => each.rowsPerSecond);
  printTable(
    [
      'rows x clients',
      'desk min/median/max',
      'bare chain min/median/max',
      'ratio min/median/max',
      'rounds',
      'aim',
    ],
    results.map(({ load, desk, bare }) => {
      const ratios = ratiosOf(rates(desk), rates(bare));
      const aim = AIMS.get(load.rowsPerRequest);
      return [
        `${load.rowsPerRequest} x ${load.clients}`,
        showSpread(spreadOf(rates(desk))),
        showSpread(spreadOf(rates(bare))),
        ratios.length > 0 ? showSpread(spreadOf(ratios), 2) : 'none',
        String(ratios.length),
        aim === undefined
          ? ''
          : `${aim} ${ratios.length > 0 && quantile(ratios, 0.5) >= aim ? 'met' : 'missed'}`,
      ];
    }),
  );
  for (const { load, desk, bare } of results) {
    for (const [side, carried] of Object.entries({ desk, bare })) {
      const failures = carried.flatMap(each => each.failures);
      if (failures.length === 0) continue;
      say(
        `  ${load.rowsPerRequest} x ${load.clients}: ${failures.length} requests to the ${side} failed, such as ${failures[0]}`,
      );
    }
  }
}

/** Changes that the summaries have not taken in yet. */
async function pendingChanges({ endpoints }: Place): Promise<number> {
  const db = firestoreOf(endpoints.projectId, endpoints.firestore);
  try {
    const changes = deskRef(db, endpoints.spreadsheetId).collection('changes');
    return (await changes.count().get()).data().count;
  } finally {
    await db.terminate();
  }
}

/** The work that rows leave behind is measured too: how long until the summaries have taken all of it in. */
async function sayCatchUp(place: Place, changes: number, released: number): Promise<void> {
  const seconds = () => (performance.now() - released) / 1_000;
  let left = await pendingChanges(place);
  while (left > 0 && seconds() < CATCH_UP_MOST_SECONDS) {
    await delay(CATCH_UP_LOOK_MS);
    left = await pendingChanges(place);
  }
  const taken = showNumber(changes - left);
  say(
    `  ${taken} changes went into the summaries within ${showNumber(seconds(), 1)} s; ${left} were left.\n`,
  );
}
