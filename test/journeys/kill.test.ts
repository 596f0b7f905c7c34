// The whole desk killed at random moments while rows arrive by both doors: what it acknowledged is there, once.
import { setTimeout as moment } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RowInput } from '../../functions/src/contract/contract.ts';
import { showTime } from '../../functions/src/core/lib/parse-time.ts';
import type { Clock, DeskRecord } from '../../functions/src/core/record/record.ts';
import { feedback } from '../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { ZONE } from '../fixtures/core/desk-fixture.ts';
import { often } from '../fixtures/endurance.ts';
import { feedbackRow, hotlineLine, toMinute } from '../fixtures/journeys/case-rows.ts';
import type { DeskDoors } from '../fixtures/journeys/desk-doors.ts';
import { DeskProcess } from '../fixtures/journeys/desk-process.ts';
import { countIn, noticesIn } from '../fixtures/journeys/letters.ts';
import { documentsOf, figuresOf, settled, unsent } from '../fixtures/journeys/record-book.ts';

const SEED = 20231001;
const KILLS = often(2, 20);
const SENDERS = 2;
const BATCHES = 3;
const PASTES = 3;
const ROWS = 4;
/**
 * The kill comes after up to so many answers, and then up to so many milliseconds: some find the desk idle but for what
 * it has acknowledged.
 */
const MAX_ANSWERS = 10;
const MAX_MS = 300;
/** In every so many rounds alarms ring while rows arrive. */
const LEAP_EVERY = 5;

/** Feedback that no limit of this test's hours falls due for, whatever day it is: all reminders are the calls'. */
const UNHURRIED = { content: '希望说明书的字再大一些' };

/** What the desk has said yes to, and what it has not answered yet. */
interface Ledger {
  /** Numbers of rows sent by HTTP, by key. */
  numbers: Map<string, string>;
  /** Marks of pasted rows. */
  marks: string[];
  batches: RowInput[][];
  pastes: { row: number; marks: string[] }[];
  /** Told of each answer. */
  answered: () => void;
}

let desk: DeskProcess;
beforeAll(async () => {
  desk = await DeskProcess.start();
});
afterAll(() => desk.dispose());

test(`killed ${KILLS} times while rows arrive, the desk has lost none and doubled none`, {
  timeout: 300_000,
}, async () => {
  const ledger: Ledger = { numbers: new Map(), marks: [], batches: [], pastes: [], answered: () => {} };
  const random = randomOf(SEED);
  const [header = []] = await desk.doors.grid(hotline.title);
  for (let round = 0; round < KILLS; round++) {
    const { doors } = desk;
    plan(ledger, round, (await doors.clockNow()).now);
    const answers = countdown(ledger, Math.floor(random() * (MAX_ANSWERS + 1)));
    const working = Promise.all([
      send(doors, ledger, SENDERS),
      paste(doors, ledger, header),
      round % LEAP_EVERY === 0 ? unlessKilled(doors.advance('PT2H')) : undefined,
    ]);
    await Promise.race([answers, working]);
    await moment(random() * MAX_MS);
    await desk.kill();
    await working;
    await desk.restart();
    await expectAllRecorded(desk.doors, ledger);
  }
  const { doors } = desk;
  await send(doors, ledger, 1);
  await paste(doors, ledger, header);
  expect([ledger.batches, ledger.pastes]).toEqual([[], []]);
  expect(ledger.numbers.size).toBe(KILLS * SENDERS * BATCHES * ROWS);
  expect(ledger.marks).toHaveLength(KILLS * PASTES * ROWS);

  await expectSheetInStep(doors, ledger);
  await expectAllRecorded(doors, ledger);
  // Five minutes later the sweep has found what lost tasks would have done.
  await doors.advance('PT5M');
  await expect.poll(() => overdueRings(doors), { timeout: 60_000 }).toEqual([]);
  await settled(doors);
  const counted = await figuresOf(doors);
  await doors.call('/summaries/rebuild', {});
  await settled(doors);
  expect(await figuresOf(doors)).toEqual(counted);
  expect(counted.open).toMatchObject({
    'hotline/open': ledger.marks.length,
    'feedback/open': ledger.numbers.size,
  });
  await doors.advance('PT3H');
  await expectAllReminded(doors);
});

/** Lays out the next round's rows as not yet answered. */
function plan(ledger: Ledger, round: number, now: number): void {
  const receivedAt = toMinute(now);
  for (let batch = 0; batch < SENDERS * BATCHES; batch++) {
    ledger.batches.push(Array.from({ length: ROWS }, () => feedbackRow(receivedAt, UNHURRIED)));
  }
  for (let at = 0; at < PASTES; at++) {
    const marks = Array.from({ length: ROWS }, (_, row) => `轮${round}-${at}-${row}`);
    const row = 1 + (round * PASTES + at) * ROWS;
    ledger.pastes.push({ row, marks });
  }
}

/** Resolves when so many more requests are answered. */
function countdown(ledger: Ledger, answers: number): Promise<void> {
  return new Promise(resolve => {
    let left = answers;
    ledger.answered = () => {
      left -= 1;
      if (left <= 0) resolve();
    };
    if (left === 0) resolve();
  });
}

/** Sends batches, several at a time, until all are answered or the desk is killed; what was not answered stays. */
async function send(doors: DeskDoors, ledger: Ledger, senders: number): Promise<void> {
  const queue = [...ledger.batches];
  const sender = async () => {
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      const answers = await unlessKilled(doors.submit('feedback', batch));
      if (!answers) return;
      // A batch that was committed without an answer is known when it comes again.
      for (const { outcome } of answers) expect(['saved', 'unchanged']).toContain(outcome);
      for (const { key, cells } of answers) ledger.numbers.set(key, String(cells.number));
      ledger.batches = ledger.batches.filter(each => each !== batch);
      ledger.answered();
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
}

async function paste(doors: DeskDoors, ledger: Ledger, header: readonly string[]): Promise<void> {
  for (const each of ledger.pastes.slice()) {
    const clock = await unlessKilled(doors.clockNow());
    if (!clock) return;
    const lines = each.marks.map(mark => hotlineLine(header, mark, showTime(clock.now, ZONE)));
    if ((await unlessKilled(doors.paste(hotline.sheetId, each.row, 0, lines))) === undefined) return;
    ledger.marks.push(...each.marks);
    ledger.pastes = ledger.pastes.filter(other => other !== each);
    ledger.answered();
  }
}

/** Every row that was answered with a number has its record with that number, and its alarm. */
async function expectAllRecorded(doors: DeskDoors, { numbers }: Ledger): Promise<void> {
  const records = await recordsOf(doors);
  const found = new Map(records.map(record => [record.key, record]));
  for (const [key, number] of numbers) {
    expect(found.get(key)).toMatchObject({ number, nextActionAt: expect.any(Number) as number });
  }
}

/**
 * Every pasted row is one record with one number, and stands in the sheet once; the same for rows that the sheet has
 * pulled.
 */
async function expectSheetInStep(doors: DeskDoors, { marks, numbers }: Ledger): Promise<void> {
  await doors.fetchJson(`${doors.endpoints.web}/api/run`, { method: 'POST', body: '{"function":"refresh"}' });
  await vi.waitFor(
    async () => {
      const rows = [...(await doors.rows(hotline.title)), ...(await doors.rows(feedback.title))];
      expect(rows.filter(({ cells }) => cells['保存状态'] !== '已保存')).toEqual([]);
      expect(rows).toHaveLength(marks.length + numbers.size);
    },
    { timeout: 90_000, interval: 250 },
  );
  const hotlines = await doors.rows(hotline.title);
  expect(inOrder(hotlines.map(({ cells }) => cells['订单号/会员号']))).toEqual(inOrder(marks));
  const rows = [...hotlines, ...(await doors.rows(feedback.title))];
  const records = await recordsOf(doors);
  expect(inOrder(rows.map(({ cells }) => cells['行键']))).toEqual(inOrder(records.map(({ key }) => key)));
  for (const { title, key } of [hotline, feedback]) {
    const shown = inOrder((await doors.grid(title)).slice(1).map(([number]) => number));
    const recorded = inOrder(records.filter(record => record.table === key).map(({ number }) => number));
    expect(shown).toEqual(recorded);
    expect(recorded).toEqual(withoutGaps(recorded));
  }
}

/** Everything that fell due has been said: to each recipient once, however often the desk died while saying it. */
async function expectAllReminded(doors: DeskDoors): Promise<void> {
  const called = async () => (await recordsOf(doors)).filter(record => record.table === hotline.key);
  // Of a call that the clock leapt over before it was taken in those above hear alone.
  const silent = async () => (await called()).filter(({ clocks }) => !isRung(clocks['hotline.respond']));
  await expect.poll(silent, { timeout: 60_000 }).toEqual([]);
  await expect.poll(() => unsent(doors), { timeout: 60_000 }).toBe(0);
  const notices = (await documentsOf(doors, 'notices')).filter(each => each.get('sentAt') !== null);
  const mails = await doors.outbox();
  const once = mails.filter(mail => !mail.duplicate);
  expect(once.reduce((sum, mail) => sum + countIn(mail), 0)).toBe(notices.length);
  const told = once.flatMap(mail => noticesIn(mail).map(subject => `${mail.to.join()} ${subject}`));
  expect(new Set(told).size).toBe(told.length);
  // By their limits: who was given a record is told so as well, at once or in the morning, whichever the hour is.
  const reminders = notices.filter(each => each.get('notice.kind') === 'step');
  const reminded = new Set(reminders.map(each => each.get('notice.about.number') as string));
  expect(inOrder([...reminded])).toEqual(inOrder((await called()).map(({ number }) => number)));
}

const isRung = (clock: Clock | undefined) =>
  clock?.said.includes(clock.dueAt !== null && clock.dueAt <= clock.knownAt ? 'escalation' : 'due') === true;

/** Records that the desk still has to ring for: as long as it does, what was missed is still being counted. */
async function overdueRings(doors: DeskDoors): Promise<string[]> {
  const { now } = await doors.clockNow();
  const records = await recordsOf(doors);
  return records
    .filter(({ nextActionAt }) => nextActionAt !== null && nextActionAt <= now)
    .map(({ number }) => number);
}

async function recordsOf(doors: DeskDoors): Promise<DeskRecord[]> {
  const work = [hotline.key, feedback.key];
  const records = (await documentsOf(doors, 'records')).map(each => each.data() as DeskRecord);
  return records.filter(record => work.includes(record.table));
}

const inOrder = (texts: readonly (string | undefined)[]) => texts.map(text => text ?? '').sort(byText);
const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** As many numbers as these, counted from 1 on each of their days. */
function withoutGaps(numbers: readonly string[]): string[] {
  const days = new Map<string, number>();
  return numbers.map(number => {
    const day = number.slice(0, 8);
    days.set(day, (days.get(day) ?? 0) + 1);
    return `${day}${String(days.get(day)).padStart(3, '0')}`;
  });
}

/** The answer, or nothing when the desk died before it gave one. */
async function unlessKilled<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (cause) {
    // How fetch tells of a connection that is gone; what the desk refuses is another error. But for a token that was
    // signed before the clock leapt: a sheet comes again with a new one.
    if (cause instanceof TypeError || String(cause).includes('token_invalid')) return undefined;
    throw cause;
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
