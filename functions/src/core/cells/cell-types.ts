// How each kind of cell is judged: from what arrives on the wire to what a record holds, or to a problem.

import type { DeskContext } from '../desk/desk.ts';
import { findPerson } from '../desk/find-person.ts';
import { canonicalName } from '../desk/names.ts';
import { contactForm, normaliseContact } from '../lib/contact.ts';
import { excerpt } from '../lib/excerpt.ts';
import { misread } from '../lib/misread.ts';
import { readDate, type TimeReading } from '../lib/parse-time.ts';
import { withoutPersonalData } from '../lib/personal-data.ts';
import { isBareWord, isPlaceholder, isTrial } from '../lib/placeholder.ts';
import { readQuietHours } from '../lib/quiet-hours.ts';
import type { Instant } from '../lib/time.ts';
import { withoutUnseen } from '../lib/unseen.ts';
import type { Aspect } from '../schema/aspect.ts';
import { isAbove, SUPERVISOR_ROLES } from '../schema/clock-rule.ts';
import type { Cell, Kind } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import type { Facts, ProblemCode } from '../schema/problem-sentences.ts';
import { anyCell } from './any-cell.ts';
import { descriptionFault } from './description.ts';
import { judgeText } from './listed-kind.ts';
import { isName, shownCell } from './mask.ts';
import { hasLostDigits, readNumber, readPercent, readScore } from './number-cells.ts';
import { looksBlank, nameText, plainText } from './plain-text.ts';
import { judgeSetting } from './setting-forms.ts';
import { readTimeCell } from './time-cells.ts';

/** Most characters in a cell: what a spreadsheet cell can hold. */
const MAX_CHARACTERS = 50_000;

/** A list of a hundred options of thirty characters each fits. */
const MAX_SETTING_CHARACTERS = 4_000;

/** Longest mail address (RFC 5321, 4.5.3.1.3). */
const MAX_MAIL_CHARACTERS = 254;

/** What a cell becomes: its value, and what there is to say about it. */
export interface Judged {
  value: Cell;
  problems: Problem[];
}

/**
 * A column's judge; `row` are the raw cells beside it, for kinds whose form depends on another cell, `now` what 昨天
 * follows from.
 */
export type Judge = (raw: unknown, row: Record<string, unknown>, now: Instant) => Judged;

const blank: Judged = { value: null, problems: [] };

/** The judge of a kind for a column of a desk. Never throws: what cannot be read is a problem at the column. */
export function judgeOf(kind: Kind, column: string, example: string, desk: DeskContext): Judge {
  const refuse = (code: ProblemCode, facts: Facts = {}): Judged => ({
    value: null,
    problems: [problem(column, code, { example, ...facts })],
  });
  const accept = (value: Cell, code?: ProblemCode, facts?: Facts): Judged => ({
    value,
    problems: code ? [problem(column, code, facts)] : [],
  });
  const rules = kindRules(kind, desk, accept, refuse);
  return (raw, row, now) => {
    const wire = anyCell.safeParse(raw ?? null);
    if (!wire.success || (typeof wire.data === 'number' && !Number.isFinite(wire.data)))
      return refuse('not_text');
    if (wire.data === null || (typeof wire.data === 'string' && looksBlank(wire.data))) return blank;
    const value =
      typeof wire.data === 'string' && !KEPT.has(kind.type) ? withoutUnseen(wire.data) : wire.data;
    if (isSaidBlank(kind, value)) return accept(null, 'said_blank', { value: excerpt(value) });
    if (typeof value === 'string' && isNoValue(kind, value.trim()))
      return refuse('formula_error', { value: excerpt(value) });
    if (hasLostDigits(kind, value)) return refuse('digits_lost');
    const most = mostCharacters(kind);
    if (typeof value === 'string' && value.length > most)
      return refuse('text_too_long', { length: value.length, most });
    return rules(value, row, now);
  };
}

/** What is kept with the desk itself is short: every request reads it. */
function mostCharacters(kind: Kind): number {
  if (kind.type === 'setting') return MAX_SETTING_CHARACTERS;
  if (kind.type === 'mail' || kind.type === 'address') return MAX_MAIL_CHARACTERS;
  return (kind.type === 'text' ? kind.most : undefined) ?? MAX_CHARACTERS;
}

type Accept = (value: Cell, code?: ProblemCode, facts?: Facts) => Judged;
type Refuse = (code: ProblemCode, facts?: Facts) => Judged;
type CellRule = (value: string | number | boolean, row: Record<string, unknown>, now: Instant) => Judged;

function kindRules(kind: Kind, desk: DeskContext, accept: Accept, refuse: Refuse): CellRule {
  switch (kind.type) {
    case 'text':
      return (v, row) => {
        const text = kind.line ? nameText(v) : plainText(v);
        if (isName(kind) && isPersonal(text)) return refuse('data_in_name');
        return withDataHidden(kind, judgeText(text, kind, row, desk, accept), accept);
      };
    case 'named':
      return value => (isPersonal(plainText(value)) ? refuse('data_in_name') : accept(plainText(value)));
    case 'reference':
      return value => accept(plainText(value));
    case 'customer':
      return value => {
        const name = nameText(value);
        const meant = misread(name);
        return meant === undefined ? accept(name) : accept(name, 'name_misread', { meant });
      };
    case 'long':
      return value => withDataHidden(kind, judgeLong(plainText(value), kind, accept, refuse), accept);
    case 'time':
      return (value, _, now) => {
        const read = readTimeCell(value, timeReading(kind, now, desk.zone));
        return read.value === null
          ? refuse(read.code, read.facts)
          : accept(read.value, read.code, read.facts);
      };
    case 'date':
      return (value, _, now) => {
        const reading = timeReading(kind, now, desk.zone);
        const date = typeof value === 'boolean' ? undefined : readDate(value, reading);
        return date ? accept(date) : refuse('date_invalid', { value: excerpt(value) });
      };
    case 'person':
      return value => {
        const text = plainText(value);
        const found = findPerson(desk.names.holder('people', text)?.name ?? text, desk.people);
        if ('person' in found) {
          if (kind.supervises && !isAbove(found.person.role))
            return refuse('person_not_above', { value: excerpt(value), roles: SUPERVISOR_ROLES.join('、') });
          if (found.person.left) return refuse('person_left', { name: found.person.name });
          return found.person.onDuty
            ? accept(found.person.name)
            : accept(found.person.name, 'person_away', {
                name: found.person.name,
                until: found.person.off ? '' : (found.person.leave?.to ?? ''),
              });
        }
        return found.candidates.length > 1
          ? refuse('person_ambiguous', { value: excerpt(value), names: found.candidates.join('、') })
          : refuse('person_unknown', { value: excerpt(value) });
      };
    case 'option': {
      const options = 'options' in kind ? kind.options : desk.options[kind.from];
      // The templates print options with a box in front (□紧急); typed over from paper they still count.
      const list = 'from' in kind ? kind.from : kind.named;
      const byText = new Map(options.map(option => [canonicalName(option), option]));
      return value => {
        const text = plainText(value).replace(/^[□☑■√✓]\s*/u, '');
        const renamed = list === undefined ? undefined : desk.names.holder(list, text)?.name;
        const option = byText.get(canonicalName(text)) ?? renamed;
        if (option !== undefined) return accept(option);
        if (isPlaceholder(text)) return accept(null, 'said_blank', { value: excerpt(value) });
        return refuse('option_unknown', { value: excerpt(value), options: options.join('、') });
      };
    }
    case 'score':
      return value => {
        const score = typeof value === 'boolean' ? undefined : readScore(plainText(value), kind.most);
        return score === undefined ? refuse('score_out_of_range', { most: kind.most }) : accept(score);
      };
    case 'number':
      return value => {
        const number = typeof value === 'boolean' ? undefined : readNumber(value);
        if (number === undefined) return refuse('number_invalid', { value: excerpt(value) });
        return isPersonal(String(number)) ? refuse('data_in_name') : accept(number);
      };
    case 'percent':
      return value => {
        const percent = readPercent(value);
        return percent === undefined ? refuse('percent_invalid', { value: excerpt(value) }) : accept(percent);
      };
    case 'contact':
      return value => {
        const contact = normaliseContact(plainText(value));
        const form = contactForm(contact);
        if (form === 'invalid') return refuse('contact_invalid', { value: excerpt(value) });
        return form === 'masked' ? accept(contact, 'contact_masked') : accept(contact);
      };
    case 'mail':
      return value => {
        const mail = normaliseContact(bareMail(plainText(value)));
        return contactForm(mail) === 'mail' && ONE_MAIL.test(mail)
          ? accept(mail)
          : refuse('mail_invalid', { value: excerpt(value) });
      };
    case 'address':
      return value => {
        const text = normaliseContact(plainText(value));
        const isOne = text.includes('@') ? contactForm(text) === 'mail' : /^[\w.-]{1,64}$/.test(text);
        // What is left of `(-` says no more than a dash.
        return isOne && !isPlaceholder(text)
          ? accept(text)
          : refuse('address_invalid', { value: excerpt(value) });
      };
    case 'quiet':
      return value =>
        readQuietHours(plainText(value)) === undefined
          ? refuse('quiet_invalid', { value: excerpt(value) })
          : accept(plainText(value).normalize('NFKC').replace(/\s/g, ''));
    case 'count':
      return value => {
        const count = Number(plainText(value));
        const valid = Number.isInteger(count) && count >= 1 && count <= kind.most;
        return valid ? accept(count) : refuse('count_out_of_range', { most: kind.most });
      };
    case 'setting':
      return (value, row) => judgeSetting(plainText(value), { kind, row, desk }, { accept, refuse });
  }
}

function timeReading({ happened }: { happened?: true }, now: Instant, zone: string): TimeReading {
  return { zone, now, towards: happened ? 'past' : 'ahead' };
}

function judgeLong(
  text: string,
  kind: { aspects?: readonly Aspect[]; quote?: true; work?: true },
  accept: Accept,
  refuse: Refuse,
): Judged {
  // What everybody will see is judged: a row that came back masked would be refused for what it was saved with.
  const seen = withoutPersonalData(text);
  const fault = kind.aspects && descriptionFault(seen, kind.aspects);
  if (fault?.code === 'description_vague') return refuse(fault.code, { value: excerpt(text) });
  if (fault) return accept(text, fault.code, fault.facts);
  if (isPlaceholder(seen) || isTrial(seen)) return accept(text, 'placeholder', { value: excerpt(text) });
  if (kind.work && isBareWord(seen)) return refuse('work_vague', { value: excerpt(text) });
  return kind.quote && !isQuoted(text) ? accept(text, 'quote_missing') : accept(text);
}

/** Whether something stands between quotation marks. Not one pattern: it would try every mark against every other. */
function isQuoted(text: string): boolean {
  const opens = text.search(/[“"「『]/);
  const closes = Math.max(...[...'”"」』'].map(mark => text.lastIndexOf(mark)));
  return opens >= 0 && closes > opens + 1;
}

/** A mail address and nothing beside it: what is sent to another one never arrives. */
const ONE_MAIL = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/;

/** An address as it comes from a mail program: mailto:a@b.cn, 张三 <a@b.cn>, a@b.cn； */
const bareMail = (text: string): string =>
  text
    .replace(/[\s,;，；、。]+$/, '')
    .replace(/^.*<([^<>]+)>$/, '$1')
    .replace(/^mailto:/i, '');

/** What a spreadsheet shows where a formula came to nothing, or where a column is too narrow for its number. */
const FORMULA_ERROR =
  /^(?:#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|ERROR!|SPILL!|CALC!|FIELD!|BLOCKED!|BUSY!|CONNECT!|UNKNOWN!|GETTING_DATA)|#{3,})$/i;
/** The same, as long as it is still on its way. Of names it is told with all that was misread. */
const STILL_LOADING = /^(?:loading|正在加载)(?:\.{3}|…)$/i;

const isNoValue = ({ type }: Kind, text: string): boolean =>
  FORMULA_ERROR.test(text) || (type !== 'customer' && STILL_LOADING.test(text));

/** Kinds in which words are kept as they are written, and options, of which one may be called so. */
const WORDED: ReadonlySet<Kind['type']> = new Set(['text', 'long', 'option', 'setting', 'quiet']);

/** Kinds that are kept as they are written, or see to it themselves. Of all others only what can be seen is read. */
const KEPT: ReadonlySet<Kind['type']> = new Set(['text', 'long', 'customer', 'setting']);

/** Whether a cell that takes no words says in words, or by a stroke, that there is nothing to say. */
function isSaidBlank({ type }: Kind, value: string | number | boolean): boolean {
  return typeof value === 'string' && !WORDED.has(type) && isPlaceholder(plainText(withoutUnseen(value)));
}

/** Whether something in a name is surely a person's: everybody sees it, and nothing can be hidden in it. */
const isPersonal = (name: string) => withoutPersonalData(name, 'name') !== name;

/** A text with a word to whoever wrote it that something in it will be hidden, once it is saved. */
function withDataHidden(kind: Kind, judged: Judged, accept: Accept): Judged {
  if (shownCell(kind, judged.value) === judged.value) return judged;
  const { problems } = accept(judged.value, 'data_hidden');
  return { value: judged.value, problems: [...judged.problems, ...problems] };
}
