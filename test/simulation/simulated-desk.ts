// A desk on virtual time: its actions run over the real store, in two processes that die and with a queue that
// misbehaves, as staff type.

import { ringAndReport } from '../../functions/src/actions/reports/ring-and-report.ts';
import { submitRows } from '../../functions/src/actions/submit/submit-rows.ts';
import { sweep } from '../../functions/src/actions/sweep.ts';
import type { StoredNotice } from '../../functions/src/adapters/firestore/kinds.ts';
import type { WireCells } from '../../functions/src/contract/contract.ts';
import type { Message } from '../../functions/src/core/notices/message.ts';
import { NotSent } from '../../functions/src/core/notices/not-sent.ts';
import { tableOf } from '../../functions/src/core/tables/index.ts';
import type { Messenger } from '../../functions/src/ports/messenger.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import type { DeskStore } from '../../functions/src/ports/store.ts';
import { ActionPlace, account, DESK_ID, open } from '../fixtures/actions/action-place.ts';
import { OWNER, storedDesk, storedState } from '../fixtures/core/desk-fixture.ts';
import { clientOf } from '../fixtures/firestore-here.ts';
import { Dice } from './dice.ts';
import { MemoryStore } from './memory-store.ts';
import { Peril } from './peril.ts';
import type { Value } from './plain-cases.ts';
import { MINUTE_MS } from './plain-limits.ts';
import { UnsureAlarms } from './unsure-alarms.ts';

const SWEEP_MS = 5 * MINUTE_MS;
/** Chance of a process to die at each of its calls. */
const PERIL = 0.02;
/** Chance that the queue calls both processes at once, and that it does so while somebody types. */
const BOTH = 0.2;
const MEANWHILE = 0.1;
/** After this time nobody will come any more. */
const PATIENCE_MS = 12 * 60 * MINUTE_MS;
/** Sweeps that may fail one after the other. */
const FAILING_SWEEPS = 2;

export class SimulatedDesk {
  now: number;
  /** Messages as they came first, by their ids: a channel knows by these what comes again. */
  readonly messages = new Map<string, Message>();
  readonly alarms: UnsureAlarms;
  sweeps = 0;
  rings = 0;
  readonly #dice: Dice;
  readonly #place: ActionPlace;
  /** Two of the service, each with memories of its own; one may die while the other goes on. */
  readonly #processes: readonly [Process, Process];
  readonly #kept: Kept;
  /** What the sheet knows of each row. */
  readonly #bases = new Map<string, string>();
  #owed: number | undefined;
  #failures = 0;

  private constructor(place: ActionPlace, kept: Kept, seed: number, begins: number) {
    this.now = begins;
    this.#place = place;
    this.#kept = kept;
    this.#dice = new Dice(seed);
    this.alarms = new UnsureAlarms(this.#dice);
    const messenger: Messenger = { send: async (id, message) => this.#receive(id, message) };
    const open = (ports: Ports, store: DeskStore, number: number): Process => {
      // Dice of its own: in which order two processes come to act is nobody's to say.
      const peril = new Peril(new Dice(seed + 1_000 * number), PERIL);
      const own: Ports = {
        ...ports,
        store: peril.around(store),
        alarms: peril.around(this.alarms),
        messenger: peril.around(messenger),
        // Tabs are never this desk's turn: here it is about what is said.
        writeLeases: {
          take: async (_, now) => ({ write: false, at: now + SWEEP_MS }),
          written: async () => ({}),
          end: async () => null,
          owing: async () => [],
        },
        log: { info: () => {}, error: () => {} },
        now: () => this.now,
      };
      return { peril, ports: own };
    };
    this.#processes = [open(place.ports, kept.stores[0], 1), open(place.others, kept.stores[1], 2)];
  }

  /** How often a process has died. */
  get deaths(): number {
    return this.#processes.reduce((sum, { peril }) => sum + peril.deaths, 0);
  }

  /**
   * A desk without rows, over the real store or in memory; it does not come to the end of a week or month before
   * `until`.
   */
  static async start(
    seed: number,
    { begins, until, inMemory }: { begins: number; until: number; inMemory: boolean },
  ): Promise<SimulatedDesk> {
    const projectId = `simulation-${seed}`;
    const [stored, state] = [storedDesk([], []), storedState({ endsAt: until })];
    const place = await ActionPlace.start(projectId, () => begins, stored, state);
    const kept = inMemory ? keptInMemory() : keptInFirestore(place, projectId);
    if (inMemory) await open(kept, stored, state);
    // Its keys are read along with it.
    for (const { store } of [place.ports, place.others]) await store.desk(DESK_ID);
    return new SimulatedDesk(place, kept, seed, begins);
  }

  close(): Promise<void> {
    return this.#place.close();
  }

  #receive(id: string, message: Message): void {
    if (this.#dice.chance(0.02)) throw new NotSent('later', 'the mail server is busy');
    if (!this.messages.has(id)) this.messages.set(id, message);
  }

  /** Types a row, again and again until it is answered, as a sheet does; answers its number. */
  async type(of: string, key: string, by: string, cells: Readonly<Record<string, Value>>): Promise<string> {
    const table = tableOf(of);
    if (!table) throw new Error(`no table ${of}`);
    const wire: WireCells = {};
    for (const [column, value] of Object.entries(cells))
      wire[column] = typeof value === 'number' ? new Date(value).toISOString() : value;
    const who = by === OWNER ? { subject: OWNER, mail: OWNER } : account(by);
    for (;;) {
      const row = { key, base: this.#bases.get(key) ?? '', edited: Object.keys(wire), cells: wire };
      const [one, other] = this.#pair();
      const [answered] = await Promise.all([
        one.peril.run(() => submitRows(one.ports, who, DESK_ID, table, { rows: [row] })),
        this.#dice.chance(MEANWHILE) ? ring(other) : undefined,
      ]);
      this.#owed = undefined;
      const [answer] = answered?.done.rows ?? [];
      if (!answer) continue;
      this.#bases.set(key, answer.base);
      // What a new round has blanked meanwhile: whoever is told of that types it once more.
      if (answer.outcome === 'conflict') continue;
      if (answer.outcome !== 'saved' && answer.outcome !== 'unchanged')
        throw new Error(`${key} ${answer.outcome} ${JSON.stringify(answer.problems)}`);
      return String(answer.cells.number);
    }
  }

  /** Lets time pass until then, with all that rings and is swept on the way. */
  async passUntil(until: number): Promise<void> {
    for (;;) {
      const owed = await this.owedAt();
      const swept = Math.max(
        Math.floor(this.now / SWEEP_MS) * SWEEP_MS + SWEEP_MS,
        Math.ceil(owed / SWEEP_MS) * SWEEP_MS,
      );
      const next = Math.min(this.alarms.next(), swept);
      if (next > until) break;
      this.now = Math.max(this.now, next);
      if (this.alarms.take(this.now)) await this.#ring();
      else await this.#sweep();
    }
    this.now = Math.max(this.now, until);
  }

  /** Lets time pass until everything is said that is due. */
  async settle(): Promise<void> {
    const patience = this.now + PATIENCE_MS;
    while ((await this.owedAt()) <= this.now) {
      if (this.now > patience) throw new Error('what is due is not said');
      await this.passUntil(this.now + MINUTE_MS);
    }
  }

  /** Lets time pass until open records go by the desk as it is configured now. */
  async redecided(): Promise<void> {
    const patience = this.now + PATIENCE_MS;
    for (;;) {
      if (this.now > patience) throw new Error('a change of the desk does not reach its records');
      const { store } = this.#kept;
      const [desk, upkeep] = [await store.desk(DESK_ID), await store.state(DESK_ID, 'upkeep')];
      if (desk && upkeep?.decided === desk.version) return this.settle();
      this.now = Math.floor(this.now / SWEEP_MS) * SWEEP_MS + SWEEP_MS;
      await this.#sweep();
    }
  }

  async #ring(): Promise<void> {
    this.rings += 1;
    this.#owed = undefined;
    await this.#atOneOrBoth(ring);
  }

  async #sweep(): Promise<void> {
    this.sweeps += 1;
    this.#owed = undefined;
    const safe = this.#failures >= FAILING_SWEEPS;
    const done = await this.#atOneOrBoth(({ peril, ports }) =>
      safe ? peril.spare(() => sweep(ports)) : peril.run(() => sweep(ports)),
    );
    this.#failures = done ? 0 : this.#failures + 1;
  }

  /** Has one process do it, or each of them at the same time; whether one at least came to its end. */
  async #atOneOrBoth(work: (process: Process) => Promise<unknown>): Promise<boolean> {
    const [one, other] = this.#pair();
    const both = this.#dice.chance(BOTH) ? [one, other] : [one];
    return (await Promise.all(both.map(work))).some(done => done !== undefined);
  }

  /** The two of them, in either order. */
  #pair(): readonly [Process, Process] {
    const [first, second] = this.#processes;
    return this.#dice.chance(0.5) ? [first, second] : [second, first];
  }

  /** When something is to be said or sent next. */
  async owedAt(): Promise<number> {
    if (this.#owed !== undefined) return this.#owed;
    const next = await this.#kept.store.nextActionAt(DESK_ID);
    const tries = (await this.#kept.waiting()).flatMap(({ nextTryAt }) => nextTryAt ?? []);
    this.#owed = Math.min(next ?? Number.POSITIVE_INFINITY, ...tries);
    return this.#owed;
  }

  /** All that was ever to be said. */
  notices(): Promise<StoredNotice[]> {
    return this.#kept.notices();
  }
}

/** A process of the service: what it stands on, and what it is in. */
interface Process {
  peril: Peril;
  ports: Ports;
}

const ring = ({ peril, ports }: Process) => peril.run(() => ringAndReport(ports, DESK_ID));

/** Where the desk is kept, for those who look at it from beside. */
interface Kept {
  store: DeskStore;
  /** As each process opens it. */
  stores: readonly [DeskStore, DeskStore];
  notices(): Promise<StoredNotice[]>;
  /** The first that waits to be sent. */
  waiting(): Promise<StoredNotice[]>;
}

function keptInFirestore({ ports, others, firestore }: ActionPlace, projectId: string): Kept {
  const notices = clientOf(projectId, firestore).collection(`desks/${DESK_ID}/notices`);
  const read = async (query: Pick<typeof notices, 'get'>) =>
    (await query.get()).docs.map(each => each.data() as StoredNotice);
  return {
    store: ports.store,
    stores: [ports.store, others.store],
    notices: () => read(notices),
    waiting: () => read(notices.where('nextTryAt', '>=', 0).orderBy('nextTryAt').limit(1)),
  };
}

function keptInMemory(): Kept {
  const store = new MemoryStore(DESK_ID);
  const notices = () => Promise.resolve([...store.kept.notices.values()]);
  return {
    store,
    // What two processes share is all that there is in memory.
    stores: [store, store],
    notices,
    waiting: async () => (await notices()).filter(({ nextTryAt }) => nextTryAt !== null),
  };
}
