// Names of known people within free text: found as whole names, or as the surname with what one is called by, and never
// within other words. Whose names they are is asked for, so that none has to be known in full.

import { surnameOf } from '../lib/organisation.ts';
import { isWord, segmentsOf } from './words-of-text.ts';

/** People whose names are looked for. */
export interface Named {
  /** What their names begin with, as their masked forms show it. */
  heads: ReadonlySet<string>;
  /** Whether this is the name in full of one of them. */
  isName: (text: string) => boolean;
  /** Names of colleagues: they stay, wherever they stand. */
  colleagues: readonly string[];
}

/** How a customer is called by his surname. */
const CALLED = /^(?:先生|女士|小姐|太太|夫人|阿姨|大妈|大爷|大姐|大哥|奶奶|爷爷)/;
/** The same of colleagues as well: of them it is only said where nobody of the desk has the surname. */
const TITLES =
  /^(?:总经理|总监|总裁|总(?![价额数量计部会共结体是之])|经理|主任|老师|老板|院长|校长|店长|医生|律师)/;
/** What stands before a surname and makes no other word of it. */
const FAMILIAR = /^[老小阿]$/;

/** Before a name that is a word as well: who is meant by the form. */
const BEFORE =
  /(?:(?:联系人|姓名|名叫|名字叫|叫做|户主|机主|收件人|收货人|签收人|投诉人|报修人)\s*[:：是为叫]?|(?:客户|顾客|用户|业主|会员|本人|家长)\s*(?:[:：]|是|叫))\s*$/;
/** After such a name: what only people do, or are reached by. */
const AFTER =
  /^(?:先生|女士|小姐|太太|夫人|阿姨|总(?![\u4e00-\u9fff])|\s*[,，:：(（]?\s*\+?[\d*]{3}|的?(?:电话|手机|微信|家里|家中|本人)|本人)/;
/** After one that begins a sentence, or follows who is meant. */
const TELLING = /^(?:来电|致电|电话|反映|反馈|投诉|报修|咨询|询问|催促|催问|表示|要求退|称)/;
const BEGINS = /(?:^|[。！？；，,;!?\n：:]|客户|顾客|用户|业主|会员)\s*$/;

/** An organisation that bears somebody's name stays readable. */
const OF_ORGANISATION = /^(?:牌|[\u4e00-\u9fff]{0,6}?(?:有限公司|集团|工作室|诊所|事务所|专卖店|旗舰店))/;

/** Longest names: Han signs, and those with a dot between their parts. */
const MAX_SIGNS = 6;
const MAX_DOTTED = 16;
const HAN = /^[\p{Script=Han}·•]+/u;
const LATIN = /^[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.-]*[A-Za-zÀ-ɏ]/;
const LATIN_BEFORE = /[A-Za-zÀ-ɏ0-9_@.'’-]$/;
/** Latin names that are written small are words up to this length. */
const LONG_LATIN = 5;

interface Found {
  at: number;
  end: number;
  shown: string;
}

/** The text with every name masked as it is in a cell of its own (`李*`); the same where there is none. */
export function withoutNames(text: string, named: Named): string {
  let [masked, from] = ['', 0];
  for (const { at, end, shown } of namesIn(text, named)) {
    masked += text.slice(from, at) + shown;
    from = end;
  }
  return from === 0 ? text : masked + text.slice(from);
}

function namesIn(text: string, named: Named): Found[] {
  const places = [...named.heads].flatMap(head => placesOf(text, head).map(at => ({ head, at })));
  if (places.length === 0) return [];
  places.sort((a, b) => a.at - b.at || b.head.length - a.head.length);
  const colleagues = named.colleagues.flatMap(name =>
    placesOf(text, name).map(at => ({ at, end: at + name.length })),
  );
  const found: Found[] = [];
  let end = 0;
  for (const { head, at } of places) {
    if (at < end) continue;
    const length = /^[A-Za-zÀ-ɏ]/.test(head) ? latinAt(text, at, named) : hanAt(text, at, head, named);
    if (length === 0) continue;
    // What is a colleague's name stays; a longer one that begins with it is another's.
    if (colleagues.some(each => each.at <= at && each.end > at && (each.at < at || each.end >= at + length)))
      continue;
    end = at + length;
    found.push({ at, end, shown: `${head}*` });
  }
  return found;
}

function placesOf(text: string, part: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}

/** How long the name is that begins here; 0: none does. */
function hanAt(text: string, at: number, head: string, named: Named): number {
  const most = text.slice(at + head.length, at + MAX_DOTTED);
  const [run = ''] = HAN.exec(most) ?? [];
  const longest = /[·•]/.test(run) ? MAX_DOTTED : MAX_SIGNS;
  const signs = [...run].slice(0, longest - [...head].length);
  const called = calledAt(text, at, head, named);
  for (let more = signs.length; more > 0; more -= 1) {
    const name = head + signs.slice(0, more).join('');
    // 王小姐 is called so, though there may be a 王小.
    if (called > name.length) return called;
    if (named.isName(name) && stands(text, at, name)) return name.length;
  }
  return called;
}

/** Whether a name is meant where these signs stand, and no other word. */
function stands(text: string, at: number, name: string): boolean {
  const end = at + name.length;
  const after = text.slice(end, end + 16);
  if (OF_ORGANISATION.test(after)) return false;
  const isOwnWord = isWord(name);
  if (!isOwnWord && [...name].length > 2) return true;
  if (text.trim() === name) return true;
  const around = segmentsOf(text, at);
  const over = around.find(segment => segment.at < at && segment.end > at);
  // The surname ends another word: 对方明确 has no 方明.
  if (over && !FAMILIAR.test(text.slice(over.at, at))) return false;
  const holds = around.find(segment => segment.at === at && segment.end > end);
  if (holds) return false;
  if (!isOwnWord) return true;
  const before = text.slice(Math.max(0, at - 12), at);
  return BEFORE.test(before) || AFTER.test(after) || (BEGINS.test(before) && TELLING.test(after));
}

/** How long the surname is with what one is called by: 张先生, 李总. */
function calledAt(text: string, at: number, head: string, { colleagues }: Named): number {
  if (surnameOf(head) !== head) return 0;
  const from = at + head.length;
  const after = text.slice(from, from + 6);
  const [called] = CALLED.exec(after) ?? [];
  const [title] = called ? [] : (TITLES.exec(after) ?? []);
  const word = called ?? title;
  if (word === undefined) return 0;
  if (title && colleagues.some(name => name.startsWith(head))) return 0;
  const end = from + word.length;
  const around = segmentsOf(text, at);
  const over = around.find(segment => segment.at < at && segment.end > at);
  if (over && !FAMILIAR.test(text.slice(over.at, at))) return 0;
  // 周总结 and 高总价 end within other words.
  return around.some(segment => segment.at < end && segment.end > end && segment.at >= at) ? 0 : end - at;
}

/** The same of a name in Latin letters: a word by itself. */
function latinAt(text: string, at: number, { isName }: Named): number {
  if (LATIN_BEFORE.test(text.slice(Math.max(0, at - 1), at))) return 0;
  const [word = ''] = LATIN.exec(text.slice(at, at + 40)) ?? [];
  if (word.length < 2 || !isName(word.toLowerCase())) return 0;
  const isWritten = word[0] !== word[0]?.toLowerCase() || word.length >= LONG_LATIN;
  return isWritten && !/^[@_\d]/.test(text.slice(at + word.length)) ? word.length : 0;
}
