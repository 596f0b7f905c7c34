// Alarms as named tasks in Cloud Tasks. A task is a hint: the handler asks the record what is due.

import { createHash, randomUUID } from 'node:crypto';
import { CloudTasksClient } from '@google-cloud/tasks';
import { credentials } from '@grpc/grpc-js';
import { keepLatest } from '../../core/lib/keep-latest.ts';
import { DAY, type Instant, MINUTE, SECOND } from '../../core/lib/time.ts';
import type { Alarms } from '../../ports/alarms.ts';
import { isTaken } from '../taken.ts';

export type QueueName = 'ring' | 'summarise';

export interface TasksPlace {
  /**
   * Full name of each queue (`projects/…/queues/ring`), the address of the function that it calls, and the account that
   * it calls as.
   */
  queues: Record<QueueName, { path: string; url: string; account: string }>;
}

/** A task lies at most 30 days ahead; a later alarm is planted again when this one rings. */
const MAX_AHEAD_MS = 29 * DAY;

/** Changes of a desk within this time ask for its summaries once. */
const SUMMARY_WINDOW_MS = 5 * SECOND;

/**
 * How far the clock of a process may be from that of the queue and of others. A name that was used is taken for an
 * hour: who plants what has just run would plant nothing, so nobody plants for a moment that may be over elsewhere.
 */
const CLOCKS_APART_MS = SECOND;

/**
 * Names planted by this process, or about to be: asking for a taken name again costs a round trip and changes nothing.
 */
const REMEMBERED = 1_000;

/** A client of Cloud Tasks. `address` (host:port) leads to another server than Google's, without TLS or credentials. */
export function cloudTasksOf(address: string | undefined): CloudTasksClient {
  if (address === undefined) return new CloudTasksClient();
  const [apiEndpoint = '', port] = address.split(':');
  return new CloudTasksClient({ apiEndpoint, port: Number(port), sslCreds: credentials.createInsecure() });
}

/** A name that this process has planted. */
interface Planted {
  planting: Promise<void>;
  /** When its task has run, by the clock that nobody sets. */
  overAt: number;
}

export class CloudTasksAlarms implements Alarms {
  private readonly client: () => CloudTasksClient;
  private readonly place: TasksPlace;
  private readonly elapsed: () => number;
  private readonly planted = new Map<string, Planted>();
  /** Makes names others than those that were planted before the clock was set back. */
  private salt = '';

  /** @param elapsed milliseconds by a clock that nobody sets */
  constructor(client: () => CloudTasksClient, place: TasksPlace, elapsed = () => performance.now()) {
    this.client = client;
    this.place = place;
    this.elapsed = elapsed;
  }

  plantRing(deskId: string, at: Instant, now: Instant): Promise<void> {
    const sure = now + CLOCKS_APART_MS;
    // What is due already rings within seconds: the name of the present minute may have been used before it was there.
    const due = at < sure ? floorTo(SECOND, sure) + SECOND : ceilTo(MINUTE, Math.min(at, now + MAX_AHEAD_MS));
    return this.plant('ring', deskId, due, now);
  }

  plantSummary(deskId: string, at: Instant, now: Instant): Promise<void> {
    const sure = now + CLOCKS_APART_MS;
    // Always a time to come: the task of the present window may have run before this change was there.
    const due =
      at < sure ? floorTo(SUMMARY_WINDOW_MS, sure) + SUMMARY_WINDOW_MS : Math.min(at, now + MAX_AHEAD_MS);
    return this.plant('summarise', deskId, due, now);
  }

  private plant(queue: QueueName, deskId: string, at: Instant, now: Instant): Promise<void> {
    const known = this.planted.get(this.idOf(queue, deskId, at));
    const elapsed = this.elapsed();
    if (known && elapsed <= known.overAt) return known.planting;
    // A task that has run is to come by the clock: it was set back, and the names from there on are used.
    if (known) this.salt = randomUUID();
    const id = this.idOf(queue, deskId, at);
    const planting = this.create(queue, id, deskId, at).catch((error: unknown) => {
      this.planted.delete(id);
      throw error;
    });
    this.remember(id, { planting, overAt: elapsed + (at - now) + CLOCKS_APART_MS });
    return planting;
  }

  private idOf(queue: QueueName, deskId: string, at: Instant): string {
    // Hashed: ids in order of time would all land in one place of the queue's storage.
    const hash = createHash('sha256').update(`${queue}/${deskId}/${at}${this.salt}`);
    return hash.digest('hex').slice(0, 40);
  }

  /** Makes the task; that it is there already is as good. */
  private async create(queue: QueueName, id: string, deskId: string, at: Instant): Promise<void> {
    const { path, url, account } = this.place.queues[queue];
    try {
      await this.client().createTask({
        parent: path,
        task: {
          name: `${path}/tasks/${id}`,
          scheduleTime: { seconds: Math.floor(at / SECOND), nanos: (at % SECOND) * 1_000_000 },
          httpRequest: {
            httpMethod: 'POST',
            url,
            headers: { 'content-type': 'application/json' },
            body: Buffer.from(JSON.stringify({ deskId })).toString('base64'),
            oidcToken: { serviceAccountEmail: account, audience: url },
          },
        },
      });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }

  private remember(id: string, planted: Planted): void {
    keepLatest(this.planted, id, planted, REMEMBERED);
  }
}

const floorTo = (unit: number, at: Instant) => Math.floor(at / unit) * unit;
const ceilTo = (unit: number, at: Instant) => Math.ceil(at / unit) * unit;
