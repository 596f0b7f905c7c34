// Numbers for new records. The counters move on in the commit that takes the numbers, so there is neither a gap nor a double.

import type { Accepted } from '../core/decide.ts';
import { readTime } from '../core/moment.ts';
import { counterOf, numberOf } from '../core/numbering.ts';
import type { Table } from '../core/table.ts';
import type { RowInput } from '../http/contract.ts';
import type { DeskTransaction, Snapshot } from '../ports.ts';

/** Where a desk's days begin is known only once it is read; until then its counters are guessed by this zone. */
const LIKELY_ZONE = 'Asia/Shanghai';

/** A record that is new with this commit, and what its number follows from. */
export interface Fresh {
  table: Table;
  zone: string;
  accepted: Accepted;
}

/** Counters that these rows will most likely want, so that they can be read along with the records. */
export function likelyCounters(table: Table, rows: readonly RowInput[]): string[] {
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

/** Gives each its number, in their order; answers where the counters stand then. */
export async function numberRows(
  fresh: readonly Fresh[],
  snapshot: Snapshot,
  transaction: DeskTransaction,
): Promise<Map<string, number>> {
  const counters = fresh.map(({ table, zone, accepted }) => counterOf(table, accepted.after.cells, zone));
  const names = [...new Set(counters)];
  const unknown = names.filter(name => !snapshot.serials.has(name));
  const more = unknown.length > 0 ? (await transaction.read([], unknown)).serials : new Map<string, number>();
  const serials = new Map(names.map(name => [name, snapshot.serials.get(name) ?? more.get(name) ?? 0]));
  fresh.forEach(({ table, zone, accepted }, index) => {
    const counter = counters[index] ?? '';
    const serial = (serials.get(counter) ?? 0) + 1;
    serials.set(counter, serial);
    giveNumber(table, accepted, numberOf(table, accepted.after.cells, serial, zone));
  });
  return serials;
}

function giveNumber(table: Table, accepted: Accepted, number: string): void {
  const column = table.columns.find(each => each.owner === 'system' && each.source.from === 'number');
  const cells = column ? { ...accepted.after.cells, [column.key]: number } : accepted.after.cells;
  accepted.after = { ...accepted.after, number, cells };
}
