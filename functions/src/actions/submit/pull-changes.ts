// What changed since a sheet last asked: so that what the service did by itself reaches the staff tabs.

import type { ChangesAnswer, RecordsAnswer } from '../../contract/contract.ts';
import { gapsOf } from '../../core/decide/record-after.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Account, Ports } from '../../ports.ts';
import { memberContext } from '../desk/desk-contexts.ts';
import { answerOf } from './answer.ts';

/** Most of one answer, by what the records hold: a script takes 50 MB, in a minute, and has to write it into the tabs as well. */
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
    rows: rowsOf(page.records, desk),
  };
}

/** Records by their row keys, as a pull brings them: so that a row that was removed from the sheet can be told of and brought back. */
export async function recordsByKey(
  ports: Ports,
  account: Account,
  deskId: string,
  keys: readonly string[],
): Promise<RecordsAnswer> {
  const desk = await memberContext(ports, deskId, account);
  const records = await ports.store.records(deskId, [...new Set(keys)]);
  return { rows: rowsOf([...records.values()], desk) };
}

/** Records of one commit have one time; people expect them in the order of their numbers. */
function rowsOf(records: readonly DeskRecord[], desk: DeskContext): RecordsAnswer['rows'] {
  return records.toSorted(byNumber).flatMap(record => {
    const table = desk.tableOf(record.table);
    if (!table) return [];
    const base = { version: record.version, behind: {} };
    const row = {
      key: record.key,
      outcome: 'saved' as const,
      table,
      record,
      base,
      problems: gapsOf(table, record),
      sent: undefined,
      keep: [],
    };
    return [{ table: table.key, number: record.number, ...answerOf(row, desk) }];
  });
}

function byNumber(a: DeskRecord, b: DeskRecord): number {
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}
