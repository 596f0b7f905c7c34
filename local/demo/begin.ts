// Where the time of a desk stands when it starts, and whether a folder can hold a demo.

import { chineseHolidays } from '../../functions/src/adapters/chinese-days-holidays.ts';
import { SettableClock } from '../clock/clock.ts';
import { DAY_MS, HOUR_MS } from '../clock/duration.ts';
import { StartRefusal } from '../start-refusal.ts';
import { DEMO_MS } from './fill.ts';
import { ZONE_OFFSET_MS } from './scene.ts';

/** Hours of a day in which a desk is in full swing, and the one that stands for them. */
const SWING = { from: 10, middle: 15, to: 17 };

/** Kept once a desk is enabled and, where that was asked for, filled. */
export interface Ready {
  demo: boolean;
}

interface Beginning {
  /** Folder that keeps everything between runs. */
  data: string;
  demo?: boolean;
  /** Desk time at which a new desk begins, ms. */
  beginsAt?: number;
}

/**
 * When a demo that is made now is left: at once, or where this is night, a day off or the beginning of a week, in the
 * middle of the next third working day in a row, so that there is a week to look at. Milliseconds since the epoch.
 */
export function endOfDemo(now: number): number {
  for (let day = Math.floor((now + ZONE_OFFSET_MS) / DAY_MS) * DAY_MS; ; day += DAY_MS) {
    if (![0, 1, 2].every(back => isWorkday(day - back * DAY_MS))) continue;
    const at = (hour: number) => day + hour * HOUR_MS - ZONE_OFFSET_MS;
    if (at(SWING.from) <= now && now <= at(SWING.to)) return now;
    if (now < at(SWING.middle)) return at(SWING.middle);
  }
}

/** By the holidays that desks go by: of a year that nobody has announced yet, those that the law fixes. */
function isWorkday(day: number): boolean {
  const date = new Date(day);
  const { closed, open } = chineseHolidays(date.getUTCFullYear());
  const name = date.toISOString().slice(0, 10);
  if (open.includes(name)) return true;
  return !closed.includes(name) && date.getUTCDay() % 6 !== 0;
}

/**
 * How far desk time is from real time, ms: as kept, and a demo lives through its past first.
 * @throws StartRefusal when the folder holds a desk without the demo, or a demo that was not finished
 */
export function offsetOf(
  { demo, data, beginsAt }: Beginning,
  ready: Ready | undefined,
  kept: unknown,
): number {
  if (beginsAt !== undefined && kept === undefined) return beginsAt - new SettableClock().now();
  const offsetMs = Number(kept ?? 0);
  // One that was left ahead of the machine's clock has passed it before it was done.
  if (!ready && (offsetMs < 0 || (demo && offsetMs > 0))) {
    throw new StartRefusal(
      `${data} 里的演示数据没有生成完就被中断了。请删除这个文件夹后重试，或用 --data 指定另一个文件夹。`,
      `The demo in ${data} was interrupted. Remove the folder and try again, or name another one with --data.`,
    );
  }
  if (!demo) return offsetMs;
  if (ready && !ready.demo) {
    throw new StartRefusal(
      `${data} 里已经有一个服务台，不能再放演示数据。请用 --data 为演示指定另一个文件夹。`,
      `${data} holds a desk already; give the demo another folder with --data.`,
    );
  }
  if (ready) return offsetMs;
  const now = new SettableClock().now();
  return endOfDemo(now) - now - DEMO_MS;
}
