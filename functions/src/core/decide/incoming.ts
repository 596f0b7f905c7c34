// What is decided on: a row on its way in, and what comes with it.

import { type Checked } from '../cells/validate-row.ts';
import type { Instant } from '../lib/time.ts';
import type { Author, Bulk, DeskRecord, Origin } from '../record/record.ts';
import type { References } from '../record/references.ts';
import type { Cells, TypedTexts } from '../schema/column.ts';
import type { Problem } from '../schema/problem.ts';
import type { Table } from '../schema/table.ts';
import type { Merged } from './merge.ts';

/** A row on its way in. */
export interface Incoming {
  table: Table;
  key: string;
  /** The record as it stands, if the row has ever been saved. */
  before: DeskRecord | undefined;
  /** Judged cells, merged with the record where there is one. */
  row: Pick<Checked | Merged, 'values' | 'problems'>;
  /** Records that refer to this one, where that has changed; else those that it knows of already. */
  links?: DeskRecord['links'];
  /** Records that this row refers to. */
  references?: References;
  /** How people are called whom other records of the row's number know, where it knows nobody by name itself. */
  calledAlso?: readonly string[];
  /** The record for which the system opens this row by itself: it is saved as it is, and says what is missing. */
  origin?: Origin;
  /** What comparing it with other records has found, where that is why it is decided again. */
  found?: Comparison;
  /** A column whose value counts as written anew although it is the same. */
  touched?: string;
  /**
   * Why nobody needs to be reached any more: the records that this one refers to have come to an end of their own, or
   * the customer wants no calls. Null: that is no longer so.
   */
  ended?: string | null;
  /** The number of the record that the row was copied from in the sheet. */
  copiedFrom?: string;
  /** The change of many rows that the row is a part of. */
  bulk?: Bulk;
  /**
   * What is to be said of the row for longer than one answer: of what it was copied from, and of what was written over.
   */
  remarks?: readonly Problem[];
  /** What stood in cells for a moment and was written over before it was sent. */
  written?: TypedTexts;
  by: Author;
  now: Instant;
}

/** What the system does to a record because of others that tell of the same problem. */
export interface Comparison {
  findings: readonly Problem[];
  /** Cells that it sets although a person has filled them in; they count as proposed from then on. */
  escalated: Cells;
  /** For the history, one sentence, where it is not told otherwise. */
  why?: string;
}

/** What was found of one cell, as it was then. */
const OF_CELL: ReadonlySet<Problem['code']> = new Set([
  'overwritten',
  'merged_into',
  'moved_to_open_day',
  'sender_mail',
]);

/**
 * What still holds of what was found before: a remark on a cell until that is changed, one on a copy until a person
 * changes the row.
 */
export function findingsLeft({ before, links }: Incoming, cells: Cells): Problem[] {
  return (before?.findings ?? []).filter(({ code, column }) => {
    if (code === 'copied_row') return links !== undefined;
    return (
      !OF_CELL.has(code) || column === null || (cells[column] ?? null) === (before?.cells[column] ?? null)
    );
  });
}
