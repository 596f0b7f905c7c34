// How people are called whom other records of a row's number know: a row that names nobody may name them in its texts.

import { takesText } from '../../core/cells/mask.ts';
import { customerOf } from '../../core/figures/customer.ts';
import { callingsKnown, isNameless } from '../../core/record/known-names.ts';
import type { References } from '../../core/record/references.ts';
import { staffColumns } from '../../core/schema/table.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';
import type { RowsToJudge } from './look-up.ts';

/** Most customers that one commit asks for: as many as one query takes. More rows at once are a book of the past. */
const MAX_ASKED = 30;
/** Most records that are read for one of them. */
const MAX_RECORDS = 5;

/** By row keys. Reads nothing for rows that know somebody by name, or in which no text is new. */
export async function calledBySameNumber(
  works: readonly RowsToJudge[],
  references: References,
  transaction: DeskTransaction,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const asked = works.flatMap(work =>
    work.rows.flatMap(({ key }) => {
      const digest = nameless(work, key, references);
      return digest === undefined ? [] : [{ key, digest }];
    }),
  );
  const digests = [...new Set(asked.map(({ digest }) => digest))].slice(0, MAX_ASKED);
  if (digests.length === 0) return new Map();
  const found = await transaction.ofCustomers(digests, MAX_RECORDS * digests.length);
  const called = Map.groupBy(found, ({ customer }) => customer?.digest);
  return new Map(asked.map(({ key, digest }) => [key, (called.get(digest) ?? []).flatMap(callingsKnown)]));
}

/** Whose number a row has that names nobody, where a text of it is new. */
function nameless(
  { table, checked, snapshot, desk }: RowsToJudge,
  key: string,
  references: References,
): string | undefined {
  const before = snapshot.records.get(key);
  const values = { ...before?.cells, ...checked.get(key)?.values };
  const isNew = staffColumns(table).some(({ key: of, kind }) => {
    const value = values[of] ?? null;
    return takesText(kind) && value !== null && value !== (before?.cells[of] ?? null);
  });
  if (table.role !== 'work' || !isNew) return undefined;
  if (!isNameless(table, values, { before, references }, desk.keyed)) return undefined;
  return customerOf(table, values, {}, before, desk.keyed)?.digest;
}
