// By which words a text is found, and by which somebody looks for it.
import { expect, it } from 'vitest';
import { searchWords } from '../../../functions/src/core/cells/search-words.ts';

it.each([
  ['漏水', ['漏水']],
  ['漏水维修', ['漏水', '维修']],
  ['净水器', ['净水', '水器']],
])('%s is found by %j', (text, words) => {
  expect(searchWords(text)).toEqual(words);
});
