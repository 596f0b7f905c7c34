// What may stand in 值 of 设置, by the category of its row.

import { COLUMN_FORM_EXAMPLE, readColumnForm } from '../desk/custom-columns.ts';
import { type DeskContext, readWindows } from '../desk/desk.ts';
import { areWays, isDayValue } from '../desk/validate-settings.ts';
import { excerpt } from '../lib/excerpt.ts';
import { readQuietHours } from '../lib/quiet-hours.ts';
import { withoutUnseen } from '../lib/unseen.ts';
import type { Kind } from '../schema/column.ts';
import { type CountedUnit, countIn, LIMIT_BOUNDS, readLimit, showCount } from '../schema/duration.ts';
import { isParameter, rangeOf, unitOf } from '../schema/parameters.ts';
import type { Facts, ProblemCode } from '../schema/problem-sentences.ts';
import { SETTING_CATEGORIES, type SettingCategory } from '../schema/setting-category.ts';
import { plainText } from './plain-text.ts';

/** Longest warranty, in months: twenty years. */
const MAX_WARRANTY_MONTHS = 240;
/** Longest time that is kept what is personal, in years. */
const MAX_YEARS_KEPT = 30;

/** How a value is written (not at all where there is no example), whether one is, and whether it stays as typed. */
interface SettingForm {
  example?: string;
  reads: (text: string, desk: DeskContext) => boolean;
  asTyped?: true;
  /** What its number counts: such a value may be written with any unit that comes to some of these. */
  unit?: CountedUnit;
}

/** The form of each category's values. */
const FORMS: Record<(typeof SETTING_CATEGORIES)[SettingCategory], SettingForm> = {
  limit: {
    example: `2h、30m、3wd 或 1mo（${LIMIT_BOUNDS}）`,
    reads: text => readLimit(text) !== undefined,
  },
  none: { reads: text => text === '' },
  ways: { example: '故障维修、退换货（用顿号隔开，每个至少两个字）', reads: areWays },
  words: { example: '文字', reads: text => text !== '', asTyped: true },
  months: {
    example: `12、12个月 或 1年（最多 ${MAX_WARRANTY_MONTHS} 个月）`,
    reads: text => /^\d{1,3}$/.test(text) && Number(text) <= MAX_WARRANTY_MONTHS,
    unit: 'months',
  },
  years: {
    example: `5、5年 或 60个月（1 到 ${MAX_YEARS_KEPT} 年，整年）`,
    reads: text => /^[1-9]\d?$/.test(text) && Number(text) <= MAX_YEARS_KEPT,
    unit: 'years',
  },
  number: { example: '0.8', reads: text => /^\d{1,6}(?:\.\d{1,6})?$/.test(text) },
  windows: { example: '09:00-12:00,13:00-18:00 或 休', reads: text => readWindows(text) !== undefined },
  channel: {
    example: '“通知渠道”中的名称',
    reads: (text, desk) => desk.options.channels.includes(text),
    asTyped: true,
  },
  quiet: { example: '21:00-08:00 或 不限', reads: text => readQuietHours(text) !== undefined },
  day: { example: '休 或 班', reads: isDayValue },
  // Options are words of the people's own: they stay as they are written.
  column: {
    example: COLUMN_FORM_EXAMPLE,
    reads: text => readColumnForm(text) !== undefined,
    asTyped: true,
  },
};

/** What is said of a value, by who judges its cell. */
interface Saying<Judged> {
  accept: (value: string, code?: ProblemCode, facts?: Facts) => Judged;
  refuse: (code: ProblemCode, facts?: Facts) => Judged;
}

/** Judges the value of a row of settings by its category and name. */
export function judgeSetting<Judged>(
  text: string,
  { kind, row, desk }: { kind: Kind & { type: 'setting' }; row: Record<string, unknown>; desk: DeskContext },
  { accept, refuse }: Saying<Judged>,
): Judged {
  const category = row[kind.category];
  // An unknown category is the problem of its own cell.
  if (!isCategory(category)) return accept(text);
  const name = row[kind.name];
  const form = formOf(category, typeof name === 'string' ? plainText(name) : '');
  const { example, unit } = form;
  const plain = form.asTyped ? text : withoutUnseen(text).normalize('NFKC');
  const held = unit === undefined ? plain : countHeld(plain, unit);
  if (form.reads(held, desk))
    return held === plain || unit === undefined
      ? accept(held)
      : accept(held, 'setting_read', { value: excerpt(text), read: showCount(held, unit) });
  if (example === undefined) return refuse('setting_valueless', { category });
  return refuse('setting_invalid', { value: excerpt(text), category, example });
}

function isCategory(text: unknown): text is SettingCategory {
  return typeof text === 'string' && Object.hasOwn(SETTING_CATEGORIES, text);
}

function formOf(category: SettingCategory, name: string): SettingForm {
  const form = FORMS[SETTING_CATEGORIES[category]];
  if (category !== '参数' || !isParameter(name)) return form;
  const unit = unitOf(name);
  return { ...form, example: rangeOf(name), ...(unit && { unit }) };
}

/** A value that counts as it is held: the number, whatever unit it is written with. */
function countHeld(text: string, unit: CountedUnit): string {
  const count = /^[\d.]+$/.test(text) ? undefined : countIn(unit, text);
  return count === undefined ? text : String(count);
}
