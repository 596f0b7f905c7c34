// The steps of a chart's axis.
import { expect, test } from 'vitest';
import { scaleOf } from '../../local/page/charts/scale.ts';

const open = { least: undefined, most: undefined };

test.each<[string, number[], number[]]>([
  ['few things that are counted', [2, 2, 1], [0, 1, 2]],
  ['more of them', [10, 8, 4], [0, 2, 4, 6, 8, 10]],
  ['shares', [0.4, 1], [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ['hours', [2.5, 1], [0, 0.5, 1, 1.5, 2, 2.5]],
])('of %s are whole where there is no half', (_, values, steps) => {
  expect(scaleOf(values, open, 5).steps.map(each => Number(each.toFixed(6)))).toEqual(steps);
});
