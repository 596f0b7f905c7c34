// What a desk starts with: rows of the settings tab that SPEC and the templates give, for a supervisor to change.

import { type ClockRule, lapse, laterOccurrences } from '../schema/clock-rule.ts';
import { AT_ONCE } from '../schema/duration.ts';
import { PARAMETERS } from '../schema/parameters.ts';
import type { SettingCategory } from '../schema/setting-category.ts';
import type { Table } from '../schema/table.ts';
import { QUIET_HOURS, WEEKDAYS } from './desk.ts';
import { limitName } from './policy.ts';

/** A row as staff would type it. */
export type SeedRow = Record<string, string>;

const DEPARTMENTS = ['客服部', '技术支持部', '品控部', '运营部', '人力资源部', '销售部'];

/** Problem types of template 002 with the department that each goes to and its time limit. */
const PROBLEM_TYPES: readonly [type: string, department: string, limit: string][] = [
  ['售前咨询', '销售部', '48h'],
  ['售后支持', '技术支持部', '48h'],
  ['投诉建议', '客服部', '48h'],
  ['其他', '客服部', '48h'],
];

/** Where feedback goes (template 004, step 2): by type, else by a word in its tags or text, else 其他. */
const ROUTES: readonly [word: string, department: string][] = [
  ['表扬', '人力资源部'],
  ['咨询', '客服部'],
  ['质量', '品控部'],
  ['故障', '品控部'],
  ['服务', '运营部'],
  ['物流', '运营部'],
  ['其他', '客服部'],
];

/** The settings rows of a new desk. */
export function defaultSettings(tables: readonly Table[]): SeedRow[] {
  const row = (category: SettingCategory, name: string, rest: SeedRow = {}): SeedRow => ({
    category,
    name,
    ...rest,
  });
  return [
    ...DEPARTMENTS.map(name => row('部门', name)),
    ...PROBLEM_TYPES.map(([name, department, value]) => row('问题类型', name, { department, value })),
    ...ROUTES.map(([word, department]) => row('路由', word, { department })),
    ...tables
      .flatMap(table => table.clocks.flatMap(limitRows))
      .map(({ name, value }) => row('时限', name, { value })),
    ...Object.entries(PARAMETERS).map(([name, { value, note }]) =>
      row('参数', name, { value: String(value), note }),
    ),
    row('通知', QUIET_HOURS.name, {
      value: QUIET_HOURS.value,
      note: '这段时间只发紧急提醒，其余等到时段结束。',
    }),
    ...WEEKDAYS.map((name, index) => row('工作时间', name, { value: index < 5 ? '09:00-18:00' : '休' })),
  ];
}

/** The names under which settings hold lengths: one for each clock, or for each value that it depends on. */
export function limitNames(tables: readonly Table[]): string[] {
  return tables.flatMap(table => table.clocks.flatMap(limitRows)).map(({ name }) => name);
}

function limitRows(rule: ClockRule): { name: string; value: string }[] {
  const latest = lapse(rule);
  const later = [
    ...(rule.repeats?.every ? limitRows(laterOccurrences(rule)) : []),
    ...(latest ? limitRows(latest) : []),
  ];
  if (rule.limit === AT_ONCE) return later;
  if (typeof rule.limit === 'string') return [{ name: limitName(rule), value: rule.limit }, ...later];
  if ('until' in rule.limit) return later;
  const lengths = Object.entries(rule.limit.lengths);
  return [...lengths.map(([by, value]) => ({ name: limitName(rule, by), value })), ...later];
}
