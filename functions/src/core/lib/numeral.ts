// Chinese numerals of less than a hundred, and the signs beside them, as people write them in dates, times, lengths and
// scores.

const NUMERALS = '零一二三四五六七八九';
/** The signs of a numeral, as a part of a pattern. */
export const NUMERAL = '[〇零一二两三四五六七八九十]';
const TENS = /^([一二三四五六七八九]?十)?零?([一二三四五六七八九])?$/;
/** As January is called as well: 元月8日. */
const FIRST_MONTH = '元';
const IN_DATES = new RegExp(
  `(?<!\\d ?)${FIRST_MONTH}(?= ?月 ?(?:\\d|${NUMERAL}))|[〇零一二三四五六七八九]{4}(?=年)|${NUMERAL}{1,3}(?= ?(?:[月日号点时分天周]|个?星期|个?礼拜))|(?<=[点时] ?)${NUMERAL}{1,3}$`,
  'g',
);

/** How the words of dates, times and lengths are written in Hong Kong and on Taiwan. */
const SIMPLIFIED: Record<string, string> = {
  時: '时',
  點: '点',
  號: '号',
  週: '周',
  兩: '两',
  鐘: '钟',
  後: '后',
  間: '间',
  淩: '凌',
  禮: '礼',
  個: '个',
  兒: '儿',
  開: '开',
  頭: '头',
  內: '内',
  從: '从',
  補: '补',
  調: '调',
};
const TRADITIONAL = new RegExp(`[${Object.keys(SIMPLIFIED).join('')}]`, 'g');
/** Whatever stroke a keyboard puts between the parts of a date. */
const STROKE = /(?<=\d) ?[‐‑‒–—―−] ?(?=\d)/g;

/**
 * A text in the signs that this program reads: whole width, simplified, one kind of stroke between digits. Marks that
 * show nothing come along from chats; ∶ is the colon of some Chinese keyboards.
 */
export const plainSigns = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(TRADITIONAL, sign => SIMPLIFIED[sign] ?? sign)
    .replace(STROKE, '-')
    .replaceAll('∶', ':');

const HOUR_WORDS = /(\d{1,2})[点时](?:(半)|(\d{1,2})分?|[整钟])?/g;

/** Times of day with a colon, however they are told: 9点 as 9:00, 十八点半 as 18:30. */
export const withColons = (text: string): string =>
  inDigits(plainSigns(text)).replace(
    HOUR_WORDS,
    (_, hour: string, half: string | undefined, minute = '0') =>
      `${hour}:${half ? '30' : String(minute).padStart(2, '0')}`,
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

const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/**
 * A whole number in words of less than a hundred million, as people write amounts: 五十, 两百五, 一千零八十, 一万二. `undefined`
 * where the signs make no number.
 */
export function readAmountInWords(text: string): number | undefined {
  const [whole = '', rest] = text.replaceAll('〇', '零').replaceAll('两', '二').split('万');
  if (rest === undefined) return readThousands(whole);
  const [myriads, ones] = [readThousands(whole), rest === '' ? 0 : readThousands(rest)];
  if (!myriads || ones === undefined) return undefined;
  // 一万二 is 12,000.
  return myriads * 10_000 + (/^[一二三四五六七八九]$/.test(rest) ? ones * 1000 : ones);
}

function readThousands(text: string): number | undefined {
  if (!/^[零一二三四五六七八九十百千]+$/.test(text)) return undefined;
  let [sum, digit, place] = [0, 0, 1];
  for (const sign of text) {
    const at = NUMERALS.indexOf(sign);
    if (at >= 0) {
      digit = at;
      if (at === 0) place = 1;
      continue;
    }
    place = PLACES[sign] ?? 1;
    sum += (digit || 1) * place;
    digit = 0;
  }
  // 二百五 is 250, 一百零五 is 105.
  return sum + digit * Math.max(1, place / 10);
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
        : String(number === FIRST_MONTH ? 1 : (readNumeral(number) ?? number)),
    );
}
