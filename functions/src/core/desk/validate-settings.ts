// What is wrong with a row of settings as a whole, when each of its cells may be right by itself.

import { MAX_DAYS, readDays } from '../calendar/day-settings.ts';
import { excerpt } from '../lib/excerpt.ts';
import type { Cell, Cells } from '../schema/column.ts';
import { isParameter, PARAMETERS, rangeOf, WHOLE } from '../schema/parameters.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { PLACEHOLDERS, unknownPlaceholder } from '../schema/script-text.ts';
import { CLASSES } from '../tables/callback-handling-columns.ts';
import { TEXTS } from '../tables/callback-script.ts';
import { TABLES } from '../tables/index.ts';
import { isDeclaredLabel, readColumnName, WORKSPACE_COLUMN } from './custom-columns.ts';
import { QUIET_HOURS, WEEKDAYS } from './desk.ts';
import { isRetained, RETENTION } from './retention.ts';

export { isDayValue } from '../calendar/day-settings.ts';

/** Whether a text lists ways of saying something: one sign alone would stand in any text. */
export function areWays(text: string): boolean {
  return text.split(/[、,，;；|\s]+/).every(way => way.replace(/[….*]/g, '').length >= 2);
}

/** What is wrong with a setting as a whole: a name that its category does not know, or a number out of its range. */
export function settingProblems({ category, name, value }: Cells): Problem[] {
  // A row that is still being typed has no name yet.
  if ((name ?? null) === null) return [];
  const text = String(name);
  if (category === '节假日') return dayProblems(text, String(value ?? ''));
  if (category === WORKSPACE_COLUMN) return columnProblems(text);
  const names = namesAllowed(category);
  if (names && !names.includes(text)) {
    const facts = { value: excerpt(text), category: String(category), names: names.join('、') };
    return [problem('name', 'setting_name_unknown', facts)];
  }
  if (category === '话术') return wordsProblems(String(value ?? ''));
  if (category !== '参数' || !isParameter(text) || (value ?? null) === null) return [];
  const { least, most } = PARAMETERS[text];
  const isOdd = WHOLE.has(text) && !Number.isInteger(Number(value));
  if (Number(value) >= least && Number(value) <= most && !isOdd) return [];
  return [
    problem('value', 'setting_invalid', { value: String(value), category: text, example: rangeOf(text) }),
  ];
}

function wordsProblems(value: string): Problem[] {
  const unknown = unknownPlaceholder(value);
  if (unknown === undefined) return [];
  const example = `${PLACEHOLDERS.map(each => `{${each}}`).join('')}，没有时说别的写 {产品|您的产品}`;
  return [problem('value', 'setting_invalid', { value: excerpt(unknown), category: '话术', example })];
}

function dayProblems(name: string, value: string): Problem[] {
  const days = readDays(name, value);
  if (typeof days !== 'string') return [];
  return [problem(days === 'days_both' ? 'value' : 'name', days, { value: excerpt(name), most: MAX_DAYS })];
}

function columnProblems(name: string): Problem[] {
  const read = readColumnName(name, TABLES);
  if (!read) {
    const tables = TABLES.map(table => table.title).join('、');
    return [problem('name', 'column_name_invalid', { value: excerpt(name), tables })];
  }
  const { table, label } = read;
  return isDeclaredLabel(table, label)
    ? [problem('name', 'column_taken', { label, table: table.title })]
    : [];
}

/** What a call-back may bring that somebody has to see to. */
const HANDLED_CLASSES = CLASSES.filter(each => each !== '无');

function namesAllowed(category: Cell | undefined): readonly string[] | undefined {
  if (category === '工作时间') return WEEKDAYS;
  if (category === RETENTION) return TABLES.filter(isRetained).map(({ title }) => title);
  if (category === '通知') return [QUIET_HOURS.name];
  if (category === '话术') return Object.keys(TEXTS);
  if (category === '回访责任') return HANDLED_CLASSES;
  return category === '参数' ? Object.keys(PARAMETERS) : undefined;
}
