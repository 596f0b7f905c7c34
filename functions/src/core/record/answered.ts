// Which cycle of a record a call answers, where it has several.

import type { Table } from '../schema/table.ts';
import type { DeskRecord } from './record.ts';
import type { Link } from './states.ts';

/**
 * Whether a call was the answer to an earlier cycle, so that what is corrected of it is no answer to this one. What has
 * become of the matter since is said of the call later, and is news whenever it is.
 */
export function hasAnswered(
  { told, toldIn }: Link,
  { cycle }: DeskRecord,
  { attempts }: Table,
  child: DeskRecord,
): boolean {
  if (!attempts || toldIn === null || toldIn === cycle || (told[attempts.at] ?? null) === null) return false;
  return (child.cells[attempts.concluded] ?? null) === null;
}

/** The links of a record to which a call of an earlier cycle is the answer to this one as well. */
export function answeredAgain(parent: DeskRecord, { table, key }: DeskRecord): DeskRecord['links'] {
  const all = parent.links[table] ?? [];
  return {
    ...parent.links,
    [table]: all.map(link => (link.key === key ? { ...link, toldIn: parent.cycle } : link)),
  };
}
