// Personal data within free text: found, hidden, and put back.

import { remembering } from './keep-latest.ts';
import {
  CHINESE_DIGITS,
  NAME_RULES,
  ownNumberRules,
  RULES,
  type Rule,
  THING_RULES,
} from './personal-rules.ts';

/** What stands in a text, and what everybody may see of it. */
interface Found {
  at: number;
  /** As it is written there. */
  whole: string;
  shown: string;
  /** The same as it is written in a cell for contacts, to know equal ones. */
  plain: string;
}

/** How far before a number it is looked for a word that says what it is, and after it. */
const WORDS_BEFORE = 16;
const WORDS_AFTER = 4;

/** Signs of digits, dashes and blanks, each as the one that they stand for; positions stay. */
function unified(text: string): string {
  return text
    .replace(/[！-～]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[①-⑨]/g, sign => String(sign.charCodeAt(0) - 0x245f))
    .replace(/[‐-―−]/g, '-')
    .replace(/[\u3000\u00a0\u2002-\u200a]/g, ' ')
    .replace(/https?:\/\/\S+/g, link => '\u0001'.repeat(link.length));
}

/** What one of these has may be personal; what has none is not read. */
const MAYBE = new RegExp(
  String.raw`[\d@＠０-９①-⑨]|(?:[${CHINESE_DIGITS}].{0,3}){7}|[(（\[【]at|艾特| at |[#＃][a-z]|[微薇威]信|qq|wechat|weixin|v信|vx|wx|whatsapp|telegram|skype|line|(?:加(?:我|个|下|一下)?|[+＋➕])v|(?:号|id)[:：是为]?\s{0,2}[a-z]`,
  'iu',
);

/** Everything personal in a text, in the order in which it stands there. */
function personalDataIn(text: string, rules: readonly Rule[]): readonly Found[] {
  if (!MAYBE.test(text)) return [];
  let plain = unified(text);
  const found: Found[] = [];
  for (const { pattern, read } of rules) {
    pattern.lastIndex = 0;
    // What is found is blotted out at once, so that it is no part of what stands beside it.
    for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
      const [{ length }, at] = [match[0], match.index];
      const end = at + length;
      const before = plain.slice(Math.max(0, at - WORDS_BEFORE), at);
      const told = read(match[0], before, plain.slice(end, end + WORDS_AFTER));
      if (told === undefined) continue;
      const whole = text.slice(at, end);
      const [shown, meant] = typeof told === 'string' ? [told, whole] : told;
      found.push({ at, whole, shown, plain: meant });
      plain = `${plain.slice(0, at)}${'\u0001'.repeat(length)}${plain.slice(end)}`;
    }
  }
  return found.toSorted((a, b) => a.at - b.at);
}

/** What a text is: people's words, or the number of a thing or a name, in which less is surely personal. */
export type Text = 'free' | 'thing' | 'name';

const READ_AS: Readonly<Record<Text, (text: string) => readonly Found[]>> = {
  free: remembering(text => personalDataIn(text, RULES)),
  thing: remembering(text => personalDataIn(text, THING_RULES)),
  name: remembering(text => personalDataIn(text, NAME_RULES)),
};

/** Whether digits are known as somebody's number, though they stand where the number of a thing is written. */
export type IsOwn = (digits: string) => boolean;

/** Any digits that have the form of one, and those of orders that have it as well. */
const ANYBODYS: IsOwn = () => true;

/** Any digits that have the form of one and are rarely an order's: seven or eight in a row may be anything. */
export const LIKELY: IsOwn = key => !/^\d{7,8}$/.test(key);

const personalIn = (text: string, of: Text, isOwn: IsOwn | undefined): readonly Found[] =>
  of === 'thing' && isOwn
    ? personalDataIn(text, [...THING_RULES, ...ownNumberRules(isOwn)])
    : READ_AS[of](text);

/** The text with everything masked that is personal; the same where nothing is. `isOwn` is asked of things only. */
export function withoutPersonalData(text: string, of: Text = 'free', isOwn?: IsOwn): string {
  let [masked, from] = ['', 0];
  for (const { at, whole, shown } of personalIn(text, of, isOwn)) {
    masked += text.slice(from, at) + shown;
    from = at + whole.length;
  }
  return masked + text.slice(from);
}

/** What is personal in a text, as it is written there, as it is shown and as a cell for contacts has it, in order. */
export function personalPartsOf(text: string, of: Text = 'free'): readonly Found[] {
  return READ_AS[of](text);
}

/** A text that was edited as the sheet shows it, with what stays masked in it put back as it was in full before. */
export function withDataRestored(text: string, full: string, of: Text = 'free'): string {
  let restored = text;
  let from = 0;
  // What is a thing's number stands there in full, so that its masked form is not found.
  for (const { whole, shown } of personalIn(full, of, ANYBODYS)) {
    const at = placeOf(restored, shown, from);
    if (at < 0) continue;
    restored = `${restored.slice(0, at)}${whole}${restored.slice(at + shown.length)}`;
    from = at + whole.length;
  }
  return restored;
}

/** Where a masked number stands that is no part of a longer one: ****5678 and 38**** are none in 138****5678. */
function placeOf(text: string, shown: string, from: number): number {
  let at = text.indexOf(shown, from);
  while (/^[\d*]/.test(shown) && /[\d*]/.test(text[at - 1] ?? '')) at = text.indexOf(shown, at + 1);
  return at;
}
