// What a row would take over from the records that it refers to, where its own cells are blank.

import type { Cells } from '../schema/column.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { type Reference, type References, referenceIn, referencesOf } from './references.ts';

/** The references of a row whose records it would copy a masked value from, since its own cell is blank. */
export function copiedFrom(table: Table, values: Cells): Reference[] {
  return staffColumns(table).flatMap(({ key, kind, propose }) => {
    const masked = kind.type === 'contact' || kind.type === 'customer';
    if (!masked || propose?.rule !== 'fromReference' || (values[key] ?? null) !== null) return [];
    return [propose.reference].flat().flatMap(each => referenceIn(table, each, values) ?? []);
  });
}

/** The references that a row would copy into blank cells of its own from the records that it refers to. */
export function referencesCopied(table: Table, values: Cells, references: References): Reference[] {
  const copied = staffColumns(table).flatMap(({ key, kind, propose }) => {
    if (kind.type !== 'named' || propose?.rule !== 'fromReference' || (values[key] ?? null) !== null)
      return [];
    return [propose.reference].flat().flatMap(each => {
      const reference = referenceIn(table, each, values);
      const held = reference && references.find(reference);
      return held ? referencesOf(table, { [key]: held.cells[propose.columns[held.table] ?? ''] }) : [];
    });
  });
  return copied;
}
