// Serial numbers of dates (days since 1899-12-30, local to a time zone) and instants, both ways. Knows no clock.

import { DAY_MS } from '../clock/duration.ts';

/** Days from the serial numbers' origin to 1970-01-01. */
const EPOCH_SERIAL = 25_569;
/** https://tc39.es/ecma262/#sec-time-values-and-time-range */
const MAX_DAYS = 100_000_000;
/** Offsets change on quarter hours, so one look-up serves all instants of such a slot. */
const SLOT_MS = 900_000;

interface Zone {
  format: Intl.DateTimeFormat;
  offsets: Map<number, number>;
}

const zones = new Map<string, Zone>();

export function isTimeZone(timeZone: string): boolean {
  try {
    zoneOf(timeZone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Whether a serial number is a day that a `Date` can hold, as one that was typed into a cell of dates need not be. */
export const isSerial = (serial: number): boolean => Math.abs(serial) < MAX_DAYS - EPOCH_SERIAL - 2;

/** Serial number that shows the wall clock of `timeZone` at this instant (milliseconds since the epoch). */
export function serialOf(ms: number, timeZone: string): number {
  return (ms + offsetAt(ms, timeZone)) / DAY_MS + EPOCH_SERIAL;
}

/**
 * Instant (milliseconds since the epoch, whole) of a serial number in `timeZone`.
 * A wall time that a zone skips is read with the offset before the gap, one that comes twice as the earlier.
 */
export function msOf(serial: number, timeZone: string): number {
  const wall = wallMsOf(serial);
  const before = offsetAt(wall - DAY_MS, timeZone);
  const after = offsetAt(wall + DAY_MS, timeZone);
  if (before === after && offsetAt(wall - before, timeZone) === before) return wall - before;
  const fits = [wall - Math.max(before, after), wall - Math.min(before, after)].find(
    instant => instant + offsetAt(instant, timeZone) === wall,
  );
  return fits ?? wall - before;
}

/** Wall clock of a serial number as milliseconds since 1970-01-01 of that same wall clock, rounded to whole ones. */
export function wallMsOf(serial: number): number {
  return Math.round((serial - EPOCH_SERIAL) * DAY_MS);
}

export function serialOfWallMs(wallMs: number): number {
  return wallMs / DAY_MS + EPOCH_SERIAL;
}

function offsetAt(ms: number, timeZone: string): number {
  const zone = zoneOf(timeZone);
  const slot = Math.floor(ms / SLOT_MS);
  const known = zone.offsets.get(slot);
  if (known !== undefined) return known;
  const offset = readOffset(zone.format, slot * SLOT_MS);
  if (zone.offsets.size > 100_000) zone.offsets.clear();
  zone.offsets.set(slot, offset);
  return offset;
}

function readOffset(format: Intl.DateTimeFormat, ms: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  // Not Date.UTC, which reads years below 100 as of the 20th century.
  const wall = new Date(0);
  wall.setUTCFullYear(year, month - 1, day);
  wall.setUTCHours(hour, minute, second);
  return wall.getTime() - ms;
}

function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone);
  if (!zone) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    zone = { format, offsets: new Map() };
    zones.set(timeZone, zone);
  }
  return zone;
}
