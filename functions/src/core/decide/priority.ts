// How pressing a matter is, by what a customer says of it (templates 002 and 004): one rule for every table that asks.

import type { DeskContext } from '../desk/desk.ts';
import { HARMLESS, HURT, PRESSING_CATEGORIES } from '../desk/pressing-words.ts';
import { hurtIn } from '../lib/hurt.ts';
import { literally, partsOfWay } from '../lib/pattern.ts';
import { dayNumber, type Instant, localDate } from '../lib/time.ts';
import { isToldAsFact, type Place } from '../lib/told-as-fact.ts';

/** What a text makes of a matter, in the words of template 004, and why. */
export interface Pressing {
  value: '紧急' | '重要' | '一般';
  why: string;
}

/** Eight days or more. */
const EIGHT_DAYS = String.raw`(?:(?:(?<!\d)(?:[89]|[1-9]\d{1,3})|[八九十])\s{0,3}[多余]?天|(?:[两二三四五六七八九]|(?<!\d)[2-9])个?(?:周|星期|礼拜)|半个?月|[一两二三四五六七八九1-9]个?多?月)`;
const DELAYS: readonly RegExp[] = [
  new RegExp(`(?:延误|延迟|拖延|超过|逾期|拖了|等了|晚了|迟了)\\D{0,6}${EIGHT_DAYS}`),
  new RegExp(`${EIGHT_DAYS}(?:了)?(?:都|才|也)?(?:未|没|仍|还)`),
  /(?:超过|逾|不止)\s{0,3}[7七]\s{0,3}天|(?<!\d)[7七]\s{0,3}(?:[多余]天|天(?:以上|多))/,
];
/** What has not come although it should have. */
const WAITING =
  /至今|仍未|尚未|还没|还未|一直没|一直未|迟迟|未(?:送达|收到|发货|到货|处理)|没(?:有)?(?:送达|收到|发货|到货|处理)|延误|逾期/;
const WRITTEN_DATE = /(?:(\d{4})[年/.-])?(\d{1,2})(?:月|[/.-](?=\d{1,2}(?!\d)))(\d{1,2})[日号]?(?![\d:：%])/g;
/** Template 004 calls a delay of more than seven days important. */
const MOST_DELAYED = 7;

/** What a text makes of a matter that came in at this time; `undefined` where there is no text. */
export function pressingOf(text: string, receivedAt: Instant, desk: DeskContext): Pressing | undefined {
  const plain = text.normalize('NFKC').toLowerCase();
  if (plain.trim() === '') return undefined;
  const { urgent, important, harmless } = readersOf(desk);
  const innocent = harmless.flatMap(({ ways }) => placesOf(plain, ways));
  const tells = ({ name, ways }: Reader) => {
    const places = [...placesOf(plain, ways), ...(name === HURT ? hurtIn(plain) : [])];
    return isToldAsFact(
      plain,
      places.filter(place => !innocent.some(each => overlaps(each, place))),
    );
  };
  const found = urgent.find(tells);
  if (found) return { value: PRESSING_CATEGORIES.紧急说法, why: found.name };
  if (DELAYS.some(words => words.test(plain)) || isLate(plain, receivedAt, desk.zone))
    return { value: '重要', why: `延误超过 ${MOST_DELAYED} 天` };
  const second = important.find(tells);
  return second
    ? { value: PRESSING_CATEGORIES.重要说法, why: second.name }
    : { value: '一般', why: '没有提到紧急或重要的情形' };
}

/** A kind of what is said, and its ways as one pattern. */
interface Reader {
  name: string;
  ways: RegExp;
}
interface Readers {
  urgent: readonly Reader[];
  important: readonly Reader[];
  harmless: readonly Reader[];
}

const known = new WeakMap<DeskContext, Readers>();

/** The patterns by which the texts of a desk are read. Made once for each version of its settings. */
function readersOf(desk: DeskContext): Readers {
  const found = known.get(desk);
  if (found) return found;
  const urgent = [...desk.pressing('紧急说法')].map(readerOf);
  const made: Readers = {
    urgent: urgent.filter(({ name }) => name !== HARMLESS),
    important: [...desk.pressing('重要说法')].map(readerOf),
    harmless: urgent.filter(({ name }) => name === HARMLESS),
  };
  known.set(desk, made);
  return made;
}

function readerOf([name, ways]: readonly [string, readonly string[]]): Reader {
  return { name, ways: new RegExp(ways.map(wayPattern).join('|'), 'gu') };
}

/** A sign between two parts of a way: of the same clause, and no denial. */
const SIGN = '(?![没未无不](?!小心|慎|幸|知|停|断|故|缘|多久|想到|几|一会|到))[^，。；！？,;!?\\n]';

function wayPattern(way: string): string {
  const parts = partsOfWay(way).map(part =>
    part
      .split('/')
      .filter(each => each !== '')
      .map(literally)
      .join('|'),
  );
  return parts.map(part => `(?:${part})`).join(`(?:${SIGN}){0,6}`);
}

function placesOf(text: string, ways: RegExp): Place[] {
  return [...text.matchAll(ways)].flatMap(({ 0: said, index }) =>
    said === '' ? [] : [{ from: index, to: index + said.length }],
  );
}

const overlaps = (one: Place, other: Place) => one.from < other.to && other.from < one.to;

/** Whether the earliest day that is named lies more than a week back, and what was waited for has not come. */
function isLate(text: string, receivedAt: Instant, zone: string): boolean {
  if (!WAITING.test(text)) return false;
  const today = localDate(receivedAt, zone);
  const days = [...text.matchAll(WRITTEN_DATE)].flatMap(([, year, month = '', day = '']) => {
    const named = (of: number) => `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const own = Number(today.slice(0, 4));
    const date =
      year === undefined ? (named(own) <= today ? named(own) : named(own - 1)) : named(Number(year));
    const isDate = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
    return isDate && date <= today ? [dayNumber(date)] : [];
  });
  return days.length > 0 && dayNumber(today) - Math.min(...days) > MOST_DELAYED;
}
