import { expect, test } from 'vitest';
import { keepLatest, once, remembering } from '../../../functions/src/core/lib/keep-latest.ts';

test('the latest are kept, and what is kept again counts as late', () => {
  const kept = new Map<string, number>();
  for (const [at, key] of ['a', 'b', 'c', 'a', 'd'].entries()) keepLatest(kept, key, at, 3);
  expect([...kept]).toEqual([
    ['c', 2],
    ['a', 3],
    ['d', 4],
  ]);
});

test('what is made once is made when it is first asked for, also where it is nothing', () => {
  let made = 0;
  const ask = once(() => {
    made += 1;
    return undefined;
  });
  expect([made, ask(), ask(), made]).toEqual([0, undefined, undefined, 1]);
});

test.each([
  ['the same text', ['a', 'a'], 1],
  ['texts in turn', ['a', 'b', 'a', 'b'], 2],
  ['as many as are kept', [...Array.from({ length: 64 }, (_, index) => `${index}`), '0'], 64],
  ['one more than are kept', [...Array.from({ length: 65 }, (_, index) => `${index}`), '0'], 66],
  ['a text of the longest that is kept', ['长'.repeat(2_000), '长'.repeat(2_000)], 1],
  ['a longer text', ['长'.repeat(2_001), '长'.repeat(2_001)], 2],
])('%s is read so many times', (_, texts, times) => {
  let reads = 0;
  const lengthOf = remembering(text => {
    reads += 1;
    return text.length;
  });
  expect(texts.map(lengthOf)).toEqual(texts.map(({ length }) => length));
  expect(reads).toBe(times);
});
