// How pressing a matter is, by what a customer says of it (templates 002 and 004): one rule for every table that asks.

import type { DeskContext } from '../desk/desk.ts';
import { HARMLESS, HURT, PRESSING_CATEGORIES } from '../desk/pressing-words.ts';
import { daysNamed } from '../lib/days-named.ts';
import { hurtIn } from '../lib/hurt.ts';
import { literally, partsOfWay } from '../lib/pattern.ts';
import { dayNumber, type Instant, localDate } from '../lib/time.ts';
import { isToldAsFact, type TextSpan } from '../lib/told-as-fact.ts';

/** What a text makes of a matter, in the words of template 004, and why. */
export interface Pressing {
  value: '紧急' | '重要' | '一般';
  why: string;
}

/** Eight days or more, in figures or in words, exact or about. */
const EIGHT = String.raw`(?:(?<!\d)(?:[89]|[1-9]\d{1,3})|[八九]|[一二两三四五六七八九]?十[一二三四五六七八九]?)`;
const WEEK = '(?:周|星期|礼拜)';
const EIGHT_DAYS = String.raw`(?:${EIGHT}\s{0,3}[多余来几]?\s?天|(?:[两二三四五六七八九几]|(?<!\d)[2-9])个?多?${WEEK}|一个?(?:多${WEEK}|${WEEK}多)|半个?多?月|(?:[一两二三四五六七八九几]|(?<!\d)[1-9])个?多?月)`;
const DELAYS: readonly RegExp[] = [
  new RegExp(`(?:延误|延迟|拖延|超过|逾期|拖了|等了|晚了|迟了)\\D{0,6}${EIGHT_DAYS}`),
  new RegExp(`${EIGHT_DAYS}(?:了)?(?:都|才|也)?(?:未|没|仍|还)`),
  new RegExp(`(?:已经?|现在|今天|都|这)是?第${EIGHT}天`),
  new RegExp(
    `(?:超过|逾|不止)\\s{0,3}(?:[7七]\\s{0,3}天|[一1]个?${WEEK})|(?<!\\d)[7七]\\s{0,3}(?:[多余]天|天(?:以上|多))`,
  ),
];
/** What has not come although it should have. */
const WAITING =
  /至今|到(?:现在|今天|目前|如今)|仍未|尚未|还没|还未|一直没|一直未|迟迟|(?:未|没(?:有)?)(?:送达|收到|收着|见到|见着|发货|到货|处理|动静|消息)|没人(?:来|管|理|处理|上门|联系)|无人(?:上门|处理|联系)|延误|逾期/;
/** Template 004 calls a delay of more than seven days important. */
const MAX_DELAY_DAYS = 7;

/** What a text makes of a matter that came in at this time; `undefined` where there is no text. */
export function pressingOf(text: string, receivedAt: Instant, desk: DeskContext): Pressing | undefined {
  const plain = text.normalize('NFKC').toLowerCase();
  if (plain.trim() === '') return undefined;
  const { urgent, important, harmless } = readersOf(desk);
  let innocent: TextSpan[] | undefined;
  const tells = ({ name, ways }: WaysRead) => {
    const places = [...placesOf(plain, ways), ...(name === HURT ? hurtIn(plain) : [])];
    if (places.length === 0) return false;
    innocent ??= harmless.flatMap(each => placesOf(plain, each.ways));
    const harmlessly = innocent;
    return isToldAsFact(
      plain,
      places.filter(place => !harmlessly.some(each => overlaps(each, place))),
    );
  };
  const found = urgent.find(tells);
  if (found) return { value: PRESSING_CATEGORIES.紧急说法, why: found.name };
  if (DELAYS.some(words => words.test(plain)) || isLate(plain, receivedAt, desk.zone))
    return { value: '重要', why: `延误超过 ${MAX_DELAY_DAYS} 天` };
  const second = important.find(tells);
  return second
    ? { value: PRESSING_CATEGORIES.重要说法, why: second.name }
    : { value: '一般', why: '没有提到紧急或重要的情形' };
}

/** A kind of what is said, and its ways as one pattern. */
interface WaysRead {
  name: string;
  ways: RegExp;
}
interface Readers {
  urgent: readonly WaysRead[];
  important: readonly WaysRead[];
  harmless: readonly WaysRead[];
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

function readerOf([name, ways]: readonly [string, readonly string[]]): WaysRead {
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

function placesOf(text: string, ways: RegExp): TextSpan[] {
  return [...text.matchAll(ways)].flatMap(({ 0: said, index }) =>
    said === '' ? [] : [{ from: index, to: index + said.length }],
  );
}

const overlaps = (one: TextSpan, other: TextSpan) => one.from < other.to && other.from < one.to;

/** Whether the earliest day that is named lies more than a week back, and what was waited for has not come. */
function isLate(text: string, receivedAt: Instant, zone: string): boolean {
  if (!WAITING.test(text)) return false;
  const today = localDate(receivedAt, zone);
  const days = daysNamed(text, today).map(dayNumber);
  // Of no days the earliest never comes.
  return dayNumber(today) - Math.min(...days) > MAX_DELAY_DAYS;
}
