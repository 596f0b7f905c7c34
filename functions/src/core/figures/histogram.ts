// A histogram of whole minutes with fixed buckets, so that two add up to one. Exact below 32 minutes; above, a bucket
// is at most 1/16 of its lower bound wide, and what is read off it lies within 3.2 % of the truth.

/** Minutes up to here have a bucket each. */
const EXACT = 32;
/** Buckets between a power of two and the next. */
const PER_OCTAVE = 16;

/** How far a quantile that is read off may lie from the true one, as a share of it. */
export const RESOLUTION = 1 / (2 * PER_OCTAVE);

/** Lower bound of the bucket that a number of minutes falls into; minutes count from 0. */
export function bucketOf(minutes: number): number {
  const whole = Math.max(0, Math.floor(minutes));
  if (whole < EXACT) return whole;
  const width = widthAt(whole);
  return Math.floor(whole / width) * width;
}

/**
 * The nearest-rank quantile of a histogram (lower bound → how many), as the middle of the bucket it lies in;
 * `undefined` when nothing was counted. `share` is above 0 and at most 1.
 */
export function quantileOf(buckets: ReadonlyMap<number, number>, share: number): number | undefined {
  const counted = [...buckets].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  const n = counted.reduce((sum, [, count]) => sum + count, 0);
  let left = Math.ceil(n * share);
  for (const [bound, count] of counted) {
    left -= count;
    if (left <= 0) return bound < EXACT ? bound : bound + (widthAt(bound) - 1) / 2;
  }
  return undefined;
}

/** Width of the bucket that starts at this bound or holds this number. */
function widthAt(minutes: number): number {
  return 2 ** Math.floor(Math.log2(minutes)) / PER_OCTAVE;
}
