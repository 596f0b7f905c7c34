// How long a workspace keeps of whom its closed records are about: rows of 设置, by table and years.

import { DAY } from '../lib/time.ts';
import type { Table } from '../schema/table.ts';
import type { Desk } from './desk.ts';

/** The category of these rows. */
export const RETENTION = '保存期限';

/** No year is longer: nobody is erased too early. */
const YEAR_MS = 366 * DAY;

/** Tables whose records are closed at some time, not only taken back. */
export const isRetained = ({ role, states }: Table): boolean =>
  role === 'work' && states.some(state => state.category === 'closed' && !state.void);

/** A table and how long after its records are closed their people are kept, in ms. */
export interface Retained {
  table: Table;
  ms: number;
}

/** What is set; tables that are not here keep everything. */
export function retentionOf({ rows }: Pick<Desk, 'rows'>, tables: readonly Table[]): Retained[] {
  const years = new Map(
    Object.values(rows).flatMap(({ cells: { category, name, value } }) =>
      category === RETENTION && (value ?? null) !== null ? [[String(name), Number(value)] as const] : [],
    ),
  );
  return tables.filter(isRetained).flatMap(table => {
    const set = years.get(table.title);
    return set !== undefined && set >= 1 ? [{ table, ms: set * YEAR_MS }] : [];
  });
}
