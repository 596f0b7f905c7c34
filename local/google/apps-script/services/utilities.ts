// Utilities: identifiers, bytes and dates as text.
import { isTimeZone, serialOf, wallMsOf } from '../../../workbook/serial.ts';
import type * as Surface from '../surface/utilities.ts';
import { base64Of, base64ToBytes, blobOf, bytesToBase64 } from './blob.ts';
import { call, Exception } from './call.ts';
import { enumeration, guard } from './guard.ts';

const Charset = enumeration('Charset', ['UTF_8']);
const DigestAlgorithm = enumeration('DigestAlgorithm', ['MD5', 'SHA_1', 'SHA_256', 'SHA_384', 'SHA_512']);

type Data = string | number[];

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

const webSafe = (base64: string): string => base64.replace(/\+/g, '-').replace(/\//g, '_');

class UtilitiesService implements Surface.Utilities {
  readonly Charset = Charset;
  readonly DigestAlgorithm = DigestAlgorithm;

  base64Decode(encoded: string): number[] {
    return decode(encoded, /^[A-Za-z0-9+/]*={0,2}$/);
  }
  base64DecodeWebSafe(encoded: string): number[] {
    return decode(encoded, /^[A-Za-z0-9_-]*={0,2}$/);
  }
  base64Encode(data: Data): string {
    return base64Of(data);
  }
  base64EncodeWebSafe(data: Data): string {
    return webSafe(base64Of(data));
  }
  computeDigest(algorithm: Surface.DigestAlgorithm, value: Data): number[] {
    return base64ToBytes(call('digest', algorithm.toString(), base64Of(value)));
  }
  formatDate(date: Date, timeZone: string, format: string): string {
    return formatDate(date, timeZone, format);
  }
  getUuid(): string {
    return call('uuid');
  }
  newBlob(
    data: Data,
    contentType: string | null = typeof data === 'string' ? 'text/plain' : null,
    name: string | null = null,
  ): ReturnType<typeof blobOf> {
    return blobOf(typeof data === 'string' ? base64Of(data) : bytesToBase64(data), contentType, name);
  }
  sleep(milliseconds: number): void {
    call('sleep', milliseconds);
  }
}

function decode(encoded: string, form: RegExp): number[] {
  if (!form.test(encoded)) throw new Exception('Could not decode string.');
  return base64ToBytes(encoded);
}

export function utilities(): Surface.Utilities {
  return guard('Utilities', new UtilitiesService());
}
