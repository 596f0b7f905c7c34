// Several instances of `api` on one desk, as Cloud Run adds them under load: rows per second, how long a writer waits,
// and whether each number was given once.

import { deskRef, firestoreOf } from '../../../functions/src/adapters/firestore/documents.ts';
import { SettableClock } from '../../../local/clock/clock.ts';
import { startFunctions } from '../../../local/desk/functions.ts';
import { quantile, ratiosOf, spreadOf } from '../figures.ts';
import { type Carried, drive } from '../load.ts';
import type { Settings } from '../options.ts';
import { inFolder, OURS, type Place, surroundingsOf, withDesk } from '../place.ts';
import { withQueuesHeld } from '../queues.ts';
import { printTable, say, showNumber, showSpread } from '../report.ts';
import { doorOf } from './sample.ts';

const MOST = 3;
const WRITERS = 20;
/** The slice of a count of instances is this many of the bench's: a p99 needs some thousand rows. */
const SLICES = 6;
const WARM_UP_MS = 1_500;
const P99_AIM_MS = 1_000;

/** One process of the functions, and where its `api` listens. */
interface Instance {
  url: string;
  end: () => Promise<void>;
}

export async function benchInstances(settings: Settings): Promise<void> {
  say(`${WRITERS} writers of single rows at one, two and three processes of \`api\` on one desk`);
  await inFolder(async folder => {
    const firestore = await OURS.start(folder);
    try {
      await withDesk(folder, firestore.address, place =>
        withQueuesHeld(place, () => measure(place, settings)),
      );
    } finally {
      await firestore.end();
    }
  });
}

async function measure(place: Place, { rounds, sliceMs }: Settings): Promise<void> {
  const instances: Instance[] = [];
  try {
    for (let count = 0; count < MOST; count += 1) instances.push(await startInstance(place));
    const tokens = await Promise.all(Array.from({ length: WRITERS }, () => place.token()));
    const write = (count: number, ms: number) => writeTo(instances.slice(0, count), tokens, ms);
    for (const instance of instances) await writeTo([instance], tokens, WARM_UP_MS);
    const counts = Array.from({ length: MOST }, (_, index) => index + 1);
    const carried = new Map(counts.map(count => [count, [] as Carried[]]));
    for (let round = 0; round < rounds; round += 1) {
      // Whoever goes first in a round goes last in the next: what drifts, drifts for all.
      for (const count of round % 2 === 0 ? counts : counts.toReversed())
        carried.get(count)?.push(await write(count, SLICES * sliceMs));
    }
    print(carried);
    await sayNumbers(place);
  } finally {
    await Promise.all(instances.map(instance => instance.end()));
  }
}

/** All writers, shared out evenly to the instances as a load balancer does. */
async function writeTo(
  instances: readonly Instance[],
  tokens: readonly string[],
  ms: number,
): Promise<Carried> {
  const parts = await Promise.all(
    instances.map(({ url }, index) => {
      const own = tokens.filter((_, writer) => writer % instances.length === index);
      return drive({ url, tokens: own }, { clients: own.length, rowsPerRequest: 1, ms });
    }),
  );
  return {
    rowsPerSecond: parts.reduce((sum, part) => sum + part.rowsPerSecond, 0),
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    failures: parts.flatMap(part => part.failures),
    tookMs: parts.flatMap(part => part.tookMs),
  };
}

/** Starts the functions once more, beside those of the desk, on everything that these stand on. */
async function startInstance(place: Place): Promise<Instance> {
  const functions = await startFunctions({
    surroundings: surroundingsOf(place),
    keys: place.issuer.keys,
    clock: new SettableClock(),
    ports: {},
    log: say,
  });
  await functions.process.ready();
  return { url: doorOf(place, functions.urls.api), end: () => functions.close() };
}

function print(carried: ReadonlyMap<number, readonly Carried[]>): void {
  const rates = (all: readonly Carried[] = []) => all.map(each => each.rowsPerSecond);
  printTable(
    [
      'instances',
      'rows a second min/median/max',
      'ratio to one min/median/max',
      'aim',
      'p50',
      'p99',
      'aim of p99',
      'failed',
    ],
    [...carried].map(([count, all]) => {
      const ratios = ratiosOf(rates(all), rates(carried.get(1)));
      const took = all.flatMap(each => each.tookMs);
      const p99 = quantile(took, 0.99);
      return [
        String(count),
        showSpread(spreadOf(rates(all))),
        showSpread(spreadOf(ratios), 2),
        count === 1 ? '' : `1 ${quantile(ratios, 0.5) >= 1 ? 'met' : 'missed'}`,
        `${showNumber(quantile(took, 0.5))} ms`,
        `${showNumber(p99)} ms`,
        `${showNumber(P99_AIM_MS)} ms ${p99 < P99_AIM_MS ? 'met' : 'missed'}`,
        String(all.reduce((sum, each) => sum + each.failures.length, 0)),
      ];
    }),
  );
  const [failure] = [...carried.values()].flat().flatMap(each => each.failures);
  if (failure !== undefined) say(`  A request that failed: ${failure}`);
}

/** Reads all records and counters: which numbers were given, and which serials of a day nobody has. */
async function sayNumbers({ endpoints }: Place): Promise<void> {
  const db = firestoreOf(endpoints.projectId, endpoints.firestore);
  try {
    const desk = deskRef(db, endpoints.spreadsheetId);
    const records = await desk.collection('records').where('table', '==', 'hotline').select('number').get();
    const numbers = records.docs.map(each => String(each.get('number')));
    const counters = await desk.collection('counters').get();
    const last = counters.docs
      .filter(({ id }) => id.startsWith('hotline-'))
      .reduce((sum, each) => sum + Number(each.get('serial')), 0);
    const distinct = new Set(numbers).size;
    say(
      `  ${showNumber(numbers.length)} records have ${showNumber(distinct)} numbers, ` +
        `${numbers.length - distinct} twice; the counters gave ${showNumber(last)}, ` +
        `${last - distinct} of them to nobody (aim: 0 and 0).\n`,
    );
  } finally {
    await db.terminate();
  }
}
