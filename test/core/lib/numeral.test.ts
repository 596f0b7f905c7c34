// Numerals and amounts in Chinese words.
import { expect, it } from 'vitest';
import {
  inDigits,
  readAmountInWords,
  readNumeral,
  withColons,
} from '../../../functions/src/core/lib/numeral.ts';

it.each([
  ['零', 0],
  ['〇', 0],
  ['两', 2],
  ['九', 9],
  ['零五', 5],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['二十八', 28],
  ['九十九', 99],
  ['', undefined],
  ['二三', undefined],
  ['百', undefined],
])('the numeral %j is %s', (text, number) => {
  expect(readNumeral(text)).toBe(number);
});

it.each([
  ['零', 0],
  ['五', 5],
  ['十', 10],
  ['十五', 15],
  ['五十', 50],
  ['五十五', 55],
  ['百', 100],
  ['一百零五', 105],
  ['两百五', 250],
  ['二百五十', 250],
  ['一千零八十', 1080],
  ['三千五', 3500],
  ['三千零五', 3005],
  ['一万', 10_000],
  ['一万二', 12_000],
  ['一万二千', 12_000],
  ['一万零五', 10_005],
  ['一万〇五十', 10_050],
  ['十万', 100_000],
  ['万', undefined],
  ['零万', undefined],
  ['一万元', undefined],
  ['元', undefined],
  ['', undefined],
])('the amount %j is %s', (text, number) => {
  expect(readAmountInWords(text)).toBe(number);
});

it.each([
  ['二〇二六年十一月二十八日两点零五', '2026年11月28日2点5'],
  ['元月8日', '1月8日'],
  ['2027年元月十五日9点', '2027年1月15日9点'],
  ['100元月租', '100元月租'],
  ['50元 月8次', '50元 月8次'],
  ['14点零5分', '14点5分'],
  ['三个星期', '3个星期'],
  // Two or three months make no number.
  ['二三月', '二三月'],
  ['一共三件', '一共三件'],
])('%s in digits is %s', (text, digits) => {
  expect(inDigits(text)).toBe(digits);
});

it.each([
  ['9点', '9:00'],
  ['9点整', '9:00'],
  ['9点5分', '9:05'],
  ['十八点半', '18:30'],
  ['9點30', '9:30'],
])('%s with a colon is %s', (text, time) => {
  expect(withColons(text)).toBe(time);
});
