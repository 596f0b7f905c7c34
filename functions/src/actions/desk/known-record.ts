// A record that somebody names by its key, as the desk knows it.

import { RequestError } from '../../contract/request-error.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Table } from '../../core/schema/table.ts';

export interface KnownRecord {
  desk: DeskContext;
  table: Table;
  record: DeskRecord;
}

/** @throws RequestError 404 where these records, or the desk's tables, do not have it */
export function knownRecord(
  desk: DeskContext,
  records: ReadonlyMap<string, DeskRecord>,
  key: string,
): KnownRecord {
  const record = records.get(key);
  const table = record && desk.tableOf(record.table);
  if (!record || !table) throw new RequestError('unknown_record');
  return { desk, table, record };
}
