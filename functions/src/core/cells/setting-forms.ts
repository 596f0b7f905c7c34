// What may stand in 值 of 设置, by the category of its row.

import { COLUMN_FORM_EXAMPLE, readColumnForm } from '../desk/custom-columns.ts';
import { type DeskContext, readWindows } from '../desk/desk.ts';
import { areWays, isDayValue } from '../desk/validate-settings.ts';
import { readQuietHours } from '../lib/quiet-hours.ts';
import { LIMIT_BOUNDS, readLimit } from '../schema/duration.ts';
import type { SETTING_CATEGORIES, SettingCategory } from '../schema/setting-category.ts';

/** Longest warranty, in months: twenty years. */
const MAX_WARRANTY_MONTHS = 240;

/** How a value is written (not at all where there is no example), whether one is, and whether it stays as typed. */
interface SettingForm {
  example?: string;
  reads: (text: string, desk: DeskContext) => boolean;
  asTyped?: true;
}

/** The form of each category's values. */
export const SETTING_FORMS: Record<(typeof SETTING_CATEGORIES)[SettingCategory], SettingForm> = {
  limit: {
    example: `2h、30m、3wd 或 1mo（${LIMIT_BOUNDS}）`,
    reads: text => readLimit(text) !== undefined,
  },
  none: { reads: text => text === '' },
  ways: { example: '故障维修、退换货（用顿号隔开，每个至少两个字）', reads: areWays },
  words: { example: '文字', reads: text => text !== '', asTyped: true },
  months: {
    example: `12（月数，最多 ${MAX_WARRANTY_MONTHS}）`,
    reads: text => /^\d{1,3}$/.test(text) && Number(text) <= MAX_WARRANTY_MONTHS,
  },
  years: { example: '5（年数，1 到 30）', reads: text => /^(?:[1-9]|[12]\d|30)$/.test(text) },
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
