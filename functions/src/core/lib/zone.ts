// How far the clocks of a time zone are ahead of UTC, asked of Intl once and then kept.

/** A moment as milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Lengths of time, ms. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Whether the runtime knows the zone, by an IANA name such as `Asia/Shanghai`. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Milliseconds that the clocks of a zone are ahead of UTC at an instant. */
export function offsetAt(instant: Instant, zone: string): number {
  const year = new Date(instant).getUTCFullYear();
  let years = offsets.get(zone);
  if (!years) offsets.set(zone, (years = new Map()));
  let steps = years.get(year);
  if (!steps) years.set(year, (steps = stepsOf(year, zone)));
  let offset = steps[0]?.offset ?? 0;
  for (let i = 1; i < steps.length; i += 1) {
    const step = steps[i];
    if (!step || step.from > instant) break;
    offset = step.offset;
  }
  return offset;
}

interface OffsetStep {
  from: Instant;
  offset: number;
}

// What Intl says does not change while a process runs; asking it costs a thousand times a look-up here.
const offsets = new Map<string, Map<number, OffsetStep[]>>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** The offsets of a zone in one UTC year, in order, the first one from the year's start. */
function stepsOf(year: number, zone: string): OffsetStep[] {
  const start = new Date(0).setUTCFullYear(year, 0, 1);
  const steps: OffsetStep[] = [{ from: start, offset: askIntl(start, zone) }];
  for (let day = 1; day <= 366; day += 1) {
    const end = start + day * DAY;
    const last = steps.at(-1)?.offset;
    const offset = askIntl(end, zone);
    if (offset !== last) steps.push({ from: firstWithOffset(offset, end - DAY, end, zone), offset });
  }
  return steps;
}

/** The first instant after `low` and up to `high` that has the offset which `high` has. */
export function firstWithOffset(offset: number, low: Instant, high: Instant, zone: string): Instant {
  let before = low;
  let from = high;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (askIntl(middle, zone) === offset) from = middle;
    else before = middle;
  }
  return from;
}

function askIntl(instant: Instant, zone: string): number {
  const shown = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(part => [part.type, Number(part.value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  const wall = new Date(0);
  wall.setUTCFullYear(read('year'), read('month') - 1, read('day'));
  wall.setUTCHours(read('hour'), read('minute'), read('second'));
  return wall.getTime() - Math.floor(instant / SECOND) * SECOND;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
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
    formats.set(zone, format);
  }
  return format;
}
