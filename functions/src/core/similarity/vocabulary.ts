// The words by which faults are read: the default list, and what a desk has added to it.

import type { FaultSetting } from '../desk/word-lists.ts';
import { literally, partsOfWay } from '../lib/pattern.ts';
import { alternativesOf, bySigns, signsOfPattern } from './signs.ts';
import { RANKED_FAULTS } from './words/faults.ts';

/** How telling a class is: what is wrong with a thing, what went wrong on the way, how somebody was treated. */
export type Rank = number;

/** A way of saying that something is wrong, and the class of what is. */
export interface Saying {
  name: string;
  rank: Rank;
  /** Its groups are what may stand between the words of the way. */
  way: RegExp;
  /** Signs of which a text that says so has at least one; `undefined` where nothing is known of them. */
  signs: ReadonlySet<string> | undefined;
}

export interface Vocabulary {
  /** Those of which a text may have one, by the signs in it. */
  sayingsFor: (text: string) => Saying[];
  sayings: readonly Saying[];
  ranks: ReadonlyMap<string, Rank>;
}

/** Signs of one clause. */
const SIGNS = '[^，。；！？,;!?\\n]';

/** Beside a word: that it is not done, cannot be, or fails. */
const NOT_BEFORE = '(?:不|没有?|无法?|未|@)(?:正常|自动|自己|再|会|能|肯|给|怎么|太|够|大|好|往|让|有){0,2}';
const NOT_AFTER =
  '(?:不|没有?|无)(?:了|上|出来?|进去?|动|开|着|到|成|好|住|起来?|下去?|下来|过去|畅|通|行|灵|够|足|正常|工作|反应|用|动静|管用|成功)';
const FAILS =
  '(?:失灵|失败|没反应|无反应|没有反应|没用|无效|失效|不行|不好使|不灵|差|故障|坏了?|报错|异常|没动静|不工作)';
const ABOUT = '(?:功能|键|按钮|效果|模式|速度)?';

/** 冲水: 冲不了水, 冲不出水. */
const apart = (words: string) =>
  words
    .split('|')
    .filter(word => /^\p{Script=Han}{2}$/u.test(word))
    .map(([verb, its]) => `|${verb}不(?:了|上|进|出|到|成|着|准|好|住)${its}`)
    .join('');

/** `!{冲水|冲}(?!突)`: each way of saying that it does not do this; what must not follow is told of the first. */
const NOT_DONE = /!\{([^}]*)\}((?:\(\?![^)]*\))?)/g;

/** A way of the default list as a regular expression. */
function sourceOf(way: string): string {
  return way
    .replace(
      NOT_DONE,
      (_, words: string, unless: string) =>
        `(?:${NOT_BEFORE}(?:${words})${unless}|(?:${words})${ABOUT}(?:${NOT_AFTER}|…${FAILS})${apart(words)})`,
    )
    .replaceAll(/(?<!\\)\.(\{[\d,]+\}\??)?/g, (_, times?: string) => (times ? `(${SIGNS}${times})` : SIGNS))
    .replaceAll('…', `(${SIGNS}{0,6})`)
    .replaceAll('~', `(${SIGNS}{0,12})`)
    .replaceAll('@', '(?:无法|不能|没法|没办法|不可以|不让)(?:正常|再)?');
}

/** A way that a person wrote: words as they are, `…` or `*` for a few signs between them. */
function sourceOfWritten(way: string): string {
  return partsOfWay(way)
    .map(part => literally(part.trim()))
    .join(`(${SIGNS}{0,6})`);
}

/** A vocabulary of the default list and of what was added to it. */
function makeVocabulary(added: readonly FaultSetting[]): Vocabulary {
  const more = new Map<string, string[]>();
  for (const { name, ways } of added)
    more.set(name, [...(more.get(name) ?? []), ...ways.map(sourceOfWritten)]);
  const listed = RANKED_FAULTS.flatMap((all, rank) =>
    all.flatMap(([name, ...ways]): Saying[] => {
      const sources = [...ways.map(sourceOf), ...(more.get(name) ?? [])];
      more.delete(name);
      return sayingsOf(name, rank, sources);
    }),
  );
  const own = [...more].flatMap(([name, sources]): Saying[] => sayingsOf(name, 0, sources));
  const sayings = [...own, ...listed];
  return {
    sayingsFor: bySigns(sayings),
    sayings,
    ranks: new Map(sayings.map(({ name, rank }) => [name, rank])),
  };
}

/** One of each alternative: few of them have to be tried on a text, and those that are not are never compiled. */
function sayingsOf(name: string, rank: number, sources: readonly string[]): Saying[] {
  return sources.flatMap(alternativesOf).map(source => {
    let way: RegExp | undefined;
    return {
      name,
      rank,
      get way() {
        return (way ??= new RegExp(source, 'gu'));
      },
      signs: signsOfPattern(source),
    };
  });
}

/** The same, made when a text is read first: that takes a tenth of a function's start, and a row is saved without. */
function vocabularyWith(added: readonly FaultSetting[]): Vocabulary {
  let made: Vocabulary | undefined;
  const whole = () => (made ??= makeVocabulary(added));
  return {
    sayingsFor: text => whole().sayingsFor(text),
    get sayings() {
      return whole().sayings;
    },
    get ranks() {
      return whole().ranks;
    },
  };
}

/** The default list alone. */
export const DEFAULT_VOCABULARY: Vocabulary = vocabularyWith([]);

const known = new WeakMap<readonly FaultSetting[], Vocabulary>();

/** The words by which the texts of a desk are read. Made once for each version of its settings. */
export function vocabularyOf(added: readonly FaultSetting[]): Vocabulary {
  if (added.length === 0) return DEFAULT_VOCABULARY;
  const made = known.get(added) ?? vocabularyWith(added);
  known.set(added, made);
  return made;
}
