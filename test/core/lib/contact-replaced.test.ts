// Contacts within a text: each once by its key, and one that is wrong replaced where it stands.
import { expect, it } from 'vitest';
import { contactKey, contactKeysIn, withContactReplaced } from '../../../functions/src/core/lib/contact.ts';

it.each([
  ['打13500010003或010-62781234', ['13500010003', '010-62781234']],
  ['010-62781234、13500010003、135 0001 0003', ['010-62781234', '13500010003']],
  ['135****0003', []],
  ['', []],
])('%s has the contacts %j', (text, keys) => {
  expect(contactKeysIn(text)).toEqual(keys);
});

it('what has none is known by itself', () => {
  expect(contactKey('无')).toBe('无');
});

it.each([
  ['打13500010003找我', '打13900000000找我'],
  ['135 0001 0003', '13900000000'],
  ['13500010003（或13500010003）', '13900000000（或13900000000）'],
  ['13500010003/13500010009', '13900000000/13500010009'],
  ['13500010009、13500010003。', '13500010009、13900000000。'],
  ['135****0003', '135****0003'],
  ['没有号码', '没有号码'],
])('%s becomes %s', (text, corrected) => {
  expect(withContactReplaced(text, key => key !== '13500010009', '13900000000')).toBe(corrected);
});
