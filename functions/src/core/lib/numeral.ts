// Chinese numerals of less than a hundred, as people write them in dates, times, lengths and scores.

const NUMERALS = '零一二三四五六七八九';
/** The signs of a numeral, as a part of a pattern. */
export const NUMERAL = '[〇零一二两三四五六七八九十]';
const TENS = /^([一二三四五六七八九]?十)?零?([一二三四五六七八九])?$/;
const IN_DATES = new RegExp(
  `[〇零一二三四五六七八九]{4}(?=年)|${NUMERAL}{1,3}(?= ?(?:[月日号点时分天周]|个?星期|个?礼拜))|(?<=[点时] ?)${NUMERAL}{1,3}$`,
  'g',
);

/** 两 as 2, 二十八 as 28, 零五 as 5; `undefined` where the signs make no number. */
export function readNumeral(text: string): number | undefined {
  const plain = text.replaceAll('〇', '零').replaceAll('两', '二');
  if (plain === '零') return 0;
  const [, tens, ones] = TENS.exec(plain) ?? [];
  if (tens === undefined && ones === undefined) return undefined;
  const ten = tens === undefined ? 0 : tens === '十' ? 10 : NUMERALS.indexOf(tens[0] ?? '') * 10;
  return ten + (ones === undefined ? 0 : NUMERALS.indexOf(ones));
}

/**
 * Numerals before the words of dates and times, and the minutes after them, as digits: 二〇二六年十一月二十八日两点零五 as
 * 2026年11月28日2点5.
 */
export function inDigits(text: string): string {
  return text
    .replace(/(?<=[点时] ?)[零〇](?=\d)/g, '')
    .replace(IN_DATES, number =>
      number.length === 4
        ? [...number.replaceAll('〇', '零')].map(each => NUMERALS.indexOf(each)).join('')
        : String(readNumeral(number) ?? number),
    );
}
