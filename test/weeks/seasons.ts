// Whole days and quarters of a simulated staff, by seed.
import { DeskProcess } from '../fixtures/journeys/desk-process.ts';
import { Dice } from '../simulation/dice.ts';
import { closeTheDay } from './day-end.ts';
import { openOffice, workADay } from './working-day.ts';

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** Weeks of a quarter, and the day on which it begins: it goes over the end of a month, of the year and of a year without published days. */
const QUARTER = { weeks: 12, begins: { month: 12, day: 7 } };

/** One day of work on a new desk, then the night: what was written in the evening is held to in the morning. */
export async function liveADay(seed: number): Promise<void> {
  await withDesk(async desk => {
    const office = openOffice(desk, new Dice(seed));
    await toNine(desk, 0);
    await reporting(`day of seed ${seed}`, office.log, async () => {
      await workADay(office);
      await closeTheDay(office);
    });
  });
}

/** A quarter: a day of work in each week, at a weekday that moves along, and the days between as leaps of the clock. */
export async function liveAQuarter(seed: number, weeks: number = QUARTER.weeks): Promise<void> {
  await withDesk(async desk => {
    const office = openOffice(desk, new Dice(seed));
    await toDate(desk, QUARTER.begins.month, QUARTER.begins.day);
    for (let week = 1; week <= weeks; week++) {
      office.log.push(`week ${week}`);
      await reporting(`week ${week} of seed ${seed}`, office.log, async () => {
        await workADay(office);
        await closeTheDay(office);
      });
      await toNine(desk, office.dice.between(5, 9));
    }
  });
}

async function withDesk(work: (desk: DeskProcess) => Promise<void>): Promise<void> {
  const desk = await DeskProcess.start();
  try {
    await work(desk);
  } finally {
    await desk.dispose();
  }
}

/** Says what was done, in order, with whatever went wrong. */
async function reporting(what: string, log: readonly string[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw new Error(`${what}: ${log.slice(-40).join(', ')}`, { cause });
  }
}

/** Nine in the morning of Shanghai, so many days after the next one. */
async function toNine(desk: DeskProcess, days: number): Promise<void> {
  const { now } = await desk.doors.clockNow();
  const midnight = Math.floor((now + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS;
  await leapTo(desk, midnight + (days + 1) * DAY_MS + 9 * 3_600_000, now);
}

async function toDate(desk: DeskProcess, month: number, day: number): Promise<void> {
  const { now } = await desk.doors.clockNow();
  const year = new Date(now + SHANGHAI_MS).getUTCFullYear();
  const nine = (each: number) => Date.UTC(each, month - 1, day, 9) - SHANGHAI_MS;
  await leapTo(desk, nine(year) > now ? nine(year) : nine(year + 1), now);
}

async function leapTo(desk: DeskProcess, instant: number, now: number): Promise<void> {
  await desk.doors.advance(`PT${Math.max(1, Math.floor((instant - now) / 1000))}S`);
}
