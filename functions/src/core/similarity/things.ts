// Which thing a text speaks of, whatever name it has there, and which model of it.

import { segmentsIn } from '../cells/words-of-text.ts';
import { clausesOfFault } from './clauses.ts';
import { hintedThing } from './words/hinted-things.ts';
import {
  CARRIED,
  CIRCUMSTANCES,
  ENDS_LIKE_THING,
  HEADS,
  KINDS_OF_THINGS,
  NO_BEGINNING,
  NO_THINGS,
  PART_NAMES,
  PARTS_OF_OTHERS,
  THINGS,
} from './words/things.ts';

/** Finds names in texts: the longest that begins at a place, from left to right. */
function finderOf(names: Iterable<string>): (text: string) => { name: string; index: number }[] {
  const byFirst = Map.groupBy(
    [...names].toSorted((a, b) => b.length - a.length),
    name => name[0],
  );
  return text => {
    const found: { name: string; index: number }[] = [];
    for (let index = 0; index < text.length; ) {
      const name = byFirst.get(text[index])?.find(each => text.startsWith(each, index));
      if (name !== undefined) found.push({ name, index });
      index += name?.length ?? 1;
    }
    return found;
  };
}

const namesIn = finderOf([...THINGS.keys(), ...KINDS_OF_THINGS.keys()]);
const partNamesIn = finderOf(PART_NAMES.keys());
const CAR = '汽车';
/** Of a car these are what is spoken of, and not the car. */
const OF_CARS: ReadonlySet<string> = new Set(
  '车载空调 车机 刹车 方向盘 轮胎 天窗 雨刮 车灯 后视镜 车门 车窗'.split(' '),
);
/** A model stands beside the name of its thing: 净水器A3, X2 净水器. Order numbers and amounts do not. */
const MODEL = /(?<![a-z0-9])(?=[a-z0-9-]{0,7}[a-z])(?=[a-z0-9-]{0,7}\d)[a-z0-9][a-z0-9-]{1,7}(?![a-z0-9-])/g;
/** 产品B: of what is only called a product. */
const LETTERED = /(?:产品|机型|型号|设备|商品)\s?([a-z][a-z0-9-]{0,7})(?![a-z0-9])/;

/** Sizes, amounts and what a display says. */
const NO_MODEL = /^(?:\d+(?:g|gb|tb|kg|h|m|mb|cm|mm|ml|l|w|v|a|d|s|p|k)|4s|5g|4g|wifi\d?|[ef]\d+)$/;

export interface Things {
  /** What is spoken of: the first thing that is named. */
  main: string | undefined;
  /** All that may be spoken of: each thing that is named, but for what is only beside one. */
  named: readonly string[];
  /** Whether it is one of the list; else it is read off the sign that its word ends with. */
  isListed: boolean;
  models: readonly string[];
  /** Of which thing it is by its words, where none is named, or only a part. */
  hinted: string | undefined;
}

/** The things that a plain text (NFKC, lower case) speaks of. */
export function thingsOf(text: string): Things {
  const read = spokenOfIn(text.replace(CARRIED, ''));
  const names = wholeNamesIn(read);
  const listed = names.flatMap(({ name }) => THINGS.get(name) ?? (KINDS_OF_THINGS.has(name) ? [name] : []));
  const spokenOf = listed.filter(name => !CIRCUMSTANCES.has(name));
  const things = spokenOf.filter(name => THINGS.has(name) && !KINDS_OF_THINGS.has(name));
  const first = things[0] ?? spokenOf.find(name => THINGS.has(name)) ?? spokenOf[0];
  const ofCar = first === CAR ? listed.find(name => OF_CARS.has(name)) : undefined;
  const main = ofCar ?? first ?? unlisted(read) ?? listed[0];
  const all = things.length > 0 ? things : spokenOf;
  const named = ofCar === undefined ? all : all.filter(name => name !== CAR);
  return {
    main,
    named: [...new Set(main === undefined || named.includes(main) ? named : [main, ...named])],
    isListed: first !== undefined || (main !== undefined && main === listed[0]),
    models: modelsIn(read, names),
    hinted: named.every(name => PARTS_OF_OTHERS.has(name)) ? hintedThing(read) : undefined,
  };
}

/** The clauses that say of what a text speaks, or all of them where those do not. */
function spokenOfIn(text: string): string {
  const told = clausesOfFault(text);
  return told !== text && namesIn(told).length > 0 ? told : text;
}

/** Names of things that are words, or at least no part of another word: `车` of 停车 is none. */
function wholeNamesIn(text: string): { name: string; index: number }[] {
  const names = namesIn(text).filter(
    ({ name, index }) =>
      !isPartOfWord(name, text, index) &&
      !(name.endsWith('锁') && /[死住定]/.test(text.charAt(index + name.length))),
  );
  if (names.every(({ name }) => name.length > 1)) return names;
  const words = new Map([...segmentsIn(text)].map(({ index, segment }) => [index, segment]));
  return names.filter(({ name, index }) => name.length > 1 || words.get(index) === name);
}

/** Models that stand beside a name. */
function modelsIn(text: string, names: readonly { name: string; index: number }[]): string[] {
  const starts = new Set(names.map(({ index }) => index));
  const ends = new Set(names.map(({ name, index }) => index + name.length));
  return [...text.matchAll(MODEL)].flatMap(({ 0: model, index }) => {
    const end = index + model.length;
    const before = text.slice(0, index).replace(/\s$/, '').length;
    const after = end + (/^\s?[型款]?/.exec(text.slice(end))?.[0].length ?? 0);
    const isBeside = ends.has(before) || starts.has(after) || starts.has(end);
    return isBeside && !NO_MODEL.test(model) ? [model.replaceAll('-', '')] : [];
  });
}

/** `门` of 上门 and 门店 is no door, `车` of 停车 no car, `灯` of 指示灯 not what is spoken of. */
function isPartOfWord(name: string, text: string, at: number): boolean {
  if ([...name].length > 1) return false;
  const around = text.slice(Math.max(0, at - 1), at + 2);
  return /提速肉|拉锁|车友|上门|门店|部门|热门|专门|出门|入门|停车|开车|打车|拖车|堵车|车库|车间|示灯|门[锁把]|报表|表[单面示格达现]|代表|外表|包[装裹邮扎]|[打红鼓起面]包|[反被上解开]锁|锁[死住定]|[短过]秤|车[型主费牌顶]|刷车|[吵饭]菜|[吃]饭/.test(
    around,
  );
}

/** A thing that is not listed, by the sign that its word ends with. */
function unlisted(text: string): string | undefined {
  const [, letters] = LETTERED.exec(text) ?? [];
  if (letters !== undefined) return `产品${letters}`;
  if (!HEADS.test(text)) return undefined;
  let before = '';
  for (const { segment } of segmentsIn(text)) {
    const name = [...segment].length === 1 && HEADS.test(segment) ? before + segment : segment;
    if (ENDS_LIKE_THING.test(name) && !NO_THINGS.test(name)) return name;
    before = NO_BEGINNING.test(segment) ? '' : segment;
  }
  return undefined;
}

/** A plain text without the names of things that are not names of parts as well. */
export const withoutWholes = (text: string) => withoutThingNames(text, name => !PART_NAMES.has(name));

/** A plain text without the names of things. */
export const withoutThings = (text: string) => withoutThingNames(text, () => true);

function withoutThingNames(text: string, isLeftOut: (name: string) => boolean): string {
  let rest = text;
  for (const { name, index } of namesIn(text)
    .filter(each => isLeftOut(each.name))
    .toReversed())
    rest = `${rest.slice(0, index)} ${rest.slice(index + name.length)}`;
  return rest;
}

/** Whether two names mean one thing: 割草机 and 台割草机, of which neither is listed, do. */
export function isSameThing(a: string, b: string): boolean {
  if (a === b || isOfKind(a, b) || isOfKind(b, a) || isSameKind(a, b)) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const stem = short.replace(/子$/, '');
  return long.endsWith(stem) && !long.startsWith('车载') && !(stem.length === 1 && OTHER_THAN.test(long));
}

/** 车床 is no 床 and 书包 no 包 that anybody would speak of so. */
const OTHER_THAN = /(?:[机车铣磨钻冲]床|电梯|滑梯|楼梯|面包|[电水]表|钢琴|键盘|[电手]机)$/;

const isSameKind = (a: string, b: string) => {
  const others = KINDS_OF_THINGS.get(b);
  return [...(KINDS_OF_THINGS.get(a) ?? [])].some(thing => others?.has(thing));
};
const isOfKind = (kind: string, thing: string) => KINDS_OF_THINGS.get(kind)?.has(thing) === true;

/** Names of things in a plain text, and where each stands: those that no other thing may be called by. */
export const namesAt = (text: string): PartAt[] =>
  namesIn(text)
    .filter(({ name }) => [...name].length > 1)
    .map(({ name, index }) => ({ name, from: index, to: index + name.length }));

/** A part by its name and where it is named. */
export interface PartAt {
  name: string;
  from: number;
  to: number;
}

/** Parts of a thing that a clause names, in order. */
export const partsIn = (clause: string): PartAt[] =>
  partNamesIn(clause).map(({ name, index }) => ({
    name: PART_NAMES.get(name) ?? name,
    from: index,
    to: index + name.length,
  }));

/** Parts of a thing that a clause names. */
export function partsOf(clause: string): string[] {
  return [...new Set(partsIn(clause).map(({ name }) => name))];
}

/** Last signs of names that any of a hundred things may end with, or that stand in other words. */
const GENERIC: ReadonlySet<string> = new Set(
  '机器车门灯屏电水线盒子卡包件品室房衣服店费员务单码板台面头口手号网体具物设备城区处所场层司家人盖管料图书饭菜餐钱金券片画字表箱柜床',
);

/** The last signs of the names that each thing has. */
const SHORT_NAMES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...Map.groupBy(THINGS, ([, main]) => main)].map(([main, names]) => [
    main,
    new Set(names.flatMap(([name]) => shortNameOf(name))),
  ]),
);

function shortNameOf(name: string): string[] {
  const signs = [...name];
  const last = signs.at(-1) ?? '';
  return signs.length > 1 && /\p{Script=Han}/u.test(last) && !GENERIC.has(last) ? [last] : [];
}

/** Signs by which people go on speaking of a thing once they have named it: 桩 for 充电桩. */
export const shortNamesOf = (thing: string): readonly string[] => [
  ...(SHORT_NAMES.get(thing) ?? shortNameOf(thing)),
];
