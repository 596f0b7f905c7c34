// A hundred busy desks, one account, Google's quota, on virtual time: leases, queue and retries as they are deployed.
import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../../functions/src/core/lib/time.ts';
import {
  endLease,
  type RateLimit,
  takeLease,
  type WriteLease,
} from '../../../functions/src/core/workbook/write-lease.ts';
import { ENDPOINTS } from '../../../functions/src/deploy/endpoints.ts';

const DESKS = 100;
/** Google's writes a minute for one account. https://developers.google.com/workspace/sheets/api/limits */
const QUOTA = 60;
/** Edits of one desk: one in this time on average. */
const EDIT_EVERY = 4 * SECOND;
const LENGTH = 12 * MINUTE;
/** By then nothing may be left to do. */
const END = LENGTH + 30 * MINUTE;
/** Within which every change stands in the tabs. */
const FRESH = 150 * SECOND;
/** How long a write takes at most, and a task comes late. */
const SLOWEST_WRITE = 3 * SECOND;
const LATEST_TASK = 2 * SECOND;

/** Numbers from 0 to 1, the same in each run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What happens, by the second and in order of time within it. */
class Agenda {
  now = 0;
  readonly #seconds = new Map<number, { at: number; what: () => void }[]>();

  add(at: number, what: () => void): void {
    const second = Math.floor(at / SECOND);
    const there = this.#seconds.get(second) ?? [];
    this.#seconds.set(second, there);
    const after = there.findIndex(each => each.at > at);
    there.splice(after < 0 ? there.length : after, 0, { at, what });
  }

  run(until: number): void {
    for (let second = 0; second <= until / SECOND; second += 1) {
      const there = this.#seconds.get(second);
      for (let next = there?.shift(); next; next = there?.shift()) {
        this.now = next.at;
        next.what();
      }
    }
  }
}

interface Run {
  /** Times from a change until it stood in its tab. */
  waits: number[];
  /** Calls that Google answered, and those that it turned away. */
  written: number[];
  refused: number;
  /** Changes that never came to stand anywhere. */
  lost: number;
}

interface World {
  seed: number;
  /** Share of tasks that come twice, and that are lost. */
  twice: number;
  lost: number;
  /** Share of calls that fail for no reason of ours. */
  faulty: number;
  edits: (desk: number, random: () => number) => number[];
}

/** The rate that the queue is deployed with. */
function dispatchesPerSecond(): number {
  const [rate] = ENDPOINTS.flatMap(({ name, trigger }) =>
    name === 'summarise' ? [trigger.rateLimits.maxDispatchesPerSecond] : [],
  );
  if (rate === undefined) throw new Error('There is no queue of that name');
  return rate;
}

/** Runs the desks: an edit plants a named task, a task asks for a lease, a lease writes all that is there. */
function run({ seed, twice, lost, faulty, edits }: World): Run {
  const random = randomOf(seed);
  const agenda = new Agenda();
  const written: number[] = [];
  const waits: number[] = [];
  let refused = 0;
  let rateLimit: RateLimit | undefined;
  const perSecond = dispatchesPerSecond();
  let freeAt = 0;
  const desks = Array.from({ length: DESKS }, () => ({
    lease: undefined as WriteLease | undefined,
    planted: new Set<number>(),
    changes: [] as number[],
  }));

  const plant = (desk: (typeof desks)[number], at: number) => {
    const due = at > agenda.now ? at : Math.floor(agenda.now / (5 * SECOND)) * 5 * SECOND + 5 * SECOND;
    if (desk.planted.has(due)) return;
    desk.planted.add(due);
    for (let copies = random() < twice ? 2 : Number(random() >= lost); copies > 0; copies -= 1) {
      agenda.add(due + random() * LATEST_TASK, () => dispatch(desk));
    }
  };
  const dispatch = (desk: (typeof desks)[number]) => {
    freeAt = Math.max(freeAt, agenda.now) + SECOND / perSecond;
    agenda.add(freeAt, () => ask(desk));
  };
  const ask = (desk: (typeof desks)[number]) => {
    const taken = takeLease(desk.lease, rateLimit, agenda.now, false);
    desk.lease = taken.lease;
    rateLimit = taken.rateLimit ?? rateLimit;
    const { answer } = taken;
    if (!answer.write) return plant(desk, answer.at);
    const seen = desk.changes.length;
    agenda.add(agenda.now + random() * SLOWEST_WRITE, () => call(desk, answer.number, seen));
  };
  const call = (desk: (typeof desks)[number], number: number, seen: number) => {
    const inLastMinute = written.filter(at => at > agenda.now - MINUTE).length;
    const turned = inLastMinute >= QUOTA;
    if (turned) refused += 1;
    if (turned || random() < faulty) {
      const { lease, again } = endLease(desk.lease as WriteLease, number, agenda.now, undefined);
      desk.lease = lease;
      return plant(desk, again ?? agenda.now);
    }
    written.push(agenda.now);
    waits.push(...desk.changes.splice(0, seen).map(at => agenda.now - at));
    const { lease, again } = endLease(desk.lease as WriteLease, number, agenda.now, 'changes');
    desk.lease = lease;
    if (again !== null) plant(desk, again);
  };

  desks.forEach((desk, index) => {
    for (const at of edits(index, random)) {
      agenda.add(at, () => {
        desk.changes.push(agenda.now);
        plant(desk, agenda.now);
      });
    }
  });
  // The sweep looks after desks that owe their tabs, and after changes that nobody has asked for.
  for (let at = 5 * MINUTE; at <= END; at += 5 * MINUTE) {
    agenda.add(at, () => {
      for (const desk of desks) if (desk.changes.some(change => change < agenda.now - MINUTE)) ask(desk);
    });
  }
  agenda.run(END);
  return { waits, written, refused, lost: desks.reduce((sum, { changes }) => sum + changes.length, 0) };
}

/** Edits through the whole time, at random. */
const busy = (_: number, random: () => number): number[] => {
  const times: number[] = [];
  for (let at = random() * EDIT_EVERY; at < LENGTH; at += random() * 2 * EDIT_EVERY) times.push(at);
  return times;
};

const mostInAMinute = (times: readonly number[]) =>
  Math.max(...times.map((from, index) => times.slice(index).filter(at => at < from + MINUTE).length));

test('a hundred busy desks stay within the quota, and every change stands in its tab within 150 seconds', () => {
  const { waits, written, refused, lost } = run({ seed: 1, twice: 0, lost: 0, faulty: 0, edits: busy });
  expect(refused).toBe(0);
  expect(mostInAMinute(written)).toBeLessThanOrEqual(QUOTA);
  expect(lost).toBe(0);
  expect(Math.max(...waits)).toBeLessThan(FRESH);
  // The quota is used, not feared: nothing would be gained by writing faster than Google allows.
  expect(written.length / (LENGTH / MINUTE)).toBeGreaterThan(40);
});

test('few desks wait for nobody: each is written ten seconds after the last time', () => {
  const few = (desk: number, random: () => number) => (desk < 3 ? busy(desk, random) : []);
  const { waits, refused } = run({ seed: 2, twice: 0, lost: 0, faulty: 0, edits: few });
  expect(refused).toBe(0);
  expect(Math.max(...waits)).toBeLessThan(25 * SECOND);
});

test('all desks at one moment, as at the start of a day, are written one after the other and within the quota', () => {
  const { waits, written, refused, lost } = run({
    seed: 3,
    twice: 0,
    lost: 0,
    faulty: 0,
    edits: () => [1_000],
  });
  expect([refused, lost, written.length]).toEqual([0, 0, DESKS]);
  expect(Math.max(...waits)).toBeLessThan(FRESH);
});

test('no change is lost over a queue that repeats and loses tasks and a service that fails', () => {
  for (const seed of [4, 5, 6]) {
    const { waits, written, lost } = run({ seed, twice: 0.1, lost: 0.1, faulty: 0.05, edits: busy });
    expect(lost).toBe(0);
    expect(mostInAMinute(written)).toBeLessThanOrEqual(QUOTA);
    const late = waits.filter(wait => wait > FRESH).length;
    expect(late / waits.length).toBeLessThan(0.1);
    expect(Math.max(...waits)).toBeLessThan(15 * MINUTE);
  }
});
