// Two processes of the service at one desk: one of them, or all of it, is killed at random moments while rows arrive at
// both and by the tab, and many batches at once want the same rows. What was acknowledged is there, once.
import { setTimeout as moment } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RowAnswer, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import type { Clock, DeskRecord } from '../../../functions/src/core/record/record.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { often } from '../../fixtures/endurance.ts';
import { editOf, hotlineRow } from '../../fixtures/journeys/case-rows.ts';
import type { DeskDoors } from '../../fixtures/journeys/desk-doors.ts';
import { DeskProcess } from '../../fixtures/journeys/desk-process.ts';
import { Ledger, unlessKilled } from '../../fixtures/journeys/ledger.ts';
import { countIn, noticesIn } from '../../fixtures/journeys/letters.ts';
import { documentsOf, figuresOf, settled, unsent } from '../../fixtures/journeys/record-book.ts';
import { SecondApi } from '../../fixtures/journeys/second-api.ts';
import { Dice } from '../../simulation/dice.ts';

const SEED = 20231001;
/** Who is killed, in turn: one of the two processes, the other, all of the desk. */
const VICTIMS = ['second', 'first', 'desk'] as const;
const KILLS = VICTIMS.length * often(1, 7);
/**
 * The kill comes after up to so many answers, and then up to so many milliseconds: some find the desk idle but for what
 * it has acknowledged.
 */
const MAX_ANSWERS = 7;
const MAX_MS = 300;
/** In every so many rounds alarms ring while rows arrive. */
const LEAP_EVERY = 5;
const BATCHES = often(10, 50);
const OWN_ROWS = 4;
/** The day of the template's calls, which nobody else has written rows of. */
const DAY = '20231001';
const PATIENCE = { timeout: 60_000, interval: 50 };

let desk: DeskProcess;
let second: SecondApi;
beforeAll(async () => {
  desk = await DeskProcess.start();
  second = await SecondApi.start(desk);
});
afterAll(async () => {
  await second?.close();
  await desk.dispose();
});

test(`killed ${KILLS} times, one process or all, while rows arrive at both: none is lost and none doubled`, {
  timeout: 300_000,
}, async () => {
  const ledger = new Ledger();
  const dice = new Dice(SEED);
  const [header = []] = await desk.doors.grid(hotline.title);
  for (let round = 0; round < KILLS; round++) {
    const { doors } = desk;
    ledger.plan((await doors.clockNow()).now);
    const answers = ledger.countdown(dice.between(0, MAX_ANSWERS));
    const working = Promise.all([
      ledger.send([doors, second.doors]),
      ledger.paste(doors, header),
      round % LEAP_EVERY === 0 ? leap() : undefined,
    ]);
    await Promise.race([answers, working]);
    await moment(dice.next() * MAX_MS);
    await kill(VICTIMS[round % VICTIMS.length] ?? 'desk', working, ledger);
    await expectAllRecorded(desk.doors, ledger);
  }
  const { doors } = desk;
  await ledger.send([doors, second.doors]);
  await ledger.paste(doors, header);
  expect(ledger.open).toBe(0);
  expect([ledger.numbers.size, ledger.marks.length]).toEqual(Object.values(ledger.planned));

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
  await second.followClock();
});

/** Two hours pass at once, for both processes. */
async function leap(): Promise<void> {
  await unlessKilled(desk.doors.advance('PT2H'));
  await unlessKilled(second.followClock());
}

/** Kills one while `working` goes on; what had no answer then comes again at who lives, or when all are back. */
async function kill(
  victim: (typeof VICTIMS)[number],
  working: Promise<unknown>,
  ledger: Ledger,
): Promise<void> {
  if (victim === 'desk') {
    await Promise.all([desk.kill(), second.close()]);
    await working;
    await desk.restart();
    second = await SecondApi.start(desk);
    return;
  }
  if (victim === 'first') desk.killFunctions();
  else second.kill();
  await working;
  await ledger.send([victim === 'first' ? second.doors : desk.doors]);
  const { functions } = (victim === 'first' ? desk : second).doors.endpoints;
  await vi.waitFor(async () => expect((await fetch(functions)).status).not.toBe(503), PATIENCE);
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
  await doors.refresh();
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

type CellsOf = (key: string) => WireCells | undefined;

test(`${BATCHES} batches at once at both: each row once, numbers without gap or double, conflicts told, summaries right`, async () => {
  const { doors } = desk;
  await settled(doors);
  const before = (await figuresOf(doors)).open?.['hotline/open'] ?? 0;
  const known = (await doors.submit('hotline', [hotlineRow(), hotlineRow()])).map(({ key, base }) => ({
    key,
    base,
  }));
  const [merged = { key: '', base: '' }, contested = { key: '', base: '' }] = known;
  const same = hotlineRow({ remark: '大家都写一样的' });
  const wanted = hotlineRow();
  const columns = ['order', 'request', 'improvement', 'remark', 'description'];
  const batches = Array.from({ length: BATCHES }, (_, batch): RowInput[] => [
    ...Array.from({ length: OWN_ROWS }, (_, at) => hotlineRow({ order: `批次${batch}-${at}` })),
    same,
    { ...wanted, cells: { ...wanted.cells, remark: `第 ${batch} 批` } },
    // Five columns: many want each, and the first of them has it.
    editOf(merged, {
      [columns[batch % columns.length] ?? '']: `第 ${batch} 批写下的内容，九月三十日已和客户确认`,
    }),
    editOf(contested, { remark: `第 ${batch} 批` }),
  ]);

  const apis = [doors, second.doors];
  expect(new Set(apis.map(({ endpoints }) => endpoints.functions)).size).toBe(2);
  const answers = await Promise.all(
    batches.map((batch, at) => (apis[at % apis.length] ?? doors).submit('hotline', batch)),
  );
  const answersTo = (at: number) => answers.map(batch => batch[at]).filter(each => each !== undefined);
  const outcomes = (at: number) => countBy(answersTo(at).map(answer => answer.outcome));

  for (let own = 0; own < OWN_ROWS; own++) expect(outcomes(own)).toEqual({ saved: BATCHES });
  expect(outcomes(OWN_ROWS)).toEqual({ saved: 1, unchanged: BATCHES - 1 });
  expect(outcomes(OWN_ROWS + 1)).toEqual({ saved: 1, conflict: BATCHES - 1 });
  expect(outcomes(OWN_ROWS + 2)).toEqual({ saved: columns.length, conflict: BATCHES - columns.length });
  expect(outcomes(OWN_ROWS + 3)).toEqual({ saved: 1, conflict: BATCHES - 1 });

  const isOfDay = (number: unknown) => String(number).startsWith(DAY);
  const records = (await documentsOf(doors, 'records')).filter(each => isOfDay(each.get('number')));
  const byKey = new Map(records.map(each => [each.id, each]));
  expect(byKey.size).toBe(2 + BATCHES * OWN_ROWS + 2);
  const serials = records
    .map(each => Number(String(each.get('number')).slice(DAY.length)))
    .sort((a, b) => a - b);
  expect(serials).toEqual(Array.from({ length: byKey.size }, (_, at) => at + 1));
  // Everybody was told the number that stands.
  for (const { key, cells } of answers.flat()) {
    const number = byKey.get(key)?.get('number') as string;
    expect(cells.number ?? number).toBe(number);
  }

  for (const at of [OWN_ROWS + 1, OWN_ROWS + 2, OWN_ROWS + 3]) {
    const sent = batches.map(batch => batch[at]);
    expectWinners(answersTo(at), sent, key => byKey.get(key)?.get('cells') as WireCells);
  }
  const events = await documentsOf(doors, 'events');
  expect(events.filter(each => each.get('key') === merged.key)).toHaveLength(1 + columns.length);
  expect(events.filter(each => each.get('key') === same.key)).toHaveLength(1);

  await settled(doors);
  const counted = await figuresOf(doors);
  expect(counted.open?.['hotline/open']).toBe(before + byKey.size);
  expect(await doors.call('/summaries/rebuild', {})).toMatchObject({ status: 200 });
  expect(await figuresOf(doors)).toEqual(counted);
});

/**
 * Every cell in conflict was told with the value that stands and with its own; what stands was written by one that was
 * saved.
 */
function expectWinners(answers: RowAnswer[], sent: (RowInput | undefined)[], cellsOf: CellsOf): void {
  const pairs = answers.map((answer, at) => {
    const column = sent[at]?.edited[0] ?? 'remark';
    const [mine, standing] = [sent[at]?.cells[column], cellsOf(answer.key)?.[column]];
    const told = answer.problems.find(each => each.code === 'conflict' && each.column === column);
    return { saved: answer.outcome === 'saved', mine, standing, told: told?.message ?? '' };
  });
  for (const { mine, standing } of pairs.filter(({ saved }) => saved)) expect(standing).toBe(mine);
  for (const { mine, standing, told } of pairs.filter(({ saved }) => !saved)) {
    expect(told).toContain(`改为“${standing}”，而您写的是“${mine}”`);
  }
}

function countBy(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
