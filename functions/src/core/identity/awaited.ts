// Records that refer to another by a value which nobody has yet: they say so among what they use, so that they are
// found when somebody gets it.

import { namedBy, type References, referencesOf } from '../record/references.ts';
import type { Cells } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';

const AWAITED = 'awaited:';

/** A name that is waited for, as it stands among the uses of those who wait. */
export const awaitedUse = (name: string): string => AWAITED + name;

/** Whether something among a record's uses is a name that it waits for. */
export const isAwaitedUse = (use: string): boolean => use.startsWith(AWAITED);

/**
 * What cells wait for, as it stands among the uses of their record. Of a name that has not been looked up it is what
 * was known before.
 */
export function awaitedIn(
  table: Table,
  cells: Cells,
  references: References | undefined,
  before: readonly string[] = [],
): string[] {
  const awaited = referencesOf(table, cells).flatMap(reference => {
    const name = namedBy(reference);
    if (name === undefined) return [];
    const use = awaitedUse(name);
    const isWaiting = references?.knows(name)
      ? references.candidates(reference).length === 0
      : before.includes(use);
    return isWaiting ? [use] : [];
  });
  return [...new Set(awaited)].sort();
}
