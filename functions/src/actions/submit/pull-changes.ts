// What changed since a sheet last asked: so that what the service did by itself reaches the staff tabs.

import type { ChangesAnswer, RecordsAnswer } from '../../contract/contract.ts';
import type { HeldAnswer, HeldRequest } from '../../contract/held.ts';
import { LOOKED_THROUGH, mayHaveHeld } from '../../core/decide/late/held-lately.ts';
import { outstandingOf } from '../../core/decide/record-after.ts';
import { isRetired } from '../../core/decide/retired.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { type AsideFault, FAULTS } from '../../core/record/aside.ts';
import { type DeskRecord, latestVersions } from '../../core/record/record.ts';
import { problem } from '../../core/schema/problem.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { memberContext } from '../desk/desk-contexts.ts';
import { failureOf, SetAside } from '../desk/set-aside.ts';
import { answerOf } from './answer.ts';

/**
 * Most of one answer, by what the records hold: a script takes 50 MB, in a minute, and has to write it into the tabs as
 * well.
 */
const PAGE = { records: 500, bytes: 1_500_000 };

export async function pullChanges(
  ports: Ports,
  account: Account,
  deskId: string,
  cursor: string,
): Promise<ChangesAnswer> {
  const desk = await memberContext(ports, deskId, account);
  const page = await ports.store.changedSince(deskId, cursor, PAGE);
  return {
    cursor: page.cursor,
    more: page.more,
    rows: changedRows(page.records, desk, ports),
  };
}

/**
 * Records by their row keys, as a pull brings them: so that a row that was removed from the sheet can be told of and
 * brought back.
 */
export async function recordsByKey(
  ports: Ports,
  account: Account,
  deskId: string,
  keys: readonly string[],
): Promise<RecordsAnswer> {
  const desk = await memberContext(ports, deskId, account);
  const records = await ports.store.records(deskId, [...new Set(keys)]);
  return { rows: changedRows([...records.values()], desk, ports) };
}

/** Whether records held texts in cells of theirs a moment ago, as far as anybody can tell; in the order asked. */
export async function heldLately(
  ports: Ports,
  account: Account,
  deskId: string,
  { cells }: HeldRequest,
): Promise<HeldAnswer> {
  const desk = await memberContext(ports, deskId, account);
  const now = ports.now();
  return ports.store.transaction(deskId, async transaction => {
    const { records } = await transaction.read([...new Set(cells.map(({ key }) => key))], []);
    const wanted = [...records.values()].map(record => ({
      key: record.key,
      versions: latestVersions(record, LOOKED_THROUGH),
    }));
    const events = await transaction.events(wanted);
    const held = cells.map(({ key, column, text }) => {
      const record = records.get(key);
      const table = record && desk.tableOf(record.table);
      return !table || mayHaveHeld(table, record, { column, text }, events.get(key) ?? [], now);
    });
    return { held };
  });
}

/**
 * Records of one commit have one time; people expect them in the order of their numbers. One that cannot be answered
 * for leaves its row as it is, with a word on it.
 */
export function changedRows(
  records: readonly DeskRecord[],
  desk: DeskContext,
  ports: Ports,
): RecordsAnswer['rows'] {
  const aside = new SetAside(ports, desk);
  return records.toSorted(byNumber).flatMap(record => {
    const table = desk.tableOf(record.table);
    if (!table) return [];
    const { key, number } = record;
    const base = { version: record.version, behind: {} };
    const row = { key, outcome: 'saved' as const, table, base, sent: undefined, keep: [] };
    const told = (fault: AsideFault) => [problem(null, 'set_aside', { reason: FAULTS[fault] })];
    const known = record.aside ? told(record.aside.fault) : undefined;
    const whole = aside.attempt(record, () =>
      answerOf({ ...row, record, problems: known ?? outstandingOf(table, record) }, desk),
    );
    const answer =
      whole ?? answerOf({ ...row, record: undefined, problems: known ?? told(failureOf(record)) }, desk);
    const retired = isRetired(record, desk, ports.now());
    return [{ table: table.key, number, ...answer, ...(retired && { retired }) }];
  });
}

function byNumber(a: DeskRecord, b: DeskRecord): number {
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}
