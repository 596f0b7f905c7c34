import { expect, test } from 'vitest';
import { keepLatest } from '../../../functions/src/core/lib/keep-latest.ts';

test('the latest are kept, and what is kept again counts as late', () => {
  const kept = new Map<string, number>();
  for (const [at, key] of ['a', 'b', 'c', 'a', 'd'].entries()) keepLatest(kept, key, at, 3);
  expect([...kept]).toEqual([
    ['c', 2],
    ['a', 3],
    ['d', 4],
  ]);
});
