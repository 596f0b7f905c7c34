// Rows that were copied from others in the sheet: judged anew with what they take along from their originals.

import type { RowInput } from '../../contract/contract.ts';
import { type Checked, check } from '../../core/cells/validate-row.ts';
import { autofill } from '../../core/decide/autofill.ts';
import { type Copied, copiedCells, copyOf, originalOf, showsHiddenOf } from '../../core/decide/copied-row.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { References } from '../../core/record/references.ts';
import { type Problem, problem } from '../../core/schema/problem.ts';
import type { Table } from '../../core/schema/table.ts';
import type { DeskTransaction, Snapshot } from '../../ports/transaction.ts';

/** Rows of one table beside the records that were read with them. */
interface Rows {
  table: Table;
  rows: readonly RowInput[];
  snapshot: Pick<Snapshot, 'records'>;
}

/** Rows of one request; those of the past come from another book. */
interface Sent extends Pick<Rows, 'table' | 'rows'> {
  past?: true;
}

/** What a row is judged by. */
interface CopyContext extends Rows {
  desk: DeskContext;
  now: Instant;
  checked: ReadonlyMap<string, Checked>;
}

/**
 * Submissions in which rows that were copied without their hidden columns are tied to their originals as whole copies
 * are: the number that came along names the original, as long as something that it hides is shown as it shows it.
 */
export async function tiedByNumber<Each extends Sent>(
  submissions: readonly Each[],
  transaction: Pick<DeskTransaction, 'byNumber'>,
): Promise<Each[]> {
  const mayBeCopy = ({ past }: Sent, { base, number = '' }: RowInput) =>
    !past && base === '' && number !== '';
  const numbers = submissions.flatMap(each =>
    each.rows.flatMap(row => (mayBeCopy(each, row) ? (row.number ?? []) : [])),
  );
  if (numbers.length === 0) return [...submissions];
  const found = await transaction.byNumber([...new Set(numbers)]);
  return submissions.map(each => {
    const tied = (row: RowInput): RowInput => {
      if (!mayBeCopy(each, row)) return row;
      const alike = found.filter(({ number, table }) => number === row.number && table === each.table.key);
      const [original, ...others] = alike;
      if (!original || others.length > 0 || original.key === row.key) return row;
      if (!showsHiddenOf(each.table, row.cells, original)) return row;
      // The number has told what it can: it is not held against the copy once that has one of its own.
      return { ...row, base: copyOf(original.key), number: undefined };
    };
    return { ...each, rows: each.rows.map(tied) };
  });
}

/** Keys of the rows that these were copied from. */
export function originalKeys(rows: readonly RowInput[]): string[] {
  return rows.flatMap(({ base }) => originalOf(base) ?? []);
}

/** The records that rows were copied from, of those that are of their own table. */
export function originalsOf({ table, rows, snapshot }: Rows): DeskRecord[] {
  return originalKeys(rows).flatMap(key => originalIn(table, snapshot.records, key) ?? []);
}

/** A row as it is to be judged: its cells and what checking them gave. */
export interface Arrived {
  sent: Record<string, unknown>;
  checked: Checked;
  /** What there is to say of a copy, and the number of its original. */
  remarks: Problem[];
  from: { copiedFrom?: string };
}

/**
 * A row as it arrived; one that was copied with what it takes along. Once it is saved, it takes no contact along any
 * more.
 */
export function arrived(work: CopyContext, row: RowInput, references: References): Arrived {
  const { table, desk, snapshot, now } = work;
  const original = originalIn(table, snapshot.records, originalOf(row.base) ?? '');
  if (!original) {
    const checked = work.checked.get(row.key) ?? check(table, row.cells, now, desk, row.edited);
    return { sent: row.cells, checked, remarks: [], from: {} };
  }
  const isSaved = snapshot.records.has(row.key);
  const full = (column: string) =>
    isSaved ? (original.cells[column] ?? null) : references.cellOf(original, column);
  const copied = copiedCells(table, row.cells, original, full);
  const judged = proposedAnew(work, row, copied, references);
  const { number } = original;
  const said = problem(null, 'copied_row', { number, left: copied.left.join('、') });
  return { ...judged, remarks: [said], from: { copiedFrom: number } };
}

/** What the system had filled in it proposes anew; where it has nothing to go by now, the copy keeps what it shows. */
function proposedAnew(
  { table, desk, now }: CopyContext,
  row: RowInput,
  { cells, anew }: Copied,
  references: References,
): Pick<Arrived, 'sent' | 'checked'> {
  const checked = check(table, cells, now, desk, row.edited);
  const { values } = autofill(table, checked.values, { desk, now, before: undefined, references });
  const kept = anew.filter(key => (values[key] ?? null) === null);
  if (kept.length === 0) return { sent: cells, checked };
  const sent = { ...cells, ...Object.fromEntries(kept.map(key => [key, row.cells[key] ?? null])) };
  return { sent, checked: check(table, sent, now, desk, row.edited) };
}

function originalIn(
  table: Table,
  records: ReadonlyMap<string, DeskRecord>,
  key: string,
): DeskRecord | undefined {
  const record = records.get(key);
  return record?.table === table.key ? record : undefined;
}
