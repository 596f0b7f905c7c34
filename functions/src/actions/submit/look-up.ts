// What deciding rows needs to know beside their own records: what happened since the sheet last saw them, and the
// records that they name.

import type { RowInput } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { mayHide, shownCell } from '../../core/cells/mask.ts';
import { uniquesOf } from '../../core/cells/unique.ts';
import type { Checked } from '../../core/cells/validate-row.ts';
import { type Base, readBase, unknownVersions, withoutConflictsAt } from '../../core/decide/merge.ts';
import { LATEST } from '../../core/decide/overwritten.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { copiedFrom, referencesCopied } from '../../core/record/copied.ts';
import { latestVersions, type RecordEvent } from '../../core/record/record.ts';
import { type Reference, References, referencesOf } from '../../core/record/references.ts';
import type { Cells, StaffColumn } from '../../core/schema/column.ts';
import { staffColumns, type Table } from '../../core/schema/table.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { DeskTransaction, Snapshot } from '../../ports/transaction.ts';
import { findReferences, takeNamed } from '../propagate/following.ts';
import { originalsOf } from './copied-rows.ts';

/** Rows of one table beside the state that they are judged by. */
export interface RowsToJudge {
  table: Table;
  rows: readonly RowInput[];
  desk: DeskContext;
  snapshot: Snapshot;
  /** What each row holds, by its key. */
  checked: ReadonlyMap<string, Checked>;
}

/** What a sheet knows of a row, once its clerk has insisted on some of its cells. */
export const baseOf = (row: RowInput): Base => withoutConflictsAt(readBase(row.base), row.edited);

/** Looks up what rows need; `named` are names that have been looked for along with the records. */
export async function lookUp(
  works: readonly RowsToJudge[],
  snapshot: Snapshot,
  named: readonly string[],
  transaction: DeskTransaction,
): Promise<{ events: Map<string, RecordEvent[]>; references: References }> {
  const events = await transaction.events(works.flatMap(unknownEvents));
  const references = new References(titleOf);
  await takeNamed(named, snapshot.names, references, transaction);
  await findReferences(works.flatMap(referredTo), references, transaction, works.flatMap(uniqueIn));
  const also = works.flatMap(each =>
    valuesOf(each).flatMap(values => referencesCopied(each.table, values, references)),
  );
  await findReferences(also, references, transaction);
  const copied = works.flatMap(each => copiedFor(each, references));
  const originals = works.flatMap(originalsOf).map(({ key }) => key);
  const hiding = works.flatMap(work => [...editedAsShown(work), ...typedAgain(work)]);
  references.addFull(await transaction.privateCells([...new Set([...copied, ...originals, ...hiding])]));
  return { events, references };
}

/** What the sheet has not seen of each row: known only once the records are read. */
function unknownEvents({ table, snapshot, rows }: RowsToJudge): { key: string; versions: number[] }[] {
  return rows.map(row => {
    const before = snapshot.records.get(row.key);
    if (before?.table !== table.key) return { key: row.key, versions: [] };
    const versions = unknownVersions(baseOf(row), before);
    return {
      key: row.key,
      versions: [...new Set([...(row.overwritten ? latestVersions(before, LATEST) : []), ...versions])],
    };
  });
}

/** The records that rows refer to, as they arrive and as they were saved before. */
function referredTo({ table, rows, checked, snapshot }: RowsToJudge) {
  return rows.flatMap(({ key, number }) => [
    ...referencesOf(table, checked.get(key)?.values ?? {}),
    ...referencesOf(table, snapshot.records.get(key)?.cells ?? {}),
    ...strayNumber({ key, number }, table, snapshot),
  ]);
}

/** The number that a row shows although its record has another one. */
export function strayNumber(
  { key, number = '' }: Pick<RowInput, 'key' | 'number'>,
  table: Table,
  snapshot: Snapshot,
): Reference[] {
  const record = snapshot.records.get(key);
  if (!record || record.table !== table.key || number === '' || number === record.number) return [];
  return [{ value: number, to: [table.key] }];
}

/** Keys of the records that rows would copy masked values from. */
function copiedFor(work: RowsToJudge, references: References): string[] {
  return valuesOf(work)
    .flatMap(cells => copiedFrom(work.table, cells))
    .flatMap(each => references.find(each)?.key ?? []);
}

/** What rows come to hold: what was saved of each, and over it what arrives. */
function valuesOf({ rows, checked, snapshot }: RowsToJudge): Cells[] {
  return rows.map(({ key }) => ({
    ...snapshot.records.get(key)?.cells,
    ...checked.get(key)?.values,
  }));
}

/**
 * Keys of records of which a text was edited as the sheet shows it, with something hidden in it, or where somebody is
 * named by now whom such a text may name as well.
 */
function editedAsShown({ table, rows, snapshot }: RowsToJudge): string[] {
  return rows.flatMap(({ key, cells }) => {
    const was = snapshot.records.get(key)?.cells ?? {};
    const changed = staffColumns(table).filter(column => cells[column.key] !== was[column.key]);
    const hiding = ({ key: of, kind }: StaffColumn) => mayHide(kind, was[of] ?? null);
    const edited = changed.some(each => hiding(each) && mayHide(each.kind, cells[each.key] ?? null));
    const named = changed.some(({ key: of, kind }) => kind.type === 'customer' && of in cells);
    return edited || (named && staffColumns(table).some(hiding)) ? [key] : [];
  });
}

/**
 * Keys of records of which something arrives in full that would be shown as it is shown: it may be the same. A row that
 * was never answered is known to come twice by what was saved of it first.
 */
function typedAgain({ table, rows, checked, snapshot }: RowsToJudge): string[] {
  return rows.flatMap(({ key, base }) => {
    const before = snapshot.records.get(key);
    if (!before || readBase(base).version === 0) return [];
    const was = before.cells;
    const values = checked.get(key)?.values ?? {};
    const isSame = staffColumns(table).some(({ key: of, kind }) => {
      const typed = values[of] ?? null;
      return typed !== null && typed !== was[of] && shownCell(kind, typed) === was[of];
    });
    return isSame ? [key] : [];
  });
}

/** The names of values that only one row may hold. */
function uniqueIn({ table, checked }: RowsToJudge): string[] {
  return [...checked.values()].flatMap(({ values }) => uniquesOf(table, values).map(({ name }) => name));
}

/**
 * Which columns there are is the desk's matter, so it is asked only here.
 * @throws RequestError 400 for one that the table lacks.
 */
export function refuseUnknownColumns(table: Table, rows: readonly RowInput[]): void {
  const keys = new Set(staffColumns(table).map(column => column.key));
  rows.forEach((row, index) => {
    const strange = [...Object.keys(row.cells), ...row.edited].filter(key => !keys.has(key));
    if (strange.length === 0) return;
    throw new RequestError('unknown_column', {
      details: strange.map(key => ({ path: `rows.${index}.cells.${key}`, message: key })),
    });
  });
}
