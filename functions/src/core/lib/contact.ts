// How customers can be reached, as people write it: numbers of all countries, extensions, several at once, accounts of
// messengers, remarks. What is found in a text, the form in which equal ones are equal, and the form that may be shown
// to everybody.

import { remembering } from './keep-latest.ts';
import { ACCOUNT, ACCOUNT_BEFORE, readAccount } from './messenger-account.ts';

/**
 * What a contact is, by its form; `masked` when it already hides part of itself, `several` when it is more than one or
 * has remarks.
 */
export type ContactForm =
  | 'mobile'
  | 'landline'
  | 'foreign'
  | 'short'
  | 'mail'
  | 'account'
  | 'several'
  | 'masked'
  | 'invalid';

/** One way to reach somebody, found within a text. */
interface Found {
  form: Exclude<ContactForm, 'several' | 'invalid'>;
  /** As it is written. */
  text: string;
  at: number;
  /** The same for every way of writing it; the extension of a number is no part of it. */
  key: string;
  /** As everybody may see it. */
  shown: string;
}

/** A rule finds contacts of one form; what an earlier one has found is no other's. */
interface ContactRule {
  pattern: RegExp;
  read: (match: RegExpExecArray) => Omit<Found, 'at' | 'text'> | undefined;
}

const MAIL = /(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/g;
const MASKED_MAIL = /(?<![\w*@.])[^@*\s]{0,2}\*+@[\w-]+(?:\.[\w-]+)+/g;
const MASKED_NUMBER = /(?<![\d*+-])\+?[\d-]*\*{2,}[\d-]*(?![\d*])/g;
const MASKED_ACCOUNT = /[A-Za-z\u4e00-\u9fff]{1,8}[:：号]?[\w-]{1,2}\*{3,}/g;
/** Most and fewest digits that a masked number shows. */
const SHOWN_DIGITS = { least: 2, most: 8 };

/** What may stand between the digits of a number. */
const GAP = String.raw`[\s.-]?`;
const NO_DIGIT_BEFORE = String.raw`(?<![\d*]|\d[.-])`;
const NO_DIGIT_AFTER = String.raw`(?![\d*]|[.-]\d)`;
/** `转801`, `*802`, `ext. 12`, `-801`: what is dialled afterwards. */
const EXTENSION = String.raw`(?:\s*(?:转|分机|内线|[Ee]xt\.?|[xX#*-]|,(?=\d{1,6}(?![\d\u4e00-\u9fff])))\s*(?:分机)?(\d{1,6}))?`;
const CHINA = String.raw`(?:\(?(?:\+|00)?86\)?[\s-]?)?`;

/** From eight digits on, without the zero in brackets; E.164 has at most fifteen with the country's. */
const FOREIGN = new RegExp(
  String.raw`${NO_DIGIT_BEFORE}(?:\+|00)(?!86)([1-9](?:(?:\s?\(0\))?[\s().-]{0,2}(?!(?<=\()0\))\d){7,14})${NO_DIGIT_AFTER}`,
  'g',
);
/** 香港, 澳门, 台湾 and America are called without a plus as well; 1-415-555-0132 has too few parts for a mobile. */
const NEIGHBOUR = new RegExp(
  String.raw`${NO_DIGIT_BEFORE}\(?(85[23][\s)-]\s?\d{4}[\s-]?\d{4}|886[\s)-]\s?9(?:[\s-]?\d){8}|1-[2-9]\d\d-\d{3}-\d{4})${NO_DIGIT_AFTER}`,
  'g',
);
/** (415) 555-0132 is written so in America only: here an area begins with a zero. */
const AMERICAN = new RegExp(
  String.raw`${NO_DIGIT_BEFORE}(\([2-9]\d\d\)\s?\d{3}-\d{4})${NO_DIGIT_AFTER}`,
  'g',
);
/** Before a mobile of elsewhere a 0 is dialled from a landline, and written down so. */
const MOBILE = new RegExp(
  String.raw`${NO_DIGIT_BEFORE}${CHINA}(?:0\s?)?(1${GAP}[3-9](?:${GAP}\d){9})(?!\d|\*{2})`,
  'g',
);
const SERVICE = new RegExp(
  String.raw`${NO_DIGIT_BEFORE}([48]00(?:[\s-]?\d){7})(?![\d*]|\.\d)${EXTENSION}`,
  'g',
);
const LANDLINE = new RegExp(
  String.raw`${NO_DIGIT_BEFORE}${CHINA}(?:\(?(0?(?:10|2\d)|0?[3-9]\d{2})\)?[\s-]?)?([2-9](?:\d{6,7}|\d{2}[\s-]\d{4}|\d{3}[\s-]\d{4}))(?!\d)${EXTENSION}${NO_DIGIT_AFTER}`,
  'g',
);
/**
 * Numbers of banks, carriers and offices. 12345 is what people type who have none: a complaint from there has another
 * number as well.
 */
const SHORT =
  /(?<![\d*]|\d[.-])(?:95\d{3,6}|96\d{3,4}|100\d{2}|(?!12345)12[13]\d{2}|111\d{2}|11[68]114)(?![\d*]|[.-]\d)/g;
const RULES: readonly ContactRule[] = [
  { pattern: MASKED_MAIL, read: ([text]) => ({ form: 'masked', key: text, shown: text }) },
  { pattern: MASKED_NUMBER, read: ([text]) => readMasked(text) },
  { pattern: MASKED_ACCOUNT, read: ([text]) => ({ form: 'masked', key: text, shown: text }) },
  {
    pattern: MAIL,
    read: ([text]) => ({
      form: 'mail',
      key: text.toLowerCase(),
      shown: `${text.slice(0, 1)}***${text.slice(text.indexOf('@')).toLowerCase()}`,
    }),
  },
  { pattern: ACCOUNT, read: match => ({ form: 'account', ...readAccount(match) }) },
  { pattern: ACCOUNT_BEFORE, read: match => ({ form: 'account', ...readAccount(match) }) },
  { pattern: FOREIGN, read: readForeign },
  { pattern: NEIGHBOUR, read: readForeign },
  { pattern: AMERICAN, read: ([, number = '']) => readForeign(['', `1${number}`]) },
  {
    pattern: MOBILE,
    read: ([, number = '']) => {
      const digits = digitsOf(number);
      return { form: 'mobile', key: digits, shown: `${digits.slice(0, 3)}****${digits.slice(-4)}` };
    },
  },
  {
    pattern: SERVICE,
    read: ([, number = '']) => ({
      form: 'landline',
      key: digitsOf(number),
      shown: `****${digitsOf(number).slice(-4)}`,
    }),
  },
  { pattern: LANDLINE, read: readLandline },
  { pattern: SHORT, read: ([text]) => ({ form: 'short', key: text, shown: `${text.slice(0, 2)}***` }) },
];

function readMasked(text: string): Omit<Found, 'at' | 'text'> | undefined {
  const { length } = digitsOf(text);
  if (length < SHOWN_DIGITS.least || length > SHOWN_DIGITS.most) return undefined;
  return { form: 'masked', key: text, shown: text };
}

/** Codes of countries have one digit, or two, and else three (ITU-T E.164). */
const ONE_DIGIT = /^[17]/;
const TWO_DIGITS = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

function readForeign([, number = '']: readonly string[]): Omit<Found, 'at' | 'text'> {
  // The zero in brackets is dialled at home only.
  const digits = digitsOf(number.replaceAll('(0)', ''));
  const code = digits.slice(0, ONE_DIGIT.test(digits) ? 1 : TWO_DIGITS.test(digits) ? 2 : 3);
  return { form: 'foreign', key: `+${digits}`, shown: `+${code}****${digits.slice(-4)}` };
}

function readLandline([text, area, number = '']: RegExpExecArray): Omit<Found, 'at' | 'text'> | undefined {
  const digits = digitsOf(number);
  const isLocal = area === undefined;
  // An area code without its zero follows the country's code only; a number without either is seven or eight digits in
  // one.
  if (!isLocal && !area.startsWith('0') && !/^\(?(?:\+|00)?86/.test(text)) return undefined;
  const code = isLocal ? '' : area.startsWith('0') ? area : `0${area}`;
  // Without a dash nobody can tell where the area code ends.
  const dashed = !isLocal && text.includes(`${area}-`);
  return {
    form: 'landline',
    key: code === '' ? digits : `${code}-${digits}`,
    shown: `${dashed ? `${code}-` : ''}****${digits.slice(-4)}`,
  };
}

/** The digits of a text, without what parts them. */
export const digitsOf = (text: string) => text.replace(/\D/g, '');

/** The contacts in a text, in the order in which they stand there. */
const contactsIn = remembering((text): readonly Found[] => {
  const taken: Found[] = [];
  let rest = text;
  for (const { pattern, read } of RULES) {
    // Every contact has one of these: what has none left need not be read by the rules that follow.
    if (!/[\d*@a-z]/i.test(rest)) break;
    const known = taken.length;
    for (const match of rest.matchAll(pattern)) {
      const found = read(match);
      if (found) taken.push({ ...found, text: match[0], at: match.index });
    }
    // What is found is blotted out by a sign that belongs to no number, so that positions stay.
    for (const { at, text: found } of taken.slice(known))
      rest = `${rest.slice(0, at)}${'\u0001'.repeat(found.length)}${rest.slice(at + found.length)}`;
  }
  return taken.toSorted((a, b) => a.at - b.at);
});

/** Keys of all contacts that a text has in full, see `contactKey`. */
export function contactKeysIn(text: string): string[] {
  return [...new Set(contactsIn(text).flatMap(({ form, key }) => (form === 'masked' ? [] : [key])))];
}

/** A text with one contact in the place of those that are meant; nothing else of it changes. */
export function withContactReplaced(text: string, isMeant: (key: string) => boolean, by: string): string {
  return contactsIn(text)
    .filter(({ key, form }) => form !== 'masked' && isMeant(key))
    .toReversed()
    .reduce((rest, { at, text: { length } }) => rest.slice(0, at) + by + rest.slice(at + length), text);
}

/** Longest remark beside the numbers: `（微信同号，晚上八点后打）`. */
const MAX_REMARKED = 60;
/** Words before a number that say no more than that it is one. */
const NAMED = /^(?:手机|电话|座机|固话|联系电话|号码|邮箱|tel|phone|mobile|mail|e-?mail)(?:号码?)?[:：\s]*$/i;

/**
 * A contact as it is kept: one alone without blanks and country code, several or one with remarks as they were written.
 */
export function normaliseContact(text: string): string {
  const tidy = text
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  const found = contactsIn(tidy);
  const [only] = found;
  const around = only ? tidy.replace(only.text, '').trim() : tidy;
  if (only && found.length === 1 && (around === '' || NAMED.test(around))) return written(only);
  // Blanks alone make no contact of what is none.
  return found.length > 0 ? tidy : tidy.replace(/[\s()]/g, '');
}

/** One contact alone, as short as it can be written without losing anything. */
function written({ form, text, key }: Found): string {
  switch (form) {
    case 'mobile':
    case 'mail':
    case 'foreign':
    case 'account':
    case 'short':
      return key;
    case 'landline': {
      const [, number = text, extension] = /^(.*?)(?:(?:转|分机|内线|ext\.?|[x#*,])\D*(\d{1,6}))?$/i.exec(
        text.replace(/\s/g, ''),
      ) ?? [text];
      const plain = /^\(?(?:\+|00)?86/.test(number) ? key : number.replace(/[()]/g, '');
      return extension === undefined ? plain : `${plain}-${extension}`;
    }
    case 'masked':
      return text.replace(/\s/g, '');
  }
}

/** The form of a normalised contact. */
export function contactForm(contact: string): ContactForm {
  return formOf(contact, contactsIn(contact));
}

function formOf(contact: string, found: readonly Found[]): ContactForm {
  const [first] = found;
  if (!first) return 'invalid';
  const left = restOf(contact, found);
  // A number that is no number beside one that is: a slip, not a remark.
  if (left.some(part => /\d{5}/.test(part) || /^[\d-]+$/.test(part))) return 'invalid';
  if (left.join('').length > MAX_REMARKED || left.some(part => /[=@*]/.test(part))) return 'invalid';
  if (found.some(({ form }) => form === 'masked')) return 'masked';
  return found.length > 1 || left.length > 0 ? 'several' : first.form;
}

/** What stands between and around contacts, without the signs that part them. */
function restOf(text: string, found: readonly Found[]): string[] {
  const cuts = [0, ...found.flatMap(each => [each.at, each.at + each.text.length]), text.length];
  return Array.from({ length: found.length + 1 }, (_, index) =>
    text
      .slice(cuts[index * 2], cuts[index * 2 + 1])
      .replace(/^[\s/\\,，、;；|()[\]:：]+|[\s/\\,，、;；|()[\]:：]+$/g, ''),
  ).filter(part => part !== '');
}

/**
 * The shown form: `138****5678`, `010-****5678`, `+852****4567`, `z***@example.com`, `微信:li****`; each of several by
 * itself.
 */
export function maskContact(contact: string): string {
  const contacts = contactsIn(contact);
  if (formOf(contact, contacts) === 'invalid') return contact;
  let shown = '';
  let from = 0;
  for (const found of contacts) {
    shown += contact.slice(from, found.at) + found.shown;
    from = found.at + found.text.length;
  }
  return shown + contact.slice(from);
}

/**
 * Whom a contact reaches: the same for all ways of writing its first number, whatever its extension or what is remarked
 * beside it.
 */
export function contactKey(contact: string): string {
  return contactsIn(contact)[0]?.key ?? contact;
}
