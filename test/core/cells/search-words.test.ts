// By which words a text is found, and by which somebody looks for it.
import { describe, expect, it } from 'vitest';
import {
  MAX_WORDS,
  searchForm,
  searchWords,
  tellsAll,
  termsSaid,
} from '../../../functions/src/core/cells/search-words.ts';

it.each<[string, string[]]>([
  ['漏水', ['漏水']],
  ['漏水维修', ['漏水', '维修']],
  ['净水器', ['净水', '水器']],
  ['漏水，漏水', ['漏水']],
  ['漏', []],
  ['漏的水', []],
  ['Wi-Fi 断了', ['wi-fi']],
  ['ＷＩＦＩ', ['wifi']],
  ['X9', ['x9']],
  ['X', []],
  ['a'.repeat(24), ['a'.repeat(24)]],
  ['a'.repeat(25), []],
  ['13812345678', []],
  ['E-05', ['e-05']],
  // What is left of a name or a number that is hidden finds nobody.
  ['欧阳* 漏水', ['漏水']],
  ['abc***@example.com', []],
  ['138****5678', []],
  [`${'。'.repeat(399)}漏水`, []],
  [`${'。'.repeat(398)}漏水`, ['漏水']],
  ['', []],
])('%s is found by %j', (text, words) => {
  expect(searchWords(text)).toEqual(words);
});

it('a record is found by sixty words at most', () => {
  expect(MAX_WORDS).toBe(60);
});

it('the longest texts are gone through at once, whatever stands in them', () => {
  for (const piece of ['a', '-', '1-', '*', '李*', 'a@'])
    expect(searchWords(piece.repeat(200_000 / piece.length))).toBeInstanceOf(Array);
});

describe('what is asked for', () => {
  it.each<[string, [string, string[]][]]>([
    [
      '漏水 净水器',
      [
        ['漏水', ['漏水']],
        ['净水器', ['净水', '水器']],
      ],
    ],
    ['漏水，漏水', [['漏水', ['漏水']]]],
    ['空气净化器', [['空气净化器', ['空气', '净化']]]],
    ['漏', [['漏', []]]],
    ['  ', []],
    ['a1 b1 c1 d1 e1 f1', ['a1', 'b1', 'c1', 'd1', 'e1'].map(each => [each, [each]])],
  ])('%s', (said, terms) => {
    expect(termsSaid(said)).toEqual(terms.map(([text, words]) => ({ text, words })));
  });

  it.each<[string, string, boolean]>([
    ['洗衣机漏水', '漏水', true],
    ['洗衣机漏水', '漏水 洗衣', true],
    ['洗衣机漏水', '漏水 冰箱', false],
    ['型号 X9', 'x9', true],
    ['型号 X90', 'x9', false],
    ['型号 AX9', 'x9', false],
    ['型号 AX9 或 X9', 'x9', true],
    ['型号X9白', 'x9', true],
    ['欧*来电', '欧', true],
    ['ab*来电', 'ab', false],
    ['编号-12', '-12', true],
    ['编号-123', '-12', false],
    ['编号12-', '12-', true],
  ])('%s tells %s: %s', (text, said, is) => {
    expect(tellsAll([searchForm(text)], termsSaid(said))).toBe(is);
  });

  it('may stand in several texts', () => {
    expect(tellsAll(['漏水', '冰箱'], termsSaid('漏水 冰箱'))).toBe(true);
    expect(tellsAll([], termsSaid('漏水'))).toBe(false);
    expect(tellsAll([], [])).toBe(true);
  });
});
