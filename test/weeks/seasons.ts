// Whole days and quarters of a simulated staff, by seed.
import { DeskProcess } from '../fixtures/journeys/desk-process.ts';
import { Dice } from '../simulation/dice.ts';
import { closeTheDay } from './day-end.ts';
import { openOffice } from './office.ts';
import { type Pace, SHORT_DAY, WHOLE_DAY, workADay } from './working-day.ts';

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** How long a staff is watched, from which day of a year on, at the pace of which days. */
export interface Season {
  weeks: number;
  begins: { month: number; day: number };
  pace: Pace;
}

/** Over the end of a month, of the year, and into one whose holidays may not be published. */
export const QUARTER: Season = { weeks: 12, begins: { month: 12, day: 14 }, pace: WHOLE_DAY };
/** The last days of a year and the first of the next. */
export const TURN_OF_YEAR: Season = { weeks: 2, begins: { month: 12, day: 28 }, pace: SHORT_DAY };

/** One day of work on a new desk; answers how many days were held to what was written in them. */
export async function liveADay(seed: number, pace: Pace = WHOLE_DAY): Promise<number> {
  return withDesk(async desk => {
    const office = openOffice(desk, new Dice(seed));
    await toNine(desk, 0);
    await reporting(`day of seed ${seed}`, office.log, async () => {
      await workADay(office, pace);
      await closeTheDay(office);
    });
    return 1;
  });
}

/**
 * A day of work in each week, at a weekday that moves along, and the days between as leaps of the clock. Answers
 * likewise.
 */
export async function liveASeason(seed: number, { weeks, begins, pace }: Season): Promise<number> {
  return withDesk(async desk => {
    const office = openOffice(desk, new Dice(seed));
    await toDate(desk, begins.month, begins.day);
    for (let week = 1; week <= weeks; week++) {
      office.log.push(`week ${week}`);
      await reporting(`week ${week} of seed ${seed}`, office.log, async () => {
        await workADay(office, pace);
        await closeTheDay(office);
      });
      await toNine(desk, office.dice.between(5, 9));
    }
    return weeks;
  });
}

async function withDesk<T>(work: (desk: DeskProcess) => Promise<T>): Promise<T> {
  const desk = await DeskProcess.start();
  try {
    return await work(desk);
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
