// Words in braces of what is said to customers.
import { describe, expect, it } from 'vitest';
import { filledIn, unknownPlaceholder } from '../../../functions/src/core/schema/script-text.ts';

describe('a text with words in braces', () => {
  it.each([
    ['{客户}您好', '李女士您好'],
    ['{ 客户 }您好', '李女士您好'],
    ['{产品|您的产品}好用吗', '您的产品好用吗'],
    ['{产品}好用吗', '好用吗'],
    ['{方案|办法}好用吗', '办法好用吗'],
    ['{客户|您}', '李女士'],
    ['{人}', ''],
    ['您好', '您好'],
  ])('%s is said as %j', (text, said) => {
    expect(filledIn(text, { 客户: '李女士', 方案: '' })).toBe(said);
  });

  it.each([
    ['{客户}您好', undefined],
    ['{ 产品 | 您的产品 }好用吗', undefined],
    ['您好', undefined],
    ['{客户}和{人}', '{人}'],
    ['{}', '{}'],
    ['{客户', '{'],
    ['客户}', '}'],
    ['{客户}}', '}'],
  ])('%s has in braces that nobody knows: %s', (text, unknown) => {
    expect(unknownPlaceholder(text)).toBe(unknown);
  });
});
