// Which rule of the workspace a limit takes its length from: a row of its settings, or what the table declares.

import { type ClockRule, isPromised } from '../schema/clock-rule.ts';
import type { Cells } from '../schema/column.ts';
import { type Limit, limitOf, readLimit } from '../schema/duration.ts';
import type { SettingCategory } from '../schema/setting-category.ts';

/** A length and where it comes from. */
export interface ClockPolicy {
  limit: Limit;
  /** The settings row that holds it, or would. */
  category: SettingCategory;
  name: string;
  /** What the table declares, where settings say something else. */
  instead: Limit | undefined;
}

/** Settings rows of a category, by name. */
type Settings = (category: SettingCategory) => ReadonlyMap<string, Cells>;

/**
 * The policy of a clock for a record's cells; none where it goes by a value that has no length, or by a promised time.
 */
export function policyOf(rule: ClockRule, cells: Cells, settings: Settings): ClockPolicy | undefined {
  const own = rule.limitFrom === undefined ? undefined : String(cells[rule.limitFrom] ?? '');
  const set = own === undefined ? undefined : lengthIn(settings('问题类型').get(own));
  if (own !== undefined && set) return { limit: set, category: '问题类型', name: own, instead: undefined };
  if (isPromised(rule.limit)) return undefined;
  const value = typeof rule.limit === 'string' ? undefined : String(cells[rule.limit.by] ?? '');
  const text = typeof rule.limit === 'string' ? rule.limit : rule.limit.lengths[value ?? ''];
  const declared = text && limitOf(text);
  const name = limitName(rule, value);
  const changed = lengthIn(settings('时限').get(name));
  const limit = changed ?? declared;
  if (!limit) return undefined;
  const instead = declared && JSON.stringify(declared) !== JSON.stringify(limit) ? declared : undefined;
  return { limit, category: '时限', name, instead };
}

/** The name under which settings hold a clock's length. */
export function limitName(rule: ClockRule, value?: string): string {
  return value ? `${rule.label}·${value}` : rule.label;
}

const lengthIn = (cells: Cells | undefined) => {
  const value = cells?.value ?? null;
  return value === null ? undefined : readLimit(String(value));
};
