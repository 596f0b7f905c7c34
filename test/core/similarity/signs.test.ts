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

  it('leave out no class that a text tells of', () => {
    const all = DEFAULT_VOCABULARY.classes;
    expect(all.length).toBeGreaterThan(200);
    for (const { text } of PARTS.flatMap(part => readTold(part))) {
      const told = all.filter(({ ways }) => new RegExp(ways.source, 'u').test(text));
      expect(DEFAULT_VOCABULARY.classesFor(text)).toEqual(expect.arrayContaining(told));
    }
  });
});
