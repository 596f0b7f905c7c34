// Even steps for an axis.

export interface Scale {
  least: number;
  most: number;
  steps: number[];
  /** From 0 at the least to 1 at the most. */
  at(value: number): number;
}

/**
 * A scale over these values in about `count` steps of 1, 2 or 5 times a power of ten; of things that are counted there
 * is no half. Ends that are given stay.
 */
export function scaleOf(
  values: readonly number[],
  ends: { least: number | undefined; most: number | undefined },
  count: number,
): Scale {
  const from = ends.least ?? Math.min(0, ...values);
  const to = ends.most ?? Math.max(from, ...values);
  const span = to > from ? to - from : 1;
  const isCount = to > 1 && values.every(Number.isInteger);
  const step = Math.max(niceStep(span / count), isCount ? 1 : 0);
  const least = ends.least ?? Math.floor(from / step) * step;
  const most = ends.most ?? Math.max(Math.ceil(to / step) * step, least + step);
  const steps: number[] = [];
  for (let at = 0; least + at * step <= most + step / 1e6; at += 1) steps.push(least + at * step);
  return { least, most, steps, at: value => (value - least) / (most - least) };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 5, 10].find(each => each * power >= rough * 0.999) ?? 10;
  return nice * power;
}
