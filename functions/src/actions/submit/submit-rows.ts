// Rows from the sheet: taken in by the desk together with what others send at the same time, then answered one by one.

import type { RowInput, SubmitAnswer, SubmitRequest } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Author } from '../../core/record/record.ts';
import type { Table } from '../../core/schema/table.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { MAX_ROWS } from '../desk/describe-desk.ts';
import { judgeEarly, type Submission } from './admission.ts';
import { commitParts } from './commit-parts.ts';
import type { Settled } from './commit-rows.ts';
import { JoinedWork } from './joined-work.ts';

const commits = new WeakMap<Ports, JoinedWork<Submission, Settled>>();

/**
 * Takes rows of one table. Repeating a request changes nothing: the same key, base and cells are answered as unchanged.
 * @throws RequestError 400 for a column that the table lacks or a key that stands twice, 403 and 404 as everywhere.
 */
export async function submitRows(
  ports: Ports,
  account: Account,
  deskId: string,
  table: Table,
  request: SubmitRequest,
): Promise<SubmitAnswer> {
  refuseTwice(request.rows);
  const by: Author = { account: account.mail, editor: request.editor ?? null };
  const submission = { account, table, by, now: ports.now(), rows: request.rows };
  const { answers, others, version } = await commitSubmission(ports, deskId, submission);
  return { rows: answers, others, version };
}

/** Commits a submission along with others that come at the same time. @throws RequestError as `submitRows` */
export async function commitSubmission(
  ports: Ports,
  deskId: string,
  submission: Submission,
): Promise<Exclude<Settled, RequestError>> {
  const settled = await commitsOf(ports).do(deskId, submission);
  if (settled instanceof RequestError) throw settled;
  await plantFollowing(ports, deskId, settled);
  return settled;
}

/**
 * Has what follows from a commit done. It may be lost with this process: the sweep finds it again from what was
 * committed.
 */
export async function plantFollowing(
  ports: Ports,
  deskId: string,
  { alarmAt, changed }: { alarmAt?: Instant | undefined; changed: boolean },
): Promise<void> {
  const after = ports.now();
  await Promise.all([
    alarmAt === undefined ? undefined : ports.alarms.plantRing(deskId, alarmAt, after),
    changed ? ports.alarms.plantSummary(deskId, after, after) : undefined,
  ]).catch((cause: unknown) => ports.log.error('alarm_not_planted', cause, { deskId }));
}

/**
 * All rows of a day want the same counter, so commits of one desk would stand in each other's way: they go one by one,
 * joined.
 */
function commitsOf(ports: Ports): JoinedWork<Submission, Settled> {
  const known = commits.get(ports);
  if (known) return known;
  const made = new JoinedWork<Submission, Settled>({
    run: (deskId, submissions) => commitParts(ports, deskId, submissions),
    prepare: (deskId, submission) => judgeEarly(ports, deskId, submission),
    fits,
  });
  commits.set(ports, made);
  return made;
}

/**
 * Rows that configure the desk go alone: what follows them is judged by it. So does a row that another is about
 * already.
 */
function fits(joined: readonly Submission[], next: Submission): boolean {
  const rows = [...joined, next].flatMap(each => each.rows);
  if (rows.length > MAX_ROWS) return false;
  if ([...joined, next].some(each => each.table.role !== 'work')) return false;
  return new Set(rows.map(row => row.key)).size === rows.length;
}

function refuseTwice(rows: readonly RowInput[]): void {
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    if (seen.has(row.key))
      throw new RequestError('row_twice', { details: [{ path: `rows.${index}.key`, message: row.key }] });
    seen.add(row.key);
  });
}
