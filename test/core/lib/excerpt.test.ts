import { expect, test } from 'vitest';
import { excerpt } from '../../../functions/src/core/lib/excerpt.ts';

test.each([
  ['', ''],
  [0, '0'],
  [false, 'false'],
  ['长'.repeat(20), '长'.repeat(20)],
  ['长'.repeat(21), `${'长'.repeat(20)}…`],
  ['😀'.repeat(20), '😀'.repeat(20)],
  ['😀'.repeat(21), `${'😀'.repeat(20)}…`],
  [`${'😀'.repeat(19)}长字`, `${'😀'.repeat(19)}长…`],
  [`长${'😀'.repeat(50_000)}`, `长${'😀'.repeat(19)}…`],
])('%# %s is repeated as it is, or its first twenty characters', (typed, repeated) => {
  expect(excerpt(typed)).toBe(repeated);
});

test('a list has room for more of it', () => {
  expect(excerpt('长'.repeat(41), 40)).toBe(`${'长'.repeat(40)}…`);
  expect(excerpt('长'.repeat(40), 40)).toBe('长'.repeat(40));
});
