// Rows that are to go out together: a request names a row once, or the service takes none of it.
import type { RowInput } from '../../../functions/src/contract/contract.ts';
import type { OutgoingRow } from './gather.ts';
import { joinedTexts } from './keys/flight-entry.ts';

/**
 * Puts rows that were read later behind those that are to be sent already. A row that is among both goes as it was read
 * last, with what is known of it from before; one that is only shown beside its copies gives way to itself.
 */
export function takeAlong(rows: OutgoingRow[], later: readonly OutgoingRow[]): void {
  const places = new Map(rows.map(({ input }, at) => [input.key, at]));
  for (const row of later) {
    const at = places.get(row.input.key);
    const before = at === undefined ? undefined : rows[at];
    if (at === undefined || before === undefined) {
      places.set(row.input.key, rows.length);
      rows.push(row);
    } else if (!row.input.witness) rows[at] = before.input.witness ? row : joined(before, row);
  }
}

function joined(before: OutgoingRow, later: OutgoingRow): OutgoingRow {
  const overwritten = joinedTexts(before.input.overwritten, later.input.overwritten);
  const input: RowInput = {
    ...later.input,
    edited: [...new Set([...before.input.edited, ...later.input.edited])],
    ...(Object.keys(overwritten).length > 0 && { overwritten }),
  };
  const said = new Set(later.remarks.map(({ code }) => code));
  const remarks = [...before.remarks.filter(({ code }) => !said.has(code)), ...later.remarks];
  return { ...later, pasted: before.pasted || later.pasted, input, remarks };
}
