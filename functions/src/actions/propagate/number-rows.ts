// Numbers for new records. The counters move on in the commit that takes the numbers, so there is neither a gap nor a
// double.

import type { RowInput } from '../../contract/contract.ts';
import type { Accepted } from '../../core/decide/decide.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { readTime, type TimeReading } from '../../core/lib/parse-time.ts';
import type { Instant } from '../../core/lib/time.ts';
import { counterOf, numberOf } from '../../core/record/numbering.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { systemColumn, type Table } from '../../core/schema/table.ts';
import type { DeskTransaction, Snapshot } from '../../ports/transaction.ts';

/** Where a desk's days begin is known only once it is read; until then its counters are guessed by this zone. */
const LIKELY_ZONE = 'Asia/Shanghai';

/** A change, and what its number follows from where the record is new with it. */
export interface Change {
  before: DeskRecord | undefined;
  table: Table;
  desk: Pick<DeskContext, 'zone'>;
  accepted: Accepted;
}

/** Counters that these rows will most likely want, so that they can be read along with the records. */
export function likelyCounters(table: Table, rows: readonly RowInput[], now: Instant): string[] {
  const reading: TimeReading = { zone: LIKELY_ZONE, now, towards: 'past' };
  const { date } = table.numbering;
  const names = rows.flatMap(row => {
    if (row.base !== '') return [];
    if (!date) return [counterOf(table, {}, LIKELY_ZONE)];
    const cell = row.cells[date.column];
    const at = typeof cell === 'string' || typeof cell === 'number' ? readTime(cell, reading) : undefined;
    return typeof at === 'number' ? [counterOf(table, { [date.column]: at }, LIKELY_ZONE)] : [];
  });
  return [...new Set(names)];
}

/** The numbers of one transaction: where the counters stand as records draw from them. */
export class Numbers {
  /** Counters that were drawn from, by name. */
  readonly serials = new Map<string, number>();
  readonly #snapshot: Snapshot;
  readonly #transaction: DeskTransaction;

  constructor(snapshot: Snapshot, transaction: DeskTransaction) {
    this.#snapshot = snapshot;
    this.#transaction = transaction;
  }

  /** The same changes, in their order: those of new records have their numbers. */
  async give<Each extends Change>(changes: readonly Each[]): Promise<Each[]> {
    const counterIn = ({ table, desk, accepted }: Each) => counterOf(table, accepted.after.cells, desk.zone);
    await this.#look([...new Set(changes.filter(isNew).map(counterIn))]);
    return changes.map(change => {
      if (!isNew(change)) return change;
      const { table, desk, accepted } = change;
      const counter = counterIn(change);
      const serial = (this.serials.get(counter) ?? 0) + 1;
      this.serials.set(counter, serial);
      const number = numberOf(table, accepted.after.cells, serial, desk.zone);
      return { ...change, accepted: withNumber(table, accepted, number) };
    });
  }

  async #look(counters: readonly string[]): Promise<void> {
    const names = counters.filter(name => !this.serials.has(name));
    const unknown = names.filter(name => !this.#snapshot.serials.has(name));
    const more = unknown.length > 0 ? (await this.#transaction.read([], unknown)).serials : undefined;
    for (const name of names) {
      this.serials.set(name, this.#snapshot.serials.get(name) ?? more?.get(name) ?? 0);
    }
  }
}

const isNew = ({ before }: Change): boolean => before === undefined;

function withNumber(table: Table, accepted: Accepted, number: string): Accepted {
  const column = systemColumn(table, 'number');
  const cells = column ? { ...accepted.after.cells, [column.key]: number } : accepted.after.cells;
  const { after, event } = accepted;
  return { ...accepted, after: { ...after, number, cells }, event: { ...event, number } };
}
