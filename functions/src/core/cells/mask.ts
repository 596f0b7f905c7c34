// How personal data is shown where everybody can read: masked by construction, the full value is kept elsewhere.

import { contactForm, maskContact } from '../lib/contact.ts';
import { COMPOUND_SURNAMES, isOrganisation, surnameOf } from '../lib/organisation.ts';
import { type IsOwn, LIKELY, withDataRestored, withoutPersonalData } from '../lib/personal-data.ts';
import type { Cell, Kind } from '../schema/column.ts';
import { namesBehind, namesPutBack, standsFor } from './hidden-names.ts';
import { wordSpans } from './words-of-text.ts';

/**
 * The shown form of a customer's name: `李*`, `欧阳*`; organisations and names that hide themselves stay, each part by
 * itself.
 */
export function maskCustomer(name: string): string {
  if (isOrganisation(name)) return name;
  return name
    .split(/([\s、,,/()()]+)/)
    .map((part, index) => (index % 2 === 0 ? maskName(part) : part))
    .join('');
}

/** Who somebody is to the customer, or what a name is told as. */
const TOLD_AS =
  /^(?:联系人|收[件货]人|姓名|机主|本人|家属|爱人|丈夫|妻子|老公|老婆|先生|太太|儿子|女儿|父亲|母亲|爸爸|妈妈|哥哥|姐姐|弟弟|妹妹|朋友|同事|邻居|秘书|助理|客户|[找打给叫是])+/;
/** A surname with what one is called by shows no more than a masked name does. */
const ONLY_CALLED =
  /^.{1,2}(?:先生|女士|小姐|太太|阿姨|大[哥姐爷妈]|师傅|老师|经理|主任|总|工|老板|医生|院长|校长|店长)(?:代[收接转])?$/;

/** The remarks beside the numbers of a contact with the names in them masked: 王芳 135****0003. */
function withoutNamesBeside(shown: string): string {
  return shown.replace(/[\p{Script=Han}·]{2,}/gu, words => {
    const role = TOLD_AS.exec(words)?.[0] ?? '';
    const name = words.slice(role.length);
    const surname = surnameOf(name);
    const length = [...name].length;
    if (surname === undefined || length <= surname.length || length > surname.length + 2) return words;
    if (ONLY_CALLED.test(name) || isOrganisation(name)) return words;
    // 周末 and 方便 begin with a surname and are none.
    const [first] = wordSpans(name);
    return role !== '' || first?.end === surname.length ? `${role}${surname}*` : words;
  });
}

/**
 * A cell as everybody may see it. `isOwn` says whether eleven digits where the number of a thing is written are the
 * customer's own number; without it they are taken for the thing's.
 */
export function shownCell(kind: Kind, cell: Cell, isOwn?: IsOwn): Cell {
  if (typeof cell !== 'string') return cell;
  switch (kind.type) {
    case 'contact':
      return withoutNamesBeside(maskContact(cell));
    case 'customer':
      return maskCustomer(cell);
    case 'long':
      return withoutPersonalData(cell);
    case 'text':
      return isName(kind) ? cell : withoutPersonalData(cell, textKind(kind), isOwn);
    default:
      return cell;
  }
}

/** What a text of a kind is: people's words, or the number of a thing. */
export const textKind = (kind: Kind) => (kind.type === 'text' && kind.verbatim ? 'thing' : 'free');

/** A cell that is repeated where it is not known whose number stands in it: no number of a phone is left in it. */
export const toldCell = (kind: Kind, cell: Cell): Cell => shownCell(kind, cell, LIKELY);

/** Whether a cell shows a full value, with what is hidden of it hidden. */
export const showsFull = (kind: Kind, full: Cell, shown: Cell): boolean =>
  saysTheSame(shownCell(kind, full), shown) ||
  saysTheSame(toldCell(kind, full), shown) ||
  (mayHide(kind, shown) && textKind(kind) === 'thing' && restoredCell(kind, shown, full, shown) === full);

/** Whether two cells are the same, but for names that are hidden in the second. */
export const saysTheSame = (one: Cell, hidden: Cell): boolean =>
  one === hidden || (typeof one === 'string' && typeof hidden === 'string' && standsFor(hidden, one));

/** Whether names may be hidden in cells of a kind: texts, but not what a thing or a colleague is called by. */
export const takesText = (kind: Kind): boolean =>
  kind.type === 'long' || (kind.type === 'text' && !isName(kind));

/** Whether a text is what a thing or a colleague is called by: nothing can be hidden in it. */
export const isName = (kind: Kind): boolean =>
  kind.type === 'text' && kind.verbatim === true && kind.line === true;

/** Whether cells of a kind may be kept in full apart from what everybody sees. */
export function hasPrivatePart({ type }: Kind): boolean {
  return type === 'contact' || type === 'customer' || type === 'long' || type === 'text';
}

/** Whether a cell of a masked kind is no full value: it hides part of itself. */
export function hidesItself(kind: Kind, cell: Cell): boolean {
  if (typeof cell !== 'string') return false;
  if (kind.type === 'contact') return contactForm(cell) === 'masked';
  return kind.type === 'customer' && cell.includes('*');
}

/** Whether what a text shows may stand for something that is kept in full: such a text is edited as it is shown. */
export function mayHide(kind: Kind, cell: Cell): boolean {
  return (kind.type === 'long' || kind.type === 'text') && typeof cell === 'string' && HIDES.test(cell);
}

/** Parts of numbers, and names behind what they begin with. */
const HIDES = /\*{4}|[^\s\d*]\*(?!\*)/;

/** A text as a person has changed it, with what it still hides as it was in full before; `was`: as it was shown. */
export function restoredCell(kind: Kind, cell: Cell, full: Cell | undefined, was: Cell): Cell {
  if (!mayHide(kind, cell) || typeof cell !== 'string' || typeof full !== 'string') return cell;
  const named = typeof was === 'string' ? namesPutBack(cell, shownAs(kind, full), was) : cell;
  return withDataRestored(named, full, textKind(kind));
}

/** A text in full with its numbers hidden, as far as it is known whose they are. */
const shownAs = (kind: Kind, full: string) => [shownCell(kind, full), toldCell(kind, full)].map(String);

/** Names that are hidden in a cell whose full value is known, in full and as they are shown. */
export function namesHiddenIn(kind: Kind, full: string, shown: string): { full: string; shown: string }[] {
  if (!takesText(kind)) return [];
  const laid = shownAs(kind, full).map(each => namesBehind(each, shown));
  return laid.find(each => each !== undefined) ?? [];
}

/** Hides those names in a text again that are hidden in a cell, whose full value is known. */
export function namesHidden(kind: Kind, full: Cell, shown: Cell): (text: string) => string {
  if (typeof full !== 'string' || typeof shown !== 'string') return text => text;
  const behind = namesHiddenIn(kind, full, shown);
  return text => behind.reduce((rest, name) => rest.replaceAll(name.full, name.shown), text);
}

function maskName(name: string): string {
  if (name.includes('*') || isOrganisation(name) || [...name].length < 2) return name;
  const surname = COMPOUND_SURNAMES.find(each => name.startsWith(each)) ?? [...name][0] ?? '';
  return `${surname}*`;
}
