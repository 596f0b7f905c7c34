// Date in a script: the desk's time, and local parts in the script's own zone whatever zone the machine is in.
import { msOf, serialOf, serialOfWallMs, wallMsOf } from '../../../workbook/serial.ts';

const PARTS = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;
/** Date-only forms are read as UTC, all others without a zone as local time. https://tc39.es/ecma262/#sec-date.parse */
const DATE_ONLY = /^[+-]?\d{4,6}(-\d\d){0,2}$/;

/**
 * Replaces the context's Date.
 * @param now desk time in ms
 * @param timeZone the manifest's
 */
export function installDate(now: () => number, timeZone: string): void {
  const Native = Date;
  const prototype = Native.prototype;
  const parseNative = Native.parse;
  const wallOf = (date: Date): Date => new Native(wallMsOf(serialOf(date.getTime(), timeZone)));
  const fromWall = (wallMs: number): number => msOf(serialOfWallMs(wallMs), timeZone);
  const isValid = (date: Date): boolean => !Number.isNaN(date.getTime());
  const define = (target: object, name: string, value: unknown): void => {
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  };

  for (const part of PARTS) {
    define(prototype, `get${part}`, function (this: Date) {
      return isValid(this) ? wallOf(this)[`getUTC${part}`]() : Number.NaN;
    });
    define(prototype, `set${part}`, function (this: Date, ...args: number[]) {
      const wall = wallOf(this);
      Reflect.apply(wall[`setUTC${part}`], wall, args);
      return this.setTime(fromWall(wall.getTime()));
    });
  }
  define(prototype, 'getDay', function (this: Date) {
    return isValid(this) ? wallOf(this).getUTCDay() : Number.NaN;
  });
  define(prototype, 'getTimezoneOffset', function (this: Date) {
    return isValid(this) ? Math.round((this.getTime() - wallOf(this).getTime()) / 60_000) : Number.NaN;
  });
  const dateText = (date: Date): string => {
    const [weekday = '', day, month, year] = wallOf(date).toUTCString().split(' ');
    return `${weekday.slice(0, 3)} ${month} ${day} ${year}`;
  };
  const timeText = (date: Date): string => {
    const offset = -date.getTimezoneOffset();
    const size = Math.abs(offset);
    const two = (value: number): string => String(value).padStart(2, '0');
    const sign = offset < 0 ? '-' : '+';
    const clock = wallOf(date).toISOString().slice(11, 19);
    return `${clock} GMT${sign}${two(Math.floor(size / 60))}${two(size % 60)} (${timeZone})`;
  };
  const texts = {
    toDateString: dateText,
    toTimeString: timeText,
    toString: (date: Date) => `${dateText(date)} ${timeText(date)}`,
  };
  for (const [name, write] of Object.entries(texts)) {
    define(prototype, name, function (this: Date) {
      return isValid(this) ? write(this) : 'Invalid Date';
    });
  }
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'] as const) {
    const native = prototype[name];
    define(prototype, name, function (this: Date, locales?: string, options?: Intl.DateTimeFormatOptions) {
      return native.call(this, locales, { timeZone, ...options });
    });
  }

  function parse(text: string): number {
    if (DATE_ONLY.test(text)) return parseNative(text);
    // A text that still parses with a zone put behind it has none of its own.
    const wallMs = [`${text}Z`, `${text} UTC`].map(it => parseNative(it)).find(ms => !Number.isNaN(ms));
    return wallMs === undefined ? parseNative(text) : fromWall(wallMs);
  }
  function instantOf(args: unknown[]): number {
    if (args.length === 0) return now();
    const [first, second = 0, day = 1, ...time] = args;
    if (args.length === 1) {
      if (first instanceof Native) return first.getTime();
      return typeof first === 'string' ? parse(first) : Number(first);
    }
    const [hours = 0, minutes = 0, seconds = 0, ms = 0] = time.map(Number);
    return fromWall(Native.UTC(Number(first), Number(second), Number(day), hours, minutes, seconds, ms));
  }
  const Desk = new Proxy(Native, {
    construct: (target, args: unknown[], newTarget: typeof Native) =>
      Reflect.construct(target, [instantOf(args)], newTarget),
    apply: () => new Native(now()).toString(),
  });
  define(Native, 'now', now);
  define(Native, 'parse', parse);
  define(prototype, 'constructor', Desk);
  define(globalThis, 'Date', Desk);
}
