// How long a text may be that says nothing, was typed to try a cell, or tells no more than that something was done.
import { describe, expect, it } from 'vitest';
import { isBareWord, isFilled, isPlaceholder, isTrial } from '../../../functions/src/core/lib/placeholder.ts';

describe('a text', () => {
  it.each([
    ['', false],
    ['无', true],
    ['无，无', true],
    ['无，坏了', false],
    ['to be determined..', true],
    ['to be determined...', false],
    ['n.a', true],
    ['“ 无 ”', true],
  ])('%j fills a cell and says nothing: %s', (text, is) => {
    expect(isPlaceholder(text)).toBe(is);
  });

  it.each([
    ['', false],
    ['测试', true],
    ['测 试', true],
    ['测试'.repeat(4), true],
    ['测试，测试', true],
    ['测试，坏了', false],
    ['测试'.repeat(30), true],
    [`${'测试'.repeat(30)}。`, false],
    ['试一下再打', false],
  ])('%j was typed to try the cell: %s', (text, is) => {
    expect(isTrial(text)).toBe(is);
  });

  it.each([
    ['', true],
    ['坏', true],
    ['坏了', false],
    ['已处理', true],
    ['已处理。', true],
    ['1.5', true],
    ['好好好', true],
    ['1'.repeat(12), true],
    ['1'.repeat(13), false],
    ['已更换滤芯', false],
  ])('%j says no more than that something was done: %s', (text, is) => {
    expect(isBareWord(text)).toBe(is);
  });

  it.each([
    [null, false],
    [undefined, false],
    [0, true],
    [false, true],
    ['无', false],
    ['测试', false],
    ['坏了', true],
  ])('%j is something that a record can go by: %s', (cell, is) => {
    expect(isFilled(cell)).toBe(is);
  });
});
