// One day of many desks, event by event: people save, tasks are planted by the program's own windows, go through
// queues of the program's own limits, and the right to write tabs is given by the program's own rule.

import { HOUR, MINUTE, SECOND } from '../../functions/src/core/lib/time.ts';
import {
  endLease,
  type RateLimit,
  takeLease,
  type WriteLease,
} from '../../functions/src/core/workbook/write-lease.ts';
import { endpointOf } from '../../functions/src/deploy/endpoints.ts';
import { DAY, HOURS, processorSeconds, SAVES, seconds } from './day.ts';
import { EventQueue } from './event-queue.ts';
import type { Operations } from './operations.ts';
import { TaskQueue } from './task-queue.ts';

/** Changes of a desk within this time ask for its summaries once, as the program plants them. */
const WINDOW_MS = 5 * SECOND;

/** Tasks for the summaries that run at once as it is deployed. */
export const AT_ONCE = queueOf('summarise').atOnce;

export interface Scene {
  desks: number;
  /** Accounts that write to spreadsheets; the program has one. */
  accounts: number;
  /** Tasks for the summaries that run at once; the program has `AT_ONCE`. */
  atOnce: number;
  seed: number;
}

/** Milliseconds that something took, one for each time. */
export interface Replayed {
  /** From a save to its answer. */
  saved: number[];
  /** From a save until it stands in the summary tabs. */
  shown: number[];
  /** From a limit until its message goes out. */
  told: number[];
  /** Tasks for the summaries, and times that tabs were written. */
  looks: number;
  tabs: number;
  /** Most tasks for the summaries that waited at a time. */
  waiting: number;
}

interface Desk {
  lease: WriteLease | undefined;
  account: number;
  /** Times of saves that do not stand in the tabs. */
  unseen: number[];
  /** Times that tasks are planted for. */
  planted: Set<number>;
}

/** Replays one day. The same seed gives the same day. */
export function replay(operations: Operations, { desks, accounts, atOnce, seed }: Scene): Replayed {
  const random = randomOf(seed);
  const replayed: Replayed = { saved: [], shown: [], told: [], looks: 0, tabs: 0, waiting: 0 };
  const events = new EventQueue();
  const limits: (RateLimit | undefined)[] = Array.from({ length: accounts }, () => undefined);
  const all = Array.from(
    { length: desks },
    (_, index): Desk => ({
      lease: undefined,
      account: index % accounts,
      unseen: [],
      planted: new Set(),
    }),
  );
  const summarise = new TaskQueue(events, { ...queueOf('summarise'), atOnce });
  const ring = new TaskQueue(events, queueOf('ring'));
  const lookMs = 1_000 * seconds(operations.look);
  const tabsMs = lookMs + 1_000 * seconds(operations.tabs);
  const ringMs = 1_000 * (processorSeconds(operations.ring) + 0.3);

  const plant = (desk: Desk, at: number, now: number): void => {
    const due = at > now ? at : Math.floor(now / WINDOW_MS) * WINDOW_MS + WINDOW_MS;
    if (desk.planted.has(due)) return;
    desk.planted.add(due);
    events.add(due, () => {
      desk.planted.delete(due);
      summarise.add(began => look(desk, began));
      replayed.waiting = Math.max(replayed.waiting, summarise.waiting);
    });
  };

  /** What a task does, as `FirestoreWriteLeases` and `writeSummaries` do it; answers how long it takes. */
  const look = (desk: Desk, now: number): number => {
    replayed.looks += 1;
    let taken = takeLease(desk.lease, undefined, now, false);
    if (taken.rateLimit) {
      taken = takeLease(desk.lease, limits[desk.account], now, false);
      if (taken.rateLimit) limits[desk.account] = taken.rateLimit;
    }
    desk.lease = taken.lease;
    const { answer } = taken;
    if (!answer.write) {
      plant(desk, answer.at, now);
      return lookMs;
    }
    replayed.tabs += 1;
    const seen = desk.unseen.splice(0);
    const end = now + tabsMs;
    for (const saved of seen) replayed.shown.push(end - saved);
    events.add(end, () => {
      if (!desk.lease) return;
      const { lease, again } = endLease(desk.lease, answer.number, end, 'whole');
      desk.lease = lease;
      if (again !== null) plant(desk, again, end);
    });
    return tabsMs;
  };

  const api = new Processors(endpointOf('api').maxInstances);
  const rowS = processorSeconds(operations.row);
  const answerMs = 1_000 * seconds(operations.row);
  for (const desk of all) {
    for (let save = 0; save < SAVES; save += 1) {
      const at = timeOfDay(random);
      events.add(at, () => {
        replayed.saved.push(answerMs + api.waitMs(at, rowS));
        desk.unseen.push(at);
        plant(desk, 0, at);
      });
    }
    for (let limit = 0; limit < DAY.due; limit += 1) {
      const due = timeOfDay(random);
      const rings = Math.ceil(due / MINUTE) * MINUTE;
      events.add(rings, () =>
        ring.add(began => {
          replayed.told.push(began + ringMs - due);
          return ringMs;
        }),
      );
    }
  }
  events.run();
  return replayed;
}

/** Processors of instances that are all there: what comes waits for what came before. */
class Processors {
  readonly #count: number;
  #busyUntil = 0;

  constructor(count: number) {
    this.#count = count;
  }

  /** How long a request waits that takes so many seconds of one of them. */
  waitMs(at: number, processorS: number): number {
    const wait = Math.max(0, this.#busyUntil - at);
    this.#busyUntil = Math.max(this.#busyUntil, at) + (1_000 * processorS) / this.#count;
    return wait;
  }
}

function queueOf(name: 'ring' | 'summarise') {
  const { trigger, maxInstances, concurrency } = endpointOf(name);
  if (trigger.on !== 'queue') throw new Error(`${name} has no queue`);
  const { maxConcurrentDispatches, maxDispatchesPerSecond } = trigger.rateLimits;
  return {
    atOnce: Math.min(maxConcurrentDispatches, maxInstances * concurrency),
    aSecond: maxDispatchesPerSecond,
  };
}

function timeOfDay(random: () => number): number {
  let left = random();
  const hour = HOURS.findIndex(share => {
    left -= share;
    return left < 0;
  });
  return Math.floor((hour < 0 ? HOURS.length / 2 : hour) * HOUR + random() * HOUR);
}

/** Numbers from 0 to 1 that look like chance (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
