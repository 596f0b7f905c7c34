// Whether a request may be judged at all: who sends it, and of which columns its rows are.
// New rows are judged while the commit before theirs is under way, when the process waits for the database; in its turn
// a row is judged again wherever that could come out otherwise.

import type { RowInput } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { uniquesOf } from '../../core/cells/unique.ts';
import { type Checked, check } from '../../core/cells/validate-row.ts';
import { type Decision, decide } from '../../core/decide/decide.ts';
import { signingProblems, writtenBy } from '../../core/decide/may.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { checkPast } from '../../core/imports/past-row.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Author, Bulk } from '../../core/record/record.ts';
import { References, referencesOf } from '../../core/record/references.ts';
import type { Cells } from '../../core/schema/column.ts';
import type { Table } from '../../core/schema/table.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import type { DeskTransaction, Snapshot } from '../../ports/transaction.ts';
import { deskContext, holdsRight, latestContext, memberOf } from '../desk/desk-contexts.ts';
import { type RowsToJudge, refuseUnknownColumns } from './look-up.ts';

/** The rows of one request, and who sends them. */
export interface Submission {
  account: Account;
  /** As it is declared; the desk may have more columns. */
  table: Table;
  by: Author;
  now: Instant;
  rows: readonly RowInput[];
  /** They tell of the past, from another book: judged as such, and quiet. */
  past?: true;
  /** They are changed together, by somebody who may: each brings nothing but what is changed. */
  bulk?: Bulk;
}

/** A submission beside the state that it is judged by. */
export interface Work extends Submission, RowsToJudge {
  ports: Ports;
}

/** The work of a submission, or why it is refused as a whole. */
export async function admit(
  ports: Ports,
  submission: Submission,
  snapshot: Snapshot,
  transaction: DeskTransaction,
): Promise<Work | RequestError> {
  try {
    const known = deskContext(ports, snapshot.desk);
    const desk = await memberOf(known, submission.account, () => transaction.state('members'));
    const { rows, now, past, bulk } = submission;
    holdsRight(past ? 'import' : bulk ? 'bulk' : 'write', submission.account, desk);
    const table = desk.tableOf(submission.table.key) ?? submission.table;
    refuseUnknownColumns(table, rows);
    const judge = ({ cells, edited }: RowInput) =>
      past ? checkPast(table, cells, now, desk) : check(table, cells, now, desk, edited);
    const checked = new Map(rows.map(row => [row.key, checkedEarly(row, desk) ?? judge(row)]));
    const by = writtenBy(submission.by, desk);
    return { ...submission, by, table, ports, snapshot, desk, checked };
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
}

export const isAdmitted = <T extends object>(each: T | RequestError): each is T =>
  !(each instanceof RequestError);

/** What was made of a row early, and by which configuration. */
interface Early {
  desk: DeskContext;
  checked: Checked;
  decision: Decision | undefined;
}

const judged = new WeakMap<RowInput, Early>();

/** Judges the new rows of a submission by the configuration that this process has gone by last. */
export function judgeEarly(ports: Ports, deskId: string, submission: Submission): void {
  const desk = latestContext(ports, deskId);
  const table = desk?.tableOf(submission.table.key);
  if (!desk || table?.role !== 'work' || submission.past || submission.bulk) return;
  // Whoever is none, or may have joined since, is looked at in his turn: a stranger costs nothing before.
  if (!desk.isMember(submission.account.mail)) return;
  for (const row of submission.rows) {
    if (row.base !== '' || row.editor !== undefined || row.witness || row.overwritten) continue;
    try {
      const checked = check(table, row.cells, submission.now, desk, row.edited);
      judged.set(row, { desk, checked, decision: decideAlone(row.key, table, checked, submission, desk) });
    } catch {
      // Told of when it is judged in its turn.
    }
  }
}

/** What becomes of a row that concerns no other record; `undefined` of one that may. */
function decideAlone(
  key: string,
  table: Table,
  { values, problems }: Checked,
  { by: author, now }: Submission,
  desk: DeskContext,
): Decision | undefined {
  if (!isAlone(table, values)) return undefined;
  const by = writtenBy(author, desk);
  const unsigned = signingProblems({ table, before: undefined, values, by }, desk);
  const row = { values, problems: [...problems, ...unsigned] };
  const around = {
    before: undefined,
    references: new References(titleOf),
    calledAlso: [],
    remarks: [],
    written: {},
  };
  const decision = decide({ table, key, row, by, now, ...around }, desk);
  return decision.outcome === 'saved' && !isAlone(table, decision.after.cells) ? undefined : decision;
}

const isAlone = (table: Table, cells: Cells) =>
  referencesOf(table, cells).length === 0 && uniquesOf(table, cells).length === 0;

/** The judged cells of a row, where they were judged by this configuration. */
function checkedEarly(row: RowInput, desk: DeskContext): Checked | undefined {
  const early = judged.get(row);
  return early?.desk === desk ? early.checked : undefined;
}

/** The decision on a row that stands alone, made by this configuration; given but once, as it is filled in. */
export function decidedEarly(row: RowInput, desk: DeskContext): Decision | undefined {
  const early = judged.get(row);
  judged.delete(row);
  return early?.desk === desk ? early.decision : undefined;
}
