// Which thing a text speaks of, whatever name it has there, and which model of it.

import { literally } from '../lib/pattern.ts';
import { CARRIED, HEADS, NO_THINGS, PARTS, THINGS } from './words/things.ts';

/** Longer names first, so that they go as a whole. */
const alternatives = (names: Iterable<string>) =>
  new RegExp(
    [...names]
      .toSorted((a, b) => b.length - a.length)
      .map(name => literally(name))
      .join('|'),
    'g',
  );

const NAMED = alternatives(THINGS.keys());
const PART = alternatives(PARTS);
const CAR = '汽车';
/** Of a car these are what is spoken of, and not the car. */
const OF_CARS: ReadonlySet<string> = new Set(
  '车载空调 车机 刹车 方向盘 轮胎 天窗 雨刮 车灯 后视镜 车门 车窗'.split(' '),
);
/** A model stands beside the name of its thing: 净水器A3, X2 净水器. Order numbers and amounts do not. */
const MODEL = String.raw`(?<![a-z0-9])(?=[a-z0-9-]*[a-z])(?=[a-z0-9-]*\d)[a-z0-9][a-z0-9-]{1,7}(?![a-z0-9-])`;
const MODELS = new RegExp(`(?:${NAMED.source})\\s?(${MODEL})|(${MODEL})\\s?[型款]?(?:${NAMED.source})`, 'g');
/** 产品B: of what is only called a product. */
const LETTERED = /(?:产品|机型|型号|设备|商品)\s?([a-z][a-z0-9-]{0,7})(?![a-z0-9])/;

/** Sizes, amounts and what a display says. */
const NO_MODEL = /^(?:\d+(?:g|gb|tb|kg|h|m|mb|cm|mm|ml|l|w|v|a|d|s|p|k)|4s|5g|4g|wifi\d?|[ef]\d+)$/;

export interface Things {
  /** What is spoken of: the first thing that is named. */
  main: string | undefined;
  /** Whether it is one of the list; else it is read off the sign that its word ends with. */
  isListed: boolean;
  models: readonly string[];
}

/** The things that a plain text (NFKC, lower case) speaks of. */
export function thingsOf(text: string): Things {
  const read = text.replace(CARRIED, '');
  const named = [...read.matchAll(NAMED)].flatMap(({ 0: name, index }) =>
    isPartOfWord(name, read, index) ? [] : (THINGS.get(name) ?? []),
  );
  const [first] = named;
  const main = (first === CAR ? named.find(name => OF_CARS.has(name)) : undefined) ?? first ?? unlisted(read);
  const models = [...read.matchAll(MODELS)].map(([, after, before]) =>
    (after ?? before ?? '').replaceAll('-', ''),
  );
  return { main, isListed: first !== undefined, models: models.filter(model => !NO_MODEL.test(model)) };
}

/** `门` of 上门 and 门店 is no door, `车` of 停车 no car, `灯` of 指示灯 not what is spoken of. */
function isPartOfWord(name: string, text: string, at: number): boolean {
  if ([...name].length > 1) return false;
  const around = text.slice(Math.max(0, at - 1), at + 2);
  return /上门|门店|部门|热门|专门|出门|入门|停车|开车|打车|拖车|堵车|车库|车间|示灯|门[锁把]|小?鱼|虾/.test(
    around,
  );
}

/** A thing that is not listed, by the sign that its word ends with. */
function unlisted(text: string): string | undefined {
  const [, letters] = LETTERED.exec(text) ?? [];
  if (letters !== undefined) return `产品${letters}`;
  for (const [word] of text.matchAll(HEADS)) {
    const name = word.replace(/^.*(?:[的了个台把这那只件款买用新在把])/, '');
    if ([...name].length >= 2 && !NO_THINGS.test(name)) return name;
  }
  return undefined;
}

/** A plain text without the names of things. */
export function withoutThings(text: string): string {
  return text.replace(NAMED, ' ');
}

/** Whether two names mean one thing: 割草机 and 台割草机, of which neither is listed, do. */
export function isSameThing(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length >= 2 && !THINGS.has(short) && !THINGS.has(long) && long.endsWith(short);
}

/** Parts of a thing that a clause names. */
export function partsOf(clause: string): string[] {
  return [...new Set([...clause.matchAll(PART)].map(([part]) => part))];
}
