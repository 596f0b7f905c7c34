// Records whose texts hide a name by now that what was told of them does not, gone through in parts: those that older
// programs wrote, and those that came to know somebody by name later.

import type { DeskContext } from '../../core/desk/desk.ts';
import { changeOfAll } from '../../core/figures/count.ts';
import { type Rehidden, rehidden } from '../../core/record/hide-told.ts';
import { callingsKnown, isNameless } from '../../core/record/known-names.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { References, referencesOf } from '../../core/record/references.ts';
import type { Table } from '../../core/schema/table.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { Ports } from '../../ports/ports.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { findReferences } from '../propagate/following.ts';

/** Records of one turn: figures and tabs wait for it. */
const TURN_SIZE = 50;
/** Most records of the same number that are looked at. */
const MAX_RECORDS = 5;

/**
 * Goes through the next of them; another summary goes on with the rest. Each is done by itself, and may be done again.
 * @throws Error where one could not be gone through, so that the queue asks again
 */
export async function hideNames(ports: Ports, deskId: string): Promise<void> {
  const keys = await ports.persons.recordsToHide(deskId, TURN_SIZE);
  if (keys.length === 0) return;
  const done = new Map<string, Rehidden['told']>();
  const failed: string[] = [];
  for (const key of keys) {
    try {
      const told = await hideOne(ports, deskId, key);
      if (told) done.set(key, told);
    } catch (cause) {
      ports.log.error('names_not_hidden', cause, { deskId, key });
      failed.push(key);
    }
  }
  await hideLines(ports, deskId, done);
  ports.log.info('names_hidden', { deskId, records: done.size });
  if (failed.length > 0) throw new Error(`texts of ${failed.join(', ')} could not be gone through`);
  if (keys.length === TURN_SIZE) await ports.alarms.plantSummary(deskId, ports.now(), ports.now());
}

/** What was told goes first: whoever dies after it finds the record as it was, and does the same again. */
async function hideOne(ports: Ports, deskId: string, key: string): Promise<Rehidden['told'] | undefined> {
  const looked = await ports.store.transaction(deskId, transaction => lookAt(ports, transaction, key));
  if (!looked) return undefined;
  await ports.persons.rewriteTold(deskId, key, looked.rehidden.told);
  const written = await ports.store.transaction(deskId, async transaction => {
    const now = await lookAt(ports, transaction, key);
    if (!now) return undefined;
    const { desk, table, record } = now;
    const { after, event, privateCells, told } = now.rehidden;
    transaction.write({
      records: [{ after, privateCells, ...(event && { event }) }],
      ...(event && {
        change: { at: ports.now(), figures: changeOfAll([{ table, before: record, after }], desk.zone) },
        ...(table.similarity && { fingerprints: new Map([[key, null]]), compare: [key] }),
      }),
    });
    return told;
  });
  return written;
}

/** A record with whom it knows, and what becomes of it. */
async function lookAt(
  ports: Ports,
  transaction: DeskTransaction,
  key: string,
): Promise<{ desk: DeskContext; table: Table; record: DeskRecord; rehidden: Rehidden } | undefined> {
  const snapshot = await transaction.read([key], []);
  const desk = deskContext(ports, snapshot.desk);
  const record = snapshot.records.get(key);
  const table = record && desk.tableOf(record.table);
  if (!record || !table) return undefined;
  const references = await referredOf(table, record, desk, transaction);
  const around = { before: record, references };
  const digest = record.customer?.digest;
  const isAsked = digest !== undefined && isNameless(table, record.cells, around, desk.keyed);
  const alike = isAsked ? await transaction.ofCustomers([digest], MAX_RECORDS) : [];
  const calledAlso = alike.flatMap(callingsKnown);
  const full = (await transaction.privateCells([key])).get(key) ?? {};
  const given = { now: ports.now(), desk };
  return {
    desk,
    table,
    record,
    rehidden: rehidden(table, record, full, { ...around, calledAlso }, given),
  };
}

/** The records that one refers to, which know by now whom those know that they refer to in turn. */
async function referredOf(
  table: Table,
  record: DeskRecord,
  desk: DeskContext,
  transaction: DeskTransaction,
): Promise<References> {
  const references = new References(titleOf);
  const wanted = referencesOf(table, record.cells);
  await findReferences(wanted, references, transaction);
  const parents = wanted.flatMap(each => references.find(each) ?? []);
  const further = parents.flatMap(each => referencesOf(desk.tableOf(each.table), each.cells));
  await findReferences(further, references, transaction);
  for (const parent of parents) {
    const known = referencesOf(desk.tableOf(parent.table), parent.cells);
    const called = known.flatMap(each => callingsKnown(references.find(each)));
    references.renew({ ...parent, namesIn: { ...parent.namesIn, others: called } });
  }
  return references;
}

/** The list of latest changes, with the same hidden. */
async function hideLines(
  { store }: Ports,
  deskId: string,
  done: ReadonlyMap<string, Rehidden['told']>,
): Promise<void> {
  const log = done.size > 0 ? await store.activityLog(deskId) : undefined;
  if (!log) return;
  const lines = log.lines.map(line => ({ ...line, text: done.get(line.key)?.text(line.text) ?? line.text }));
  await store.keepActivityLog(deskId, { ...log, lines });
}
