// Rows of one or several requests, judged, merged, decided and committed in one transaction. Knows nothing of who waits for it.

import { type Checked, check } from '../core/check.ts';
import { type Accepted, type Decision, decide } from '../core/decide.ts';
import type { Desk, DeskContext } from '../core/desk.ts';
import {
  type Base,
  baseAfter,
  type Merged,
  merge,
  readBase,
  settle,
  unknownVersions,
} from '../core/merge.ts';
import { problem } from '../core/problem.ts';
import type { Author, DeskRecord, RecordEvent } from '../core/record.ts';
import { addFigures } from '../core/rollup.ts';
import { staffColumns, type Table } from '../core/table.ts';
import type { Instant } from '../core/time.ts';
import type { RowAnswer, RowInput } from '../http/contract.ts';
import type { Account, Ports, Snapshot } from '../ports.ts';
import { RequestError } from '../request-error.ts';
import { answerOf } from './answer.ts';
import { memberContext } from './desk-contexts.ts';
import { type Fresh, likelyCounters, numberRows } from './number-rows.ts';
import { planReference, withNumbers } from './reference-rows.ts';

/** The rows of one request, and who sends them. */
export interface Submission {
  account: Account;
  table: Table;
  by: Author;
  now: Instant;
  rows: readonly RowInput[];
}

/** What became of a submission: an answer for each row and what follows from them, or why it was refused as a whole. */
export type Settled = { answers: RowAnswer[]; alarmAt: Instant | undefined; changed: boolean } | RequestError;

/** A submission beside the state that it is judged by. */
interface Work extends Submission {
  ports: Ports;
  desk: DeskContext;
  snapshot: Snapshot;
}

interface Decided {
  row: RowInput;
  before: DeskRecord | undefined;
  base: Base;
  conflicts: string[];
  decision: Decision;
}

interface Plan {
  work: Work;
  rows: Decided[];
  /** The desk as these rows configure it, if they do. */
  desk: Desk | undefined;
}

/**
 * Commits submissions together; each is admitted or refused by itself. No row key may stand in two of them, and one that configures
 * the desk must be alone.
 */
export function commitRows(
  ports: Ports,
  deskId: string,
  submissions: readonly Submission[],
): Promise<Settled[]> {
  return ports.store.transaction(deskId, async transaction => {
    const keys = submissions.flatMap(({ rows }) => rows.map(row => row.key));
    const counters = submissions.flatMap(({ table, rows }) => likelyCounters(table, rows));
    const snapshot = await transaction.read(keys, [...new Set(counters)]);
    const admitted = submissions.map(submission => admit(ports, submission, snapshot));
    const works = admitted.filter(isAdmitted);
    const events = await transaction.events(works.flatMap(unknownEvents));
    const settled = admitted.map(each => (each instanceof RequestError ? each : planRows(each, events)));
    const plans = settled.filter(isAdmitted);
    const serials = await numberRows(plans.flatMap(freshOf), snapshot, transaction);
    const accepted = plans.flatMap(acceptedOf);
    const [desk] = plans.flatMap(plan => plan.desk ?? []);
    transaction.write({
      ...(desk && { desk: withNumbers(desk, accepted) }),
      records: accepted,
      serials,
      change: addFigures(...accepted.map(each => each.change)),
    });
    return settled.map(each => (each instanceof RequestError ? each : answerPlan(each)));
  });
}

function admit(ports: Ports, submission: Submission, snapshot: Snapshot): Work | RequestError {
  try {
    return { ...submission, ports, snapshot, desk: memberContext(ports, snapshot.desk, submission.account) };
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
}

const isAdmitted = <T extends object>(each: T | RequestError): each is T => !(each instanceof RequestError);

/** What the sheet has not seen of each row: known only once the records are read. */
function unknownEvents({ table, snapshot, rows }: Work): { key: string; versions: number[] }[] {
  return rows.map(row => {
    const before = snapshot.records.get(row.key);
    const isOurs = before?.table === table.key;
    return { key: row.key, versions: isOurs ? unknownVersions(baseOf(row), before) : [] };
  });
}

function planRows(work: Work, events: ReadonlyMap<string, readonly RecordEvent[]>): Plan {
  const decided = work.rows.map(row => decideRow(work, row, events.get(row.key) ?? []));
  return { work, ...planReference(work, decided) };
}

const baseOf = (row: RowInput): Base => settle(readBase(row.base), row.edited);

function decideRow(work: Work, row: RowInput, events: readonly RecordEvent[]): Decided {
  const { table, desk, snapshot, by, now } = work;
  const before = snapshot.records.get(row.key);
  const base = baseOf(row);
  const checked = check(table, row.cells, now, desk);
  const decideOn = (incoming: Checked | Merged) =>
    decide({ table, key: row.key, before, row: incoming, by, now }, desk);
  if (before && before.table !== table.key) {
    const problems = [problem(null, 'row_invalid', { reason: '行键属于另一张表' })];
    return { row, before: undefined, base, conflicts: [], decision: { outcome: 'refused', problems } };
  }
  if (!before) return { row, before, base, conflicts: [], decision: decideOn(checked) };
  const merged = merge(table, row.cells, checked, before, base, events, desk.zone);
  return { row, before, base, conflicts: merged.conflicts, decision: decideOn(merged) };
}

function acceptedOf({ rows }: Plan): Accepted[] {
  return rows.flatMap(({ decision }) => (decision.outcome === 'saved' ? [decision] : []));
}

function freshOf({ work: { table, desk }, rows }: Plan): Fresh[] {
  return rows.flatMap(({ before, decision }) =>
    !before && decision.outcome === 'saved' ? [{ table, zone: desk.zone, accepted: decision }] : [],
  );
}

function answerPlan(plan: Plan): Settled {
  const { work, rows } = plan;
  const accepted = acceptedOf(plan);
  const alarms = accepted.flatMap(({ after }) => after.nextActionAt ?? []);
  return {
    answers: rows.map(each => answerRow(each, work)),
    alarmAt: alarms.length > 0 ? Math.min(...alarms) : undefined,
    changed: accepted.length > 0,
  };
}

function answerRow({ row, before, base, conflicts, decision }: Decided, { table, desk }: Work): RowAnswer {
  const record = decision.outcome === 'saved' ? decision.after : before;
  const refused = decision.outcome === 'refused' || decision.outcome === 'draft';
  const staff = staffColumns(table).map(column => column.key);
  return answerOf(
    {
      key: row.key,
      outcome: refused || conflicts.length === 0 ? decision.outcome : 'conflict',
      table,
      record,
      // A refused row was not taken in: the sheet knows no more than it did.
      base: refused ? base : baseAfter(base, record?.version ?? 0, conflicts),
      problems: decision.problems,
      sent: row.cells,
      keep: refused ? staff : conflicts,
    },
    desk,
  );
}
