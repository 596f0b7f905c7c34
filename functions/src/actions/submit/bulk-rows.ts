// Many rows of one table changed at once, and put back: judged, merged and written as rows are that were typed. A try
// says of each row what would become of it.

import type {
  BulkAnswer,
  BulkForm,
  BulkInput,
  BulkOutcome,
  BulkRequest,
  BulkRow,
  BulkUndoRequest,
} from '../../contract/bulk.ts';
import type { RowAnswer, RowInput } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { toWire } from '../../core/cells/cell-codec.ts';
import { hasPrivatePart } from '../../core/cells/mask.ts';
import { changeLines } from '../../core/decide/history.ts';
import { readBase } from '../../core/decide/merge.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { personNoted, whoOf } from '../../core/desk/find-person.ts';
import { heirOf } from '../../core/desk/stand-in.ts';
import type { Bulk, DeskRecord, RecordEvent } from '../../core/record/record.ts';
import { type Problem, problem } from '../../core/schema/problem.ts';
import { staffColumns, type Table } from '../../core/schema/table.ts';
import { bulkChoices, HAND_OVER } from '../../core/workbook/bulk-choices.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { rightContext } from '../desk/desk-contexts.ts';
import type { Submission } from './admission.ts';
import { told } from './answer.ts';
import { previewRows } from './commit-rows.ts';
import { commitSubmission } from './submit-rows.ts';

/** What can be done to many rows of a table. @throws RequestError 403, 404 */
export async function bulkForm(
  ports: Ports,
  account: Account,
  deskId: string,
  named: Table,
): Promise<BulkForm> {
  const { desk, table } = await bulkPlace(ports, account, deskId, named);
  return { choices: bulkChoices(table, desk) };
}

/**
 * Sets a column in rows, or tells what would become of them.
 * @throws RequestError 400 for a column that is not for many rows, 403, 404
 */
export async function changeRows(
  ports: Ports,
  account: Account,
  deskId: string,
  named: Table,
  { dry, bulk, column, value, rows }: BulkRequest,
): Promise<BulkAnswer> {
  const { desk, table } = await bulkPlace(ports, account, deskId, named);
  const choices = bulkChoices(table, desk).filter(each => each.column === column);
  if (choices.length === 0) throw new RequestError('not_for_many');
  const keys = rows.map(({ key }) => key);
  const isHandOver = choices.some(({ action }) => action === 'handOver') && value === HAND_OVER;
  const records = isHandOver ? await ports.store.records(deskId, keys) : new Map<string, DeskRecord>();
  const inputs = rows.map(({ key, base }): RowInput | Problem => {
    // Nothing is begun by a change of many rows.
    if (readBase(base).version === 0) return problem(null, 'row_unknown');
    const given = isHandOver ? heirIn(records.get(key), column, desk) : value;
    return typeof given === 'string' ? { key, base, edited: [], cells: { [column]: given } } : given;
  });
  const place = { ports, account, deskId, desk, table, named };
  return { rows: await settleRows(place, rows, inputs, { id: bulk }, dry) };
}

/**
 * Puts rows back as they were before they were changed at once: all those of which nobody has changed the same cells
 * since. @throws RequestError 403, 404
 */
export async function undoRows(
  ports: Ports,
  account: Account,
  deskId: string,
  named: Table,
  { bulk, rows }: BulkUndoRequest,
): Promise<BulkAnswer> {
  const { desk, table } = await bulkPlace(ports, account, deskId, named);
  const events = await ports.store.transaction(deskId, async transaction => {
    const { records } = await transaction.read(
      rows.map(({ key }) => key),
      [],
    );
    return transaction.events(rows.map(row => ({ key: row.key, versions: versionsSince(row, records) })));
  });
  const inputs = rows.map(row => putBack(row, bulk, events.get(row.key) ?? [], table, desk));
  const place = { ports, account, deskId, desk, table, named };
  return { rows: await settleRows(place, rows, inputs, { id: bulk, undone: true }, false) };
}

/** Who is to take a row over, by name; of one that is closed whoever has it. */
function heirIn(record: DeskRecord | undefined, column: string, desk: DeskContext): string | Problem {
  const name = record?.cells[column] ?? '';
  if (record && record.closedAt !== null) return String(name);
  const person = name === '' ? undefined : personNoted({ name: String(name) }, desk);
  if (!person) return problem(column, 'nobody_to_leave');
  return heirOf(person, desk)?.name ?? problem(column, 'nobody_to_take_over', { name: person.name });
}

interface BulkPlace {
  ports: Ports;
  account: Account;
  deskId: string;
  desk: DeskContext;
  table: Table;
  /** As it is declared. */
  named: Table;
}

async function bulkPlace(ports: Ports, account: Account, deskId: string, named: Table) {
  const desk = await rightContext(ports, deskId, account, 'bulk');
  // Rows of people and settings are changed one by one: what follows them is judged by each.
  if (named.role !== 'work') throw new RequestError('not_for_many');
  return { desk, table: desk.tableOf(named.key) ?? named };
}

/** Most events of a record that are looked at for who has changed it since. */
const MAX_SINCE = 100;

function versionsSince({ key, base }: BulkInput, records: ReadonlyMap<string, DeskRecord>): number[] {
  const { version } = readBase(base);
  const last = Math.min(records.get(key)?.version ?? 0, version + MAX_SINCE);
  return Array.from({ length: Math.max(0, last - version + 1) }, (_, index) => version + index);
}

/** A row as it was before, or why it stays as it is. */
function putBack(
  { key, base }: BulkInput,
  bulk: string,
  events: readonly RecordEvent[],
  table: Table,
  desk: DeskContext,
): RowInput | Problem {
  const { version } = readBase(base);
  const event = events.find(each => each.version === version);
  if (event?.table !== table.key || event.bulk?.id !== bulk || event.bulk.undone)
    return problem(null, 'bulk_not_this');
  const columns = staffColumns(table).filter(
    ({ key: column, kind }) =>
      !hasPrivatePart(kind) && event.changes.some(change => change.column === column),
  );
  for (const { key: column, label } of columns) {
    const since = events.findLast(
      each => each.version > version && each.changes.some(change => change.column === column),
    );
    if (since) return problem(column, 'bulk_changed_since', { who: whoOf(since.by, desk), label });
  }
  const cells = columns.map(column => {
    const first = event.changes.find(change => change.column === column.key);
    return [column.key, toWire(column, first?.before ?? null)] as const;
  });
  return { key, base: String(version), edited: [], cells: Object.fromEntries(cells) };
}

/** Has rows judged and, unless it is a try, written; those that stay as they are say why. */
async function settleRows(
  { ports, account, deskId, desk, table, named }: BulkPlace,
  rows: readonly BulkInput[],
  inputs: readonly (RowInput | Problem)[],
  bulk: Bulk,
  dry: boolean,
): Promise<BulkRow[]> {
  const sent = inputs.filter(each => 'cells' in each);
  if (new Set(sent.map(({ key }) => key)).size < sent.length) throw new RequestError('row_twice');
  const by = { account: account.mail, editor: null };
  const submission: Submission = { account, table: named, by, now: ports.now(), rows: sent, bulk };
  const settled =
    sent.length === 0
      ? { answers: [], events: [] }
      : dry
        ? await previewRows(ports, deskId, submission)
        : await commitSubmission(ports, deskId, submission);
  if (settled instanceof RequestError) throw settled;
  const answers = new Map(settled.answers.map(answer => [answer.key, answer]));
  const events = new Map(settled.events.map(event => [event.key, event]));
  const records = await ports.store.records(
    deskId,
    rows.map(({ key }) => key),
  );
  return rows.map(({ key }, index): BulkRow => {
    const input = inputs[index];
    const row = { key, number: records.get(key)?.number ?? '', changes: [], problems: [], base: '' };
    if (!input || !('cells' in input))
      return { ...row, outcome: 'refused', problems: input ? [told(input)] : [] };
    const answer = answers.get(key);
    const event = events.get(key);
    if (!answer) throw new Error(`row ${key} of many was not answered`);
    return {
      ...row,
      outcome: OUTCOMES[answer.outcome],
      changes: event ? changeLines(table, event, desk) : [],
      problems: problemsOf(answer, Object.keys(input.cells)),
      base: event ? String(event.version) : '',
    };
  });
}

const OUTCOMES: Readonly<Record<RowAnswer['outcome'], BulkOutcome>> = {
  saved: 'changed',
  unchanged: 'same',
  draft: 'refused',
  refused: 'refused',
  conflict: 'refused',
  held: 'refused',
  sample: 'refused',
};

/** Why a row is refused, or what is to be said of the cells that are changed. */
function problemsOf({ outcome, problems }: RowAnswer, columns: readonly string[]): RowAnswer['problems'] {
  // What was typed into one row can be typed again; here the row has to be looked at first.
  if (outcome === 'conflict') return [told(problem(columns[0] ?? null, 'bulk_outdated'))];
  const isMeant = OUTCOMES[outcome] === 'refused' ? 'error' : 'warning';
  return problems.filter(
    ({ severity, column }) => severity === isMeant && (isMeant === 'error' || columns.includes(column ?? '')),
  );
}
