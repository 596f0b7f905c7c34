// The demo desk's staff at work: they look at the rows, do what each asks for when they get to it, and type it in.
// Moves the clock.

import type { ChangesAnswer, RowInput, WireCells } from '../../functions/src/contract/contract.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../clock/duration.ts';
import type { Clerk, Deed, Move, NewRow, Scene, Seen } from './clerk.ts';
import { type Door, newRow } from './door.ts';
import type { Random } from './random.ts';
import { sceneAt, ZONE_OFFSET_MS } from './scene.ts';

/** Nobody looks at the rows more often than this. */
const LOOK_MS = 80 * MINUTE_MS;
/** In the last days more calls come than anybody gets to, so that the desk is left as it is in the middle of a day. */
const BUSY_MS = 3 * DAY_MS;
/** Of the rows that come then, so many more than else. */
const BUSY_SHARE = 0.4;
/** Which rows are left lying then. */
const LEFT = [true, true, false];
/** One row in so many is typed twice. */
const DOUBLES = [true, false, false, false, false, false, false, false];
/** Codes of what only some may fill in. */
const SIGNED: ReadonlySet<string> = new Set(['right_missing', 'right_of_another']);
const OPENS_MS = 9 * HOUR_MS;
const CLOSES_MS = 18 * HOUR_MS;

export interface OfficeOptions {
  door: Door;
  clerks: readonly Clerk[];
  random: Random;
  /** What comes and is left in the last days, drawn apart so that the months before stay what they are. */
  rush: Random;
  /** Mails of those who work here, the first of them a supervisor. */
  staff: readonly [string, ...string[]];
  now: () => number;
  /** Moves desk time to an instant, and waits until everything that was due then is done. */
  advanceTo: (instant: number) => Promise<void>;
}

/** A row that somebody will get to. */
interface Waiting {
  at: number;
  move: Move;
}

export class Office {
  readonly #options: OfficeOptions;
  readonly #clerks: ReadonlyMap<string, Clerk>;
  readonly #seen = new Map<string, Seen>();
  readonly #waiting = new Map<string, Waiting>();
  /** Rows and how often they were in each state. */
  readonly #visits = new Map<string, number>();
  /** Rows that were typed into, and will be looked at again although their state is the same. */
  readonly #typed = new Set<string>();
  #deeds = 0;
  #busyFrom = Number.POSITIVE_INFINITY;

  constructor(options: OfficeOptions) {
    this.#options = options;
    this.#clerks = new Map(options.clerks.map(clerk => [clerk.table, clerk]));
  }

  /** Works until an instant. `wave` is a time in which everybody calls about the same fault. */
  async work(until: number, wave: { from: number; to: number }): Promise<void> {
    const begins = this.#plan(until);
    this.#busyFrom = until - BUSY_MS;
    await this.#look();
    for (let now = this.#options.now(); now < until; now = this.#options.now()) {
      const first = Math.min(begins[0]?.at ?? until, ...[...this.#waiting.values()].map(each => each.at));
      const next = Math.ceil(Math.min(until, opening(Math.max(first, now + LOOK_MS))));
      await this.#options.advanceTo(next);
      await this.#look();
      const scene = sceneAt(next, this.#options.random, next >= wave.from && next < wave.to);
      const later = begins.findIndex(each => each.at > next);
      const due = begins.splice(0, later < 0 ? begins.length : later);
      for (const { clerk } of due) if (clerk.begins) await this.#begin(clerk, clerk.begins, scene);
      await this.#act(next, scene);
      await this.#look();
    }
  }

  /** When each row is begun, in order. */
  #plan(until: number): { at: number; clerk: Clerk }[] {
    const { clerks, random, rush, now } = this.#options;
    const [from, length] = [now(), until - now() - 5 * DAY_MS];
    const all = clerks.flatMap(clerk => {
      const rows = clerk.begins?.rows ?? 0;
      const spread = Array.from({ length: rows }, () => opening(from + random.next() * length));
      const late = Array.from({ length: Math.round(rows * BUSY_SHARE) }, () =>
        lastOpening(until - rush.next() * BUSY_MS),
      );
      return [...spread, ...late].map(at => ({ at, clerk }));
    });
    return all.sort((a, b) => a.at - b.at);
  }

  async #begin(
    { table }: Clerk,
    { row, slips = [] }: NonNullable<Clerk['begins']>,
    scene: Scene,
  ): Promise<void> {
    const { random } = this.#options;
    const cells = row(scene);
    const key = this.#key();
    const slip = random.deal<WireCells | undefined>(`${table}.slip`, [
      ...slips,
      undefined,
      undefined,
      undefined,
    ]);
    if (slip) await this.#send(table, [newRow(key, { ...cells, ...slip })], false);
    await this.#send(table, [newRow(key, cells)]);
    await this.#double({ table, cells });
  }

  /** Now and then somebody types what is there already, and takes it back. */
  async #double({ table, cells }: NewRow): Promise<void> {
    const doubles = this.#clerks.get(table)?.doubles;
    if (!doubles || !this.#options.random.deal(`${table}.double`, DOUBLES)) return;
    const key = this.#key();
    const [answer] = await this.#send(table, [newRow(key, doubles(cells))]);
    if (answer)
      await this.#send(table, [
        { key, base: answer.base, edited: ['withdrawn'], cells: { withdrawn: '作废' } },
      ]);
  }

  async #act(now: number, scene: Scene): Promise<void> {
    const due = [...this.#waiting].filter(([, each]) => each.at <= now);
    for (const [key, { move }] of due) {
      this.#waiting.delete(key);
      const row = this.#seen.get(key);
      if (row) await this.#do(row, move.act(row, scene));
    }
  }

  async #do(row: Seen, { cells, opens = [] }: Deed): Promise<void> {
    for (const each of opens) await this.#open(each);
    if (!cells) return;
    this.#typed.add(row.key);
    this.#deeds += 1;
    const edit = { key: row.key, base: row.base, edited: Object.keys(cells), cells };
    if (this.#deeds % 25 === 0) await this.#quarrel(row, edit);
    else await this.#send(row.table, [edit]);
  }

  /** Two people type into one cell: the second hears of it, and insists. */
  async #quarrel(row: Seen, mine: RowInput): Promise<void> {
    const text = Object.entries(mine.cells).find(
      ([, value]) => typeof value === 'string' && value.length > 8,
    );
    if (!text || text[1] === null || text[0].endsWith('At')) {
      await this.#send(row.table, [mine]);
      return;
    }
    const [column, value] = text;
    await this.#send(row.table, [{ ...mine, edited: [column], cells: { [column]: `${value}，已拍照` } }]);
    const [answer] = await this.#send(row.table, [mine], false);
    if (answer) await this.#send(row.table, [{ ...mine, base: answer.base }]);
  }

  async #open(row: NewRow): Promise<void> {
    await this.#send(row.table, [newRow(this.#key(), row.cells)]);
    await this.#double(row);
  }

  /** @throws when a row that has to be right is not taken; where somebody else was quicker, theirs is left to stand */
  async #send(table: string, rows: RowInput[], right = true) {
    const { door, random, staff } = this.#options;
    const mine = await door.submit(table, random.pick(staff), rows);
    // What is not theirs to sign they take to their supervisor.
    const isSigned = mine.every(({ problems }) => problems.every(({ code }) => !SIGNED.has(code)));
    const answers = isSigned ? mine : await door.submit(table, staff[0], rows);
    for (const { outcome, problems } of answers) {
      if (right && (outcome === 'refused' || outcome === 'draft'))
        throw new Error(
          `A row of ${table} is ${outcome}: ${JSON.stringify(problems)} ${JSON.stringify(rows)}`,
        );
    }
    return answers;
  }

  /** Takes in what changed, and decides when somebody gets to it. */
  async #look(): Promise<void> {
    const now = this.#options.now();
    const scene = sceneAt(now, this.#options.random, false);
    for (const row of await this.#options.door.changes(this.#options.staff[0])) this.#see(row, now, scene);
  }

  #see({ key, table, base, cells }: ChangesAnswer['rows'][number], now: number, scene: Scene): void {
    const old = this.#seen.get(key);
    if (old?.base === base) return;
    const state = String(cells.state ?? '');
    const moved = old?.cells.state !== cells.state;
    const visits = this.#visits.get(`${key} ${state}`) ?? 0;
    if (moved) this.#visits.set(`${key} ${state}`, visits + 1);
    const row = { key, table, base, cells, visits: moved ? visits : visits - 1 };
    this.#seen.set(key, row);
    const move = this.#clerks.get(table)?.moves[state];
    if (!moved && !this.#typed.has(key)) return;
    this.#typed.delete(key);
    const isLeft = now >= this.#busyFrom && this.#options.rush.deal(`${table}.left`, LEFT);
    if (!move || isLeft) this.#waiting.delete(key);
    else this.#waiting.set(key, { at: opening(now + move.after(row, scene) * HOUR_MS), move });
  }

  /** A key as the add-on makes them, but the same on every machine. */
  #key(): string {
    const digits = () =>
      Math.floor(this.#options.random.next() * 2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return `demo-${digits()}-${digits()}`;
  }
}

/** The last moment up to here at which somebody was at work. */
function lastOpening(instant: number): number {
  const next = opening(instant);
  return next === instant ? instant : lastOpening(instant - HOUR_MS);
}

/** The first moment from here on at which somebody is at work: Monday to Friday in the day. */
function opening(instant: number): number {
  const local = instant + ZONE_OFFSET_MS;
  const [day, time] = [Math.floor(local / DAY_MS), local % DAY_MS];
  // 1970-01-01 was a Thursday.
  const weekday = (day + 3) % 7;
  if (weekday < 5 && time < OPENS_MS) return instant - time + OPENS_MS;
  if (weekday < 5 && time < CLOSES_MS) return instant;
  return opening(instant - time + DAY_MS);
}
