// Whole days and quarters of a simulated staff, by seed: the same dates for a seed, whatever the machine's date is.
import { DeskProcess } from '../fixtures/journeys/desk-process.ts';
import { Dice } from '../simulation/dice.ts';
import { closeTheDay } from './day-end.ts';
import { openOffice } from './office.ts';
import { type Pace, SHORT_DAY, WHOLE_DAY, workADay } from './working-day.ts';

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** When the desks are enabled: the Friday before a quarter that ends in a year whose holidays may not be published. */
const ENABLED = Date.parse('2026-12-11T09:00:00+08:00');
/** How many days later a day is lived, at most: over ends of weeks and months, the year 2026/27 and Spring Festival. */
const LATEST_DAY = 100;

/** Which days of a quarter are lived; the days between are leaps of the clock. */
export interface Season {
  days: number;
  /** From one of them to the next, in days: weekdays move along. */
  stride: readonly [least: number, most: number];
  pace: Pace;
}

/** A day of work in each of twelve weeks, from 14 December on. */
export const QUARTER: Season = { days: 12, stride: [6, 10], pace: WHOLE_DAY };
/** As long, with a short day of work before the year ends and one after, and a look when it is over. */
export const SMALL_QUARTER: Season = { days: 2, stride: [36, 45], pace: SHORT_DAY };

/** One day of work on a new desk; answers how many days were held to what was written in them. */
export async function liveADay(seed: number, pace: Pace = WHOLE_DAY): Promise<number> {
  return withDesk(async desk => {
    const office = openOffice(desk, new Dice(seed));
    const day = await leapDays(desk, office.dice.between(1, LATEST_DAY));
    await reporting(`${day}, day of seed ${seed}`, office.log, async () => {
      await workADay(office, pace);
      await closeTheDay(office);
    });
    return 1;
  });
}

/** The days of a season on a new desk, and a look at its end; answers likewise. */
export async function liveASeason(seed: number, { days, stride, pace }: Season): Promise<number> {
  return withDesk(async desk => {
    const office = openOffice(desk, new Dice(seed));
    // Over the weekend.
    let day = await leapDays(desk, 3);
    for (let lived = 1; lived <= days; lived++) {
      office.log.push(day);
      await reporting(`${day} of seed ${seed}`, office.log, async () => {
        await workADay(office, pace);
        await closeTheDay(office);
      });
      day = await leapDays(desk, office.dice.between(...stride));
    }
    await reporting(`${day} of seed ${seed}, its end`, office.log, () => closeTheDay(office));
    return days;
  });
}

async function withDesk<T>(work: (desk: DeskProcess) => Promise<T>): Promise<T> {
  const desk = await DeskProcess.start(ENABLED);
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

/** Nine in the morning of Shanghai, so many days later; answers the day. */
async function leapDays(desk: DeskProcess, days: number): Promise<string> {
  const { now } = await desk.doors.clockNow();
  const midnight = Math.floor((now + SHANGHAI_MS) / DAY_MS) * DAY_MS + days * DAY_MS;
  const instant = midnight - SHANGHAI_MS + 9 * 3_600_000;
  await desk.doors.advance(`PT${Math.floor((instant - now) / 1000)}S`);
  return new Date(midnight).toISOString().slice(0, 10);
}
