// Hours at which nobody is disturbed unless it is urgent: a stretch of the day, which may go over midnight.

import { withColons } from './numeral.ts';
import { DAY, type Instant, instantOfWall, MINUTE, wallTime } from './time.ts';

/** Minutes since midnight at which quiet begins and ends. */
export interface QuietHours {
  from: number;
  to: number;
}

/** How a cell says that there are none. */
const NO_QUIET = '不限';

/** Reads `21:00-08:00`, or `不限` for none (`null`); `undefined` when it is neither. */
export function readQuietHours(text: string): QuietHours | null | undefined {
  const plain = withColons(text.replace(/\s/g, ''));
  if (plain === NO_QUIET) return null;
  const match = /^(\d{1,2}):([0-5]\d)[-~至到—–]+(?:次日|第二天)?(\d{1,2}):([0-5]\d)$/.exec(plain);
  if (!match) return undefined;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
  const end = toHour * 60 + toMinute;
  // Until 24:00 is until the midnight that comes.
  const hours = { from: fromHour * 60 + fromMinute, to: end % (24 * 60) };
  return fromHour < 24 && end <= 24 * 60 && hours.from !== hours.to ? hours : undefined;
}

/** When the quiet that lies over an instant ends; `undefined` when it is not quiet then. */
export function quietUntil(hours: QuietHours | null, now: Instant, zone: string): Instant | undefined {
  if (!hours) return undefined;
  const wall = wallTime(now, zone);
  const midnight = Math.floor(wall / DAY) * DAY;
  const minute = (wall - midnight) / MINUTE;
  const { from, to } = hours;
  const overMidnight = from > to;
  const quiet = overMidnight ? minute >= from || minute < to : minute >= from && minute < to;
  if (!quiet) return undefined;
  const ends = midnight + to * MINUTE + (overMidnight && minute >= from ? DAY : 0);
  return instantOfWall(ends, zone);
}
