// A row's answer to the sheet: cells to write, notes to show, and the token of what the sheet knows then.

import type {
  Outcome,
  RowAnswer,
  RowInput,
  Problem as ToldProblem,
  WireCells,
} from '../../contract/contract.ts';
import { blankAsNull, toWire } from '../../core/cells/cell-codec.ts';
import { tellsPast } from '../../core/cells/validate-row.ts';
import { notesOf } from '../../core/decide/cell-notes.ts';
import { type Base, writeBase } from '../../core/decide/merge.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { isNow } from '../../core/lib/parse-time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Cells } from '../../core/schema/column.ts';
import { type Problem, sentenceOf } from '../../core/schema/problem.ts';
import { staffColumns, type Table } from '../../core/schema/table.ts';

export interface Answering {
  key: string;
  outcome: Outcome;
  table: Table;
  record: DeskRecord | undefined;
  base: Base;
  problems: readonly Problem[];
  /** Cells as the sheet sent them: only what differs goes back. `undefined` sends all. */
  sent: WireCells | undefined;
  /** Columns whose cell stays as the person left it: refused, or in conflict. */
  keep: readonly string[];
}

/** The answer for one row. */
export function answerOf(row: Answering, desk: DeskContext): RowAnswer {
  const { record, table } = row;
  // What a record remembers may just have been said.
  const isSaid = ({ code, column }: Problem) =>
    row.problems.some(each => each.code === code && each.column === column);
  const notes = (record ? notesOf(table, record, desk) : []).filter(each => !isSaid(each));
  return {
    key: row.key,
    outcome: row.outcome,
    base: row.base.version === 0 ? '' : writeBase(row.base),
    cells: record ? cellsOf(row, record) : {},
    problems: [...row.problems, ...notes].map(told),
  };
}

function cellsOf({ table, sent, keep }: Answering, record: DeskRecord): WireCells {
  const cells: WireCells = {};
  for (const column of table.columns) {
    const cell = toWire(column, record.cells[column.key] ?? null);
    const known =
      column.owner === 'staff' && sent && column.key in sent && blankAsNull(sent[column.key]) === cell;
    if (!known && !keep.includes(column.key)) cells[column.key] = cell;
  }
  return cells;
}

/** What 现在 is in a row that is not kept: to be written down there, or the next time it would be another moment. */
export function momentsOf(table: Table, { edited, cells }: RowInput, values: Cells = {}): WireCells {
  const read = staffColumns(table).filter(
    ({ key, kind }) =>
      edited.includes(key) && tellsPast(kind) && isNow(cells[key]) && (values[key] ?? null) !== null,
  );
  return Object.fromEntries(read.map(column => [column.key, toWire(column, values[column.key] ?? null)]));
}

/** A problem as the contract has it. */
export function told(problem: Problem): ToldProblem {
  const { column, code, severity } = problem;
  return { column, code, severity, message: sentenceOf(problem) };
}
