import { describe, expect, it } from 'vitest';
import { signsOfPattern } from '../../../functions/src/core/similarity/signs.ts';
import { DEFAULT_VOCABULARY } from '../../../functions/src/core/similarity/vocabulary.ts';
import { type Part, readTold } from '../../fixtures/similarity/told.ts';

const PARTS: readonly Part[] = ['to-build', 'wide-build', 'wide-check', 'wide-near'];

describe('the signs that a pattern needs', () => {
  it.each<[string, string | undefined]>([
    ['漏', '漏'],
    ['不漏', '漏'],
    ['漏|渗', '渗漏'],
    ['(?:漏|渗)水', '渗漏'],
    ['[漏渗]水', '渗漏'],
    ['漏?渗', '渗'],
    ['漏{0,6}渗', '渗'],
    ['[^，]{0,6}渗', '渗'],
    ['(?<!泄)漏(?!电)', '漏'],
    ['漏+', '漏'],
    ['\\(嘀', '('],
    // Nothing is known of what may be empty, and of what may be anything.
    ['漏?', undefined],
    ['漏|.', undefined],
    ['\\d', undefined],
    ['[^漏]', undefined],
  ])('%s', (pattern, signs) => {
    const found = signsOfPattern(pattern);
    expect(found && [...found].sort().join('')).toBe(signs && [...signs].sort().join(''));
  });

  it('leave out no way of saying something that a text has', () => {
    const all = DEFAULT_VOCABULARY.sayings;
    expect(new Set(all.map(({ name }) => name)).size).toBeGreaterThan(200);
    for (const { text } of PARTS.flatMap(part => readTold(part))) {
      const told = all.filter(({ way }) => text.search(way) >= 0);
      const tried = new Set(DEFAULT_VOCABULARY.sayingsFor(text));
      expect(told.filter(each => !tried.has(each))).toEqual([]);
    }
  });
});
