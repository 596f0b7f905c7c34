// Whose number eleven digits are that somebody wrote where the number of a thing stands: many shops take a customer's
// phone for an order's or a member's number. Known by digests; nothing sealed is opened for it.

import type { Keyed } from '../lib/digest.ts';
import type { IsOwn } from '../lib/personal-data.ts';
import type { Cells } from '../schema/column.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { contactMark, marksOf } from './persons.ts';
import type { DeskRecord } from './record.ts';
import { type References, referencesOf } from './references.ts';

/**
 * Whether digits are a contact of the row: of its own cells, typed now or before, or of a record that it refers to,
 * such as the customer's file.
 */
export function ownNumbers(
  table: Table,
  values: Cells,
  { before, references }: { before: DeskRecord | undefined; references?: References | undefined },
  { keyed }: { keyed: Keyed },
): IsOwn {
  let known: ReadonlySet<string> | undefined;
  return digits => {
    known ??= new Set([
      ...(before?.persons ?? []),
      ...staffColumns(table).flatMap(column => {
        const value = values[column.key];
        return typeof value === 'string' && !column.unique ? marksOf(column, value, keyed) : [];
      }),
      ...referencesOf(table, values).flatMap(each => references?.find(each)?.persons ?? []),
    ]);
    return known.has(contactMark(digits, keyed));
  };
}
