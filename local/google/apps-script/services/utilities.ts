// Utilities: identifiers, and dates as text.
import { isTimeZone, serialOf, wallMsOf } from '../../../workbook/serial.ts';
import type * as Surface from '../surface/utilities.ts';
import { call, Exception } from './call.ts';
import { guard } from './guard.ts';

/** `GMT+8` and `GMT+08:00` as Java reads them, in the form that Intl takes. */
function zoneOf(timeZone: string): string {
  const offset = /^(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d\d))?$/.exec(timeZone);
  const zone = offset ? `${offset[1]}${offset[2]?.padStart(2, '0')}:${offset[3] ?? '00'}` : timeZone;
  if (!isTimeZone(zone)) throw new Exception(`Invalid argument: timeZone. Should be of type: String`);
  return zone;
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0');
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Hours and minutes of a zone's offset, `+0800`. */
function offsetText(minutes: number, colon: string): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60), 2)}${colon}${digits(size % 60, 2)}`;
}

/** Letters of Java's SimpleDateFormat that are served: wall clock in the zone, its offset in minutes, repeat count. */
const LETTERS: Record<string, (wall: Date, offset: number, width: number) => string> = {
  y: (wall, _, width) =>
    width === 2 ? digits(wall.getUTCFullYear() % 100, 2) : digits(wall.getUTCFullYear(), width),
  M: (wall, _, width) => {
    const name = MONTHS[wall.getUTCMonth()] ?? '';
    if (width > 3) return name;
    return width === 3 ? name.slice(0, 3) : digits(wall.getUTCMonth() + 1, width);
  },
  d: (wall, _, width) => digits(wall.getUTCDate(), width),
  H: (wall, _, width) => digits(wall.getUTCHours(), width),
  h: (wall, _, width) => digits(wall.getUTCHours() % 12 || 12, width),
  m: (wall, _, width) => digits(wall.getUTCMinutes(), width),
  s: (wall, _, width) => digits(wall.getUTCSeconds(), width),
  S: (wall, _, width) => digits(wall.getUTCMilliseconds(), width),
  a: wall => (wall.getUTCHours() < 12 ? 'AM' : 'PM'),
  E: (wall, _, width) => (DAYS[wall.getUTCDay()] ?? '').slice(0, width > 3 ? undefined : 3),
  u: wall => String(wall.getUTCDay() || 7),
  Z: (_, offset) => offsetText(offset, ''),
  X: (_, offset, width) => {
    if (offset === 0) return 'Z';
    if (width === 1) return offsetText(offset, '').slice(0, 3);
    return offsetText(offset, width === 2 ? '' : ':');
  },
};

function formatDate(date: Date, timeZone: string, format: string): string {
  if (!(date instanceof Date)) {
    throw new Exception(
      "The parameters don't match the method signature for Utilities.formatDate: the first one is no Date.",
    );
  }
  const ms = date.getTime();
  const wallMs = wallMsOf(serialOf(ms, zoneOf(timeZone)));
  const wall = new Date(wallMs);
  const offset = Math.round((wallMs - ms) / 60_000);
  return format.replace(
    /'((?:[^']|'')*)'|([A-Za-z])\2*/g,
    (token, literal: string | undefined, letter: string) => {
      if (literal !== undefined) return literal === '' ? "'" : literal.replace(/''/g, "'");
      const write = LETTERS[letter];
      if (!write)
        throw new Exception(`[local] Utilities.formatDate: pattern letter ${letter} is not implemented`);
      return write(wall, offset, token.length);
    },
  );
}

class UtilitiesService implements Surface.Utilities {
  formatDate(date: Date, timeZone: string, format: string): string {
    return formatDate(date, timeZone, format);
  }
  getUuid(): string {
    return call('uuid');
  }
  sleep(milliseconds: number): void {
    call('sleep', milliseconds);
  }
}

export function utilities(): Surface.Utilities {
  return guard('Utilities', new UtilitiesService());
}
