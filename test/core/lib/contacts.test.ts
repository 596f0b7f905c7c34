// How short and how long contacts may be, and contacts within a text: each once by its key, one that is wrong replaced
// where it stands.
import { expect, it } from 'vitest';
import {
  contactForm,
  contactKey,
  contactKeysIn,
  maskContact,
  normaliseContact,
  withContactReplaced,
} from '../../../functions/src/core/lib/contact.ts';

it.each([
  ['+12345678', 'foreign', '+1****5678'],
  ['+123456789012345', 'foreign', '+1****2345'],
  ['+7 495 123 45 67', 'foreign', '+7****4567'],
  ['+20 2 1234 5678', 'foreign', '+20****5678'],
  ['1**2', 'masked', '1**2'],
  ['1234**5678', 'masked', '1234**5678'],
  ['13500010003/138****5678', 'masked', '135****0003/138****5678'],
  ['张先生13500010003', 'several', '张先生135****0003'],
  [`13500010003${'好'.repeat(60)}`, 'several', `135****0003${'好'.repeat(60)}`],
])('%s is a %s, shown as %s', (typed, form, shown) => {
  const contact = normaliseContact(typed);
  expect([contactForm(contact), maskContact(contact)]).toEqual([form, shown]);
});

it.each([
  ['+44 (0)123456', '+44123456'],
  ['+44 (0)20 7946 0958', '+442079460958'],
  // Without that zero it would be too short.
  ['+44 (0)12345', '+44012345'],
])('%s has no zero that is dialled at home: %s', (typed, contact) => {
  expect(normaliseContact(typed)).toBe(contact);
});

it.each([
  '+1234567',
  '+1234567890123456',
  '1**',
  '12345**6789',
  '10-62781234',
  `13500010003${'好'.repeat(61)}`,
  '先生13500010003=1',
  '先生13500010003 12345',
])('%s is none, and shown as it is', typed => {
  const contact = normaliseContact(typed);
  expect([contactForm(contact), maskContact(contact)]).toEqual(['invalid', contact]);
});

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
