// Figures of repeated runs: what is told of them is the least, the median and the most.

export interface Spread {
  min: number;
  median: number;
  max: number;
}

/** @throws RangeError when there is nothing to tell of */
export function spreadOf(values: readonly number[]): Spread {
  return { min: quantile(values, 0), median: quantile(values, 0.5), max: quantile(values, 1) };
}

/** The value below which a share of all lies, between two neighbours by proportion. @param share 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) throw new RangeError('There is no figure among none');
  return low + (high - low) * (place - Math.floor(place));
}

/** Ratios of the values that were taken side by side. */
export function ratiosOf(values: readonly number[], beside: readonly number[]): number[] {
  return values.flatMap((value, round) => {
    const other = beside[round];
    return other ? [value / other] : [];
  });
}
