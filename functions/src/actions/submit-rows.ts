// Rows from the sheet: judged, merged, decided and committed together in one transaction, then answered one by one.

import { type Checked, check } from '../core/check.ts';
import { type Accepted, type Decision, decide } from '../core/decide.ts';
import type { DeskContext } from '../core/desk.ts';
import {
  type Base,
  baseAfter,
  type Merged,
  merge,
  readBase,
  settle,
  unknownVersions,
} from '../core/merge.ts';
import { readTime } from '../core/moment.ts';
import { counterOf, numberOf } from '../core/numbering.ts';
import { problem } from '../core/problem.ts';
import type { Author, DeskRecord, RecordEvent } from '../core/record.ts';
import { addFigures } from '../core/rollup.ts';
import { staffColumns, type Table } from '../core/table.ts';
import type { Instant } from '../core/time.ts';
import type { RowAnswer, RowInput, SubmitAnswer, SubmitRequest } from '../http/contract.ts';
import type { Account, DeskTransaction, Ports, Snapshot } from '../ports.ts';
import { RequestError } from '../request-error.ts';
import { answerOf } from './answer.ts';
import { memberContext } from './desk-contexts.ts';
import { planReference, withNumbers } from './reference-rows.ts';

/** Where a desk's days begin is known only once it is read; until then its counters are guessed by this zone. */
const LIKELY_ZONE = 'Asia/Shanghai';

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
  refuseMalformed(table, request.rows);
  const by: Author = { account: account.mail, editor: request.editor ?? null };
  const now = ports.now();
  const { answers, alarmAt, changed } = await ports.store.transaction(deskId, async transaction => {
    const counters = likelyCounters(table, request.rows);
    const snapshot = await transaction.read(
      request.rows.map(row => row.key),
      counters,
    );
    const desk = memberContext(ports, snapshot.desk, account);
    const work: Work = { ports, account, table, by, now, desk, snapshot, transaction };
    return commit(work, request.rows);
  });
  // What follows from the commit may be lost with this process: the sweep finds it again from what was committed.
  const after = ports.now();
  await Promise.all([
    alarmAt === undefined ? undefined : ports.alarms.plantRing(deskId, alarmAt, after),
    changed ? ports.alarms.plantSummary(deskId, after) : undefined,
  ]).catch((cause: unknown) => ports.log.error('alarm_not_planted', cause, { deskId }));
  return { rows: answers };
}

interface Work {
  ports: Ports;
  account: Account;
  table: Table;
  by: Author;
  now: Instant;
  desk: DeskContext;
  snapshot: Snapshot;
  transaction: DeskTransaction;
}

interface Decided {
  row: RowInput;
  before: DeskRecord | undefined;
  base: Base;
  conflicts: string[];
  decision: Decision;
}

async function commit(
  work: Work,
  rows: readonly RowInput[],
): Promise<{ answers: RowAnswer[]; alarmAt: Instant | undefined; changed: boolean }> {
  const { desk, table, transaction } = work;
  const events = await transaction.events(rows.map(row => unknownEvents(work, row)));
  const plan = planReference(
    work,
    rows.map(row => decideRow(work, row, events.get(row.key) ?? [])),
  );
  const serials = await numberNew(work, plan.rows);
  const accepted = plan.rows.flatMap(({ decision }) => (decision.outcome === 'saved' ? [decision] : []));
  transaction.write({
    ...(plan.desk && { desk: withNumbers(plan.desk, accepted) }),
    records: accepted,
    serials,
    change: addFigures(...accepted.map(each => each.change)),
  });
  const alarms = accepted.flatMap(({ after }) => after.nextActionAt ?? []);
  return {
    answers: plan.rows.map(each => answerRow(each, table, desk)),
    alarmAt: alarms.length > 0 ? Math.min(...alarms) : undefined,
    changed: accepted.length > 0,
  };
}

/** What the sheet has not seen of a row: known only once the record is read. */
function unknownEvents({ table, snapshot }: Work, row: RowInput): { key: string; versions: number[] } {
  const before = snapshot.records.get(row.key);
  const isOurs = before?.table === table.key;
  return { key: row.key, versions: isOurs ? unknownVersions(baseOf(row), before) : [] };
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

/** Draws numbers for new records; the counters move on in the same commit, so there is neither a gap nor a double. */
async function numberNew(
  { table, desk, snapshot, transaction }: Work,
  decided: readonly Decided[],
): Promise<Map<string, number>> {
  const fresh = decided.flatMap(({ before, decision }) =>
    !before && decision.outcome === 'saved' ? [decision] : [],
  );
  const names = [...new Set(fresh.map(({ after }) => counterOf(table, after.cells, desk.zone)))];
  const unknown = names.filter(name => !snapshot.serials.has(name));
  const more = unknown.length > 0 ? (await transaction.read([], unknown)).serials : new Map<string, number>();
  const serials = new Map(names.map(name => [name, snapshot.serials.get(name) ?? more.get(name) ?? 0]));
  for (const accepted of fresh) {
    const counter = counterOf(table, accepted.after.cells, desk.zone);
    const serial = (serials.get(counter) ?? 0) + 1;
    serials.set(counter, serial);
    giveNumber(table, accepted, numberOf(table, accepted.after.cells, serial, desk.zone));
  }
  return serials;
}

function giveNumber(table: Table, accepted: Accepted, number: string): void {
  const column = table.columns.find(each => each.owner === 'system' && each.source.from === 'number');
  const cells = column ? { ...accepted.after.cells, [column.key]: number } : accepted.after.cells;
  accepted.after = { ...accepted.after, number, cells };
}

function answerRow(
  { row, before, base, conflicts, decision }: Decided,
  table: Table,
  desk: DeskContext,
): RowAnswer {
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

function likelyCounters(table: Table, rows: readonly RowInput[]): string[] {
  const { date } = table.numbering;
  const names = rows.flatMap(row => {
    if (row.base !== '') return [];
    if (!date) return [counterOf(table, {}, LIKELY_ZONE)];
    const cell = row.cells[date.column];
    const at = typeof cell === 'string' || typeof cell === 'number' ? readTime(cell, LIKELY_ZONE) : undefined;
    return typeof at === 'number' ? [counterOf(table, { [date.column]: at }, LIKELY_ZONE)] : [];
  });
  return [...new Set(names)];
}

function refuseMalformed(table: Table, rows: readonly RowInput[]): void {
  const keys = new Set(staffColumns(table).map(column => column.key));
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    if (seen.has(row.key))
      throw new RequestError('row_twice', { details: [{ path: `rows.${index}.key`, message: row.key }] });
    seen.add(row.key);
    const strange = [...Object.keys(row.cells), ...row.edited].filter(key => !keys.has(key));
    if (strange.length > 0) {
      throw new RequestError('unknown_column', {
        details: strange.map(key => ({ path: `rows.${index}.cells.${key}`, message: key })),
      });
    }
  });
}
