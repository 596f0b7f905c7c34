// A desk on virtual time: its actions run over the real store, in processes that die and with a queue that misbehaves, as staff type.

import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import { ringDesk } from '../../functions/src/actions/ring-desk.ts';
import { submitRows } from '../../functions/src/actions/submit-rows.ts';
import { sweep } from '../../functions/src/actions/sweep.ts';
import { firestoreOf } from '../../functions/src/adapters/firestore-documents.ts';
import { tableOf } from '../../functions/src/core/tables/index.ts';
import type { RowAnswer, WireCells } from '../../functions/src/http/contract.ts';
import { type Messenger, NotSent, type Ports } from '../../functions/src/ports.ts';
import { ActionPlace, account, DESK_ID } from '../actions/action-place.ts';
import { OWNER, storedDesk } from '../core/desk-fixture.ts';
import { Dice } from './dice.ts';
import { Peril } from './peril.ts';
import type { Value } from './plain-cases.ts';
import { MINUTE_MS } from './plain-limits.ts';
import { UnsureAlarms } from './unsure-alarms.ts';

const SWEEP_MS = 5 * MINUTE_MS;
/** Chance of a process to die at each of its calls. */
const PERIL = 0.02;
/** Sweeps that may fail one after the other. */
const FAILING_SWEEPS = 2;

export class SimulatedDesk {
  now: number;
  /** How often each message came, by its id. */
  readonly messages = new Map<string, { times: number; first: number }>();
  readonly peril: Peril;
  readonly alarms: UnsureAlarms;
  sweeps = 0;
  rings = 0;
  readonly #dice: Dice;
  readonly #place: ActionPlace;
  readonly #ports: Ports;
  readonly #projectId: string;
  /** What the sheet knows of each row. */
  readonly #bases = new Map<string, string>();
  #owed: number | undefined;
  #failures = 0;

  private constructor(place: ActionPlace, projectId: string, seed: number, begins: number) {
    this.now = begins;
    this.#place = place;
    this.#projectId = projectId;
    this.#dice = new Dice(seed);
    this.peril = new Peril(this.#dice, PERIL);
    this.alarms = new UnsureAlarms(this.#dice);
    const messenger: Messenger = { send: async id => this.#receive(id) };
    this.#ports = {
      ...place.ports,
      store: this.peril.around(place.ports.store),
      alarms: this.peril.around(this.alarms),
      messenger: this.peril.around(messenger),
      // Tabs are never this desk's turn: here it is about what is said.
      turns: {
        take: async (_, now) => ({ write: false, at: now + SWEEP_MS }),
        written: async () => ({}),
        end: async () => null,
        owing: async () => [],
      },
      log: { info: () => {}, error: () => {} },
      now: () => this.now,
    };
  }

  static async start(seed: number, begins: number, until: number): Promise<SimulatedDesk> {
    const projectId = `simulation-${seed}`;
    let desk: SimulatedDesk | undefined;
    const stored = { ...storedDesk([], []), periodEndsAt: until };
    const place = await ActionPlace.start(projectId, () => desk?.now ?? begins, stored);
    desk = new SimulatedDesk(place, projectId, seed, begins);
    return desk;
  }

  close(): Promise<void> {
    return this.#place.close();
  }

  #receive(id: string): void {
    if (this.#dice.chance(0.02)) throw new NotSent('later', 'the mail server is busy');
    const there = this.messages.get(id);
    this.messages.set(id, { times: (there?.times ?? 0) + 1, first: there?.first ?? this.now });
  }

  /** Types a row, again and again until it is answered, as a sheet does; answers its number. */
  async type(of: string, key: string, by: string, cells: Readonly<Record<string, Value>>): Promise<string> {
    const table = tableOf(of);
    if (!table) throw new Error(`no table ${of}`);
    const wire: WireCells = {};
    for (const [column, value] of Object.entries(cells))
      wire[column] = typeof value === 'number' ? new Date(value).toISOString() : value;
    const row = { key, base: this.#bases.get(key) ?? '', edited: Object.keys(wire), cells: wire };
    const who = by === OWNER ? { subject: OWNER, mail: OWNER } : account(by);
    for (;;) {
      const answered = await this.peril.run(() =>
        submitRows(this.#ports, who, DESK_ID, table, { rows: [row] }),
      );
      this.#owed = undefined;
      const [answer] = answered?.done.rows ?? [];
      if (answer) return this.#noted(answer);
    }
  }

  #noted({ key, outcome, base, problems, cells }: RowAnswer): string {
    if (outcome !== 'saved' && outcome !== 'unchanged')
      throw new Error(`${key} ${outcome} ${JSON.stringify(problems)}`);
    this.#bases.set(key, base);
    return String(cells.number);
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
    while ((await this.owedAt()) <= this.now) await this.passUntil(this.now + MINUTE_MS);
  }

  /** Lets time pass until open records go by the desk as it is configured now. */
  async redecided(): Promise<void> {
    for (;;) {
      const desk = await this.#place.ports.store.desk(DESK_ID);
      if (desk && desk.decided === desk.version) return this.settle();
      this.now = Math.floor(this.now / SWEEP_MS) * SWEEP_MS + SWEEP_MS;
      await this.#sweep();
    }
  }

  async #ring(): Promise<void> {
    this.rings += 1;
    this.#owed = undefined;
    await this.peril.run(() => ringDesk(this.#ports, DESK_ID));
  }

  async #sweep(): Promise<void> {
    this.sweeps += 1;
    this.#owed = undefined;
    const safe = this.#failures >= FAILING_SWEEPS;
    const done = safe
      ? await this.peril.spare(() => sweep(this.#ports))
      : await this.peril.run(() => sweep(this.#ports));
    this.#failures = done ? 0 : this.#failures + 1;
  }

  /** When something is to be said or sent next. */
  async owedAt(): Promise<number> {
    if (this.#owed !== undefined) return this.#owed;
    const waiting = await this.#notices().where('nextTryAt', '>=', 0).orderBy('nextTryAt').limit(1).get();
    const [first] = waiting.docs;
    const next = await this.#place.ports.store.nextActionAt(DESK_ID);
    this.#owed = Math.min(
      next ?? Number.POSITIVE_INFINITY,
      first ? Number(first.get('nextTryAt')) : Number.POSITIVE_INFINITY,
    );
    return this.#owed;
  }

  #firestore: ReturnType<typeof firestoreOf> | undefined;
  #notices() {
    this.#firestore ??= firestoreOf(this.#projectId, this.#place.firestoreAddress);
    return this.#firestore.collection(`desks/${DESK_ID}/notices`);
  }

  async notices(): Promise<QueryDocumentSnapshot[]> {
    return (await this.#notices().get()).docs;
  }
}
