// For whoever is on the phone: the form that begins his row, and what is known of him already.

import type { CallerAnswer, CallForm } from '../../contract/call-form.ts';
import { RequestError } from '../../contract/request-error.ts';
import { callerLines, callFormOf, callTable, MAX_CALLER_RECORDS } from '../../core/calls/call-form.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { memberContext } from '../desk/desk-contexts.ts';
import { foundRecords } from './search-records.ts';

/** @throws RequestError 403 for whoever may not write, 404 where the desk has no table of calls. */
export async function callForm(ports: Ports, account: Account, deskId: string): Promise<CallForm> {
  const desk = await memberContext(ports, deskId, account);
  const table = callTable(desk);
  if (!table) throw new RequestError('unknown_table');
  return callFormOf(table, desk);
}

/** What the search finds, as lines. @throws RequestError as `searchRecords` and `callForm`. */
export async function callers(
  ports: Ports,
  account: Account,
  deskId: string,
  text: string,
): Promise<CallerAnswer> {
  const desk = await memberContext(ports, deskId, account);
  const table = callTable(desk);
  if (!table) throw new RequestError('unknown_table');
  const { records, more } = await foundRecords(ports, account, desk, text);
  const lines = callerLines(records, table, desk);
  return { records: lines.slice(0, MAX_CALLER_RECORDS), more: more || lines.length > MAX_CALLER_RECORDS };
}
