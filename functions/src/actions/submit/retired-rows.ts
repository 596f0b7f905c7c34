// Rows that belong in their tabs no more: told to the sheet, which knows whether one of them may go.

import type { RetiredAnswer, RetiredRequest } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { writeBase } from '../../core/decide/merge.ts';
import { isRetired, retiredBefore } from '../../core/decide/retired.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { memberContext } from '../desk/desk-contexts.ts';

/** Records looked at for one answer. */
const PAGE_SIZE = 500;

/** When a record was closed, ms, and its key. */
const CURSOR = /^(?<millis>\d{1,15})\/(?<key>[A-Za-z0-9][A-Za-z0-9-]{0,99})$/;

/**
 * Those after a cursor, and those of the keys that are asked for again. What was changed since it was closed is passed
 * over as long as that is young: whoever wants it has to begin anew.
 */
export async function retiredRows(
  ports: Ports,
  account: Account,
  deskId: string,
  { after, keys }: RetiredRequest,
): Promise<RetiredAnswer> {
  const desk = await memberContext(ports, deskId, account);
  const place = placeOf(after);
  const now = ports.now();
  const before = retiredBefore(desk, now);
  if (before === null) return { days: 0, cursor: after, more: false, rows: [] };
  const page = await ports.store.closedBefore(deskId, place, before, PAGE_SIZE);
  const again = await ports.store.records(deskId, [...new Set(keys)]);
  const last = page.at(-1);
  const found = new Map([...again.values(), ...page].map(record => [record.key, record]));
  return {
    days: desk.parameter('关闭后留表天数'),
    cursor: last ? cursorAt(last) : after,
    more: page.length === PAGE_SIZE,
    rows: [...found.values()]
      .filter(record => isRetired(record, desk, now))
      .map(({ table, key, version }) => ({ table, key, base: writeBase({ version, behind: {} }) })),
  };
}

const cursorAt = ({ closedAt, key }: DeskRecord): string => `${closedAt}/${key}`;

/** @throws RequestError 400 for a cursor that this did not give out. */
function placeOf(cursor: string): { closedAt: number; key: string } | undefined {
  if (cursor === '') return undefined;
  const { millis, key } = CURSOR.exec(cursor)?.groups ?? {};
  if (millis === undefined || key === undefined) throw new RequestError('cursor_invalid');
  return { closedAt: Number(millis), key };
}
