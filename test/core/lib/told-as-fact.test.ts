// What a text says has happened, and what it denies, fears, asks about or tells as over. Brackets stand around what is
// meant.
import { describe, expect, it } from 'vitest';
import { isToldAsFact } from '../../../functions/src/core/lib/told-as-fact.ts';

function isTold(marked: string, inReverse = false): boolean {
  const places = [...marked.matchAll(/\[([^\]]*)\]/g)].map(({ 0: { length }, index }, nth) => ({
    from: index - 2 * nth,
    to: index - 2 * nth + length - 2,
  }));
  return isToldAsFact(marked.replace(/[[\]]/g, ''), inReverse ? places.toReversed() : places);
}

const long = (count: number) => '的'.repeat(count);

describe('what is said', () => {
  it.each([
    ['机器[漏电]', true],
    ['', false],
    // Denied, also of a second one that shares it.
    ['没有[冒烟]', false],
    ['未发现[冒烟]', false],
    ['没有[冒烟]、[漏电]', false],
    ['没有[冒烟]和[漏电]、[起火]', false],
    ['没有[冒烟]，[漏电]', true],
    ['[冒烟]、[漏电]', true],
    [`没有[冒烟]${long(70)}`, false],
    // A thing, a piece of advice, a question.
    ['[漏电]保护器坏了', false],
    ['[漏电]的机器坏了', true],
    ['[过敏]体质能用吗', false],
    ['[漏电]怎么预防', false],
    ['想知道是否会[漏电]', false],
    ['会不会[漏电]', false],
    ['会[漏电]吗？请回复', false],
    ['会[漏电]？请回复', false],
    ['会[漏电]吗', false],
    ['[漏电]吗？', true],
    ['会[漏电]，是吗？', true],
    ['咨询有没有[漏电]的风险', false],
    ['请问，机器有[漏电]的风险', false],
    ['机器有[漏电]的风险', true],
    ['咨询价格。机器有[漏电]的风险', true],
    ['咨询[漏电]', true],
    // Feared, but for what is asked for about it.
    ['担心[漏电]', false],
    ['要是再不处理[漏电]我就投诉', true],
    ['处理时担心[漏电]', false],
    ['不知道，担心[漏电]', false],
    ['担心漏电，[伤到]孩子', false],
    ['机器响，担心漏电，[伤到]孩子', false],
    ['担心漏电。[伤到]孩子', true],
    ['担心漏电，结果[伤到]孩子', true],
    ['担心漏电，[伤到]了孩子', true],
    ['担心漏电，[伤到]他了', false],
    ['机器响，[漏电]', true],
    ['怕处理得慢，[漏电]严重', true],
    ['处理得慢我怕，[漏电]严重', false],
    ['担心漏电，机器响，[冒烟]', true],
    // Over, as far as it has not come again; a wound has to heal.
    ['[漏电]，已修好', false],
    ['[漏电]，没有修好', true],
    ['[漏电]，已更换', false],
    ['手[割伤]，已经更换', true],
    ['手[割伤]，已经痊愈', false],
    ['[漏电]，已修好，但仍有响声', true],
    ['[漏电]，已修好。但服务不好', false],
  ])('%s tells of something that happened: %s', (marked, told) => {
    expect(isTold(marked)).toBe(told);
  });

  it('in whatever order it was found', () => {
    expect(isTold('没有[冒烟]、[漏电]', true)).toBe(false);
    expect(isTold('没有[冒烟]，[漏电]', true)).toBe(true);
  });

  it.each([
    [`${long(5)}担心${long(58)}[漏电]`, false],
    [`${long(5)}担心${long(59)}[漏电]`, true],
    [`[漏电]已修好${long(56)}又`, true],
    [`[漏电]已修好${long(57)}又`, false],
    [`担心[漏电]${long(70)}`, false],
  ])('%s is read no further than sixty signs around it: %s', (marked, told) => {
    expect(isTold(marked)).toBe(told);
  });
});
