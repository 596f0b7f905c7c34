// Durations in ms, and those in which the desk clock is moved, read; knows no calendar, so no months or years.

const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const DURATION = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Turns an ISO 8601 duration of whole days, hours, minutes and seconds into milliseconds: `PT2H30M` → 9 000 000.
 * A day is 24 hours.
 * @throws RangeError for anything else: fractions, signs, weeks, months, years, or an empty `P`.
 */
export function parseDuration(iso: string): number {
  const parts = DURATION.exec(iso);
  if (!parts || iso === 'P') throw refusal(iso);
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map(part => Number(part ?? 0));
  const ms = days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS;
  if (!Number.isSafeInteger(ms)) throw refusal(iso);
  return ms;
}

function refusal(iso: string): RangeError {
  return new RangeError(
    `"${iso}" is not a duration the clock can move by; write it like PT2H, P1D or PT2H30M`,
  );
}
