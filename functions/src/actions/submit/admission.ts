// Whether a request may be judged at all: who sends it, and of which columns its rows are.

import type { RowInput } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { check } from '../../core/cells/validate-row.ts';
import { writtenBy } from '../../core/decide/may.ts';
import { checkPast } from '../../core/imports/past-row.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Author, Bulk } from '../../core/record/record.ts';
import type { Table } from '../../core/schema/table.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import type { DeskTransaction, Snapshot } from '../../ports/transaction.ts';
import { deskContext, holdsRight, memberOf } from '../desk/desk-contexts.ts';
import { type Judged, refuseUnknownColumns } from './look-up.ts';

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
export interface Work extends Submission, Judged {
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
    const judge = past ? checkPast : check;
    const table = desk.tableOf(submission.table.key) ?? submission.table;
    refuseUnknownColumns(table, rows);
    const checked = new Map(rows.map(row => [row.key, judge(table, row.cells, now, desk)]));
    const by = writtenBy(submission.by, desk);
    return { ...submission, by, table, ports, snapshot, desk, checked };
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
}

export const isAdmitted = <T extends object>(each: T | RequestError): each is T =>
  !(each instanceof RequestError);
