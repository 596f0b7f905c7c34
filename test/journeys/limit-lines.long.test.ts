// Limits of the templates, each twice: done in time, which nobody hears of; and late, which the right people hear of
// step by step. `npm run test:long` takes one of each kind of limit through the whole desk, `npm run torture` all; the
// core's table of cases (test/core/clocks/clock-lines.test.ts) states every one of them. It begins on the day before
// the National Day of 2026, whose holidays and make-up day lie within the working-day limits.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowAnswer } from '../../functions/src/contract/contract.ts';
import type { Notice } from '../../functions/src/core/notices/notice.ts';
import { OWNER } from '../../local/desk/sample-people.ts';
import { often } from '../fixtures/endurance.ts';
import { editOf } from '../fixtures/journeys/case-rows.ts';
import type { DeskDoors } from '../fixtures/journeys/desk-doors.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { LINES } from '../fixtures/journeys/limit-lines.ts';
import { CLERK, DIRECTOR, type Entry } from '../fixtures/journeys/limit-rows.ts';
import { documentsOf } from '../fixtures/journeys/record-book.ts';

const BEGINS = Date.parse('2026-09-30T09:00:00+08:00');
const HOUR_MS = 3_600_000;

/** A line of each kind of limit: hours, a day round the clock, a working day that was promised. */
const FEW = ['hotline.respond', 'callback.urgent', 'serviceOrder.promise'];
const WALKED = often(
  LINES.filter(({ id }) => FEW.includes(id)),
  LINES,
);

let desk: DeskHere;
let doors: DeskDoors;

beforeAll(async () => {
  desk = await DeskHere.startNew(BEGINS);
  ({ doors } = desk);
  const cells = { name: '钱总', mail: DIRECTOR, department: '客服部', role: '分管领导' };
  await doors.submit('people', [{ key: crypto.randomUUID(), base: '', edited: [], cells }], OWNER);
  await desk.idle();
});
beforeAll(async () => {
  await typeLines();
  await pass(STEPS_FALL);
  notices = (await documentsOf(doors, 'notices')).map(each => each.get('notice') as Notice);
});
afterAll(() => desk?.dispose());

/**
 * A little after each step of each limit: a fifth before it, at it, and after a quarter, half and the whole of it
 * again; hours from the beginning. A step that comes later than that is missing, or falls together with the next.
 */
const STEPS_FALL = [
  // Limits of two hours.
  [1.7, 2.1, 2.6, 3.1, 4.1],
  // Of a day.
  [20, 25, 31, 37, 49],
  // Up to three working days, with the holidays from October 1 to 7 and the make-up day on the 10th: from the 8th to
  // the 13th.
  [145, 194.5, 196.7, 197.6, 201.1, 220, 225.5],
  // Of the other lines.
  often(
    [],
    [
      3.4, 5.1, 6.1, 7.3, 8.1, 9.1, 14.5, 18.1, 22.6, 27.1, 39, 58, 61, 73, 91, 97, 109, 247, 249.2, 293,
      321.5,
    ],
  ),
]
  .flat()
  .toSorted((a, b) => a - b);

/** What a line began: its rows as they were last answered, by table. */
class Begun {
  readonly rows = new Map<string, RowAnswer>();

  /** Numbers of its records, by table. */
  get numbers(): Record<string, string> {
    const numbers = [...this.rows].map(([table, { cells }]) => [table, String(cells.number)] as const);
    return Object.fromEntries(numbers);
  }

  /** Types entries one after the other, as a clerk who sees what came of the one before. */
  async type(entries: readonly Entry[]): Promise<this> {
    for (const { table, cells, by = CLERK } of entries) {
      const known = this.rows.get(table);
      const typed = cells(this.numbers);
      const row = known
        ? editOf(await latest(known), typed)
        : { key: crypto.randomUUID(), base: '', edited: [], cells: typed };
      const [answer] = await doors.submit(table, [row], by);
      if (answer?.outcome !== 'saved') throw new Error(`${table} ${JSON.stringify([typed, answer])}`);
      this.rows.set(table, answer);
    }
    return this;
  }
}

/** A row as it stands now: others may have changed it. */
async function latest({ key, base }: RowAnswer): Promise<{ key: string; base: string }> {
  return (await doors.follow()).get(key) ?? { key, base };
}

/** All notices of a clock about these records: step and mails, in the order in which they were decided. */
function saidOf(clock: string, { rows }: Begun): [string, string[]][] {
  const keys = [...rows.values()].map(({ key }) => key);
  const mine = notices.filter(each => each.clock === clock && keys.includes(each.about?.key ?? ''));
  const steps = [...new Set(mine.map(({ step }) => step ?? ''))];
  const order = ['warning', 'due', 'escalation', 'escalation2', 'escalation3'];
  return steps
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map(step => [
      step,
      mine
        .filter(each => each.step === step)
        .map(({ to }) => to.address)
        .sort(),
    ]);
}

/**
 * Moves the clock to each of these moments, hours from the beginning, and waits each time until all that was due is
 * done.
 */
async function pass(moments: readonly number[]): Promise<void> {
  for (const hours of moments) {
    await desk.idle();
    const { now } = await doors.clockNow();
    const seconds = Math.ceil((BEGINS + hours * HOUR_MS - now) / 1_000);
    await doors.advance(`PT${Math.max(1, seconds)}S`);
  }
  await desk.idle();
}

let notices: Notice[] = [];
const pairs = new Map<string, { late: Begun; done: Begun }>();

/** Types rows for every line, and deals with half of them in time. */
async function typeLines(): Promise<void> {
  for (const line of WALKED) {
    const late = await new Begun().type(line.begin);
    const done = await new Begun().type(line.begin);
    await done.type(line.stop);
    pairs.set(line.id, { late, done });
  }
}

test.for(WALKED)('$id: silence when it is done in time', ({ id, clock }) => {
  const pair = pairs.get(id);
  expect(pair && saidOf(clock, pair.done)).toEqual([]);
});

test.for(WALKED)('$id: each step to whom it concerns when it is late', ({ id, clock, says }) => {
  const pair = pairs.get(id);
  expect(pair && saidOf(clock, pair.late)).toEqual(says);
});
