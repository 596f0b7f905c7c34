// One desk's documents in memory, and its transactions: one after the other, each whole or not at all.

import { noticeToSend, withoutBlanks } from '../../functions/src/adapters/firestore/documents.ts';
import type { StoredNotice } from '../../functions/src/adapters/firestore/kinds.ts';
import type { Desk } from '../../functions/src/core/desk/desk.ts';
import { type DeskState, type StatePart, withChange } from '../../functions/src/core/desk/desk-state.ts';
import { withRows } from '../../functions/src/core/desk/with-rows.ts';
import type { Figures } from '../../functions/src/core/figures/figures.ts';
import {
  type DeskRecord,
  eventId,
  type PrivateCells,
  type RecordEvent,
} from '../../functions/src/core/record/record.ts';
import type { Probe } from '../../functions/src/core/similarity/blocking.ts';
import type { Filed } from '../../functions/src/core/similarity/fingerprint-text.ts';
import {
  type Also,
  type DeskTransaction,
  RecordExists,
  type Snapshot,
  type ToCompare,
  type Writes,
} from '../../functions/src/ports/transaction.ts';

export class MemoryDesk {
  desk: Desk | undefined;
  state: DeskState | undefined;
  readonly records = new Map<string, DeskRecord>();
  readonly events = new Map<string, RecordEvent>();
  readonly full = new Map<string, PrivateCells>();
  readonly serials = new Map<string, number>();
  readonly fingerprints = new Map<string, Filed>();
  /** Keys that came with changes which the figures have not taken in yet. */
  readonly fresh: string[][] = [];
  readonly toCompare = new Map<string, string[]>();
  readonly names = new Map<string, string>();
  readonly notices = new Map<string, StoredNotice>();
  changes = 0;
  #moved = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** Does work when all work before it is done. */
  transaction<T>(work: (transaction: DeskTransaction) => Promise<T>): Promise<T> {
    const mine = this.#last.then(async () => {
      const begun = new MemoryTransaction(this);
      const result = await work(begun);
      for (const writes of begun.written) this.#commit(writes);
      return result;
    });
    this.#last = mine.catch(() => {});
    return mine;
  }

  #commit({ records = [], events = [], change, notices = [], ...writes }: Writes): void {
    const history = [...records.flatMap(({ event }) => event ?? []), ...events];
    for (const event of history) {
      const id = eventId(event.key, event.version);
      if (this.events.has(id)) throw new RecordExists(`event ${id} exists`);
    }
    this.#commitDesk(writes);
    for (const event of history) this.events.set(eventId(event.key, event.version), event);
    for (const { key, version, by } of writes.named ?? []) {
      const event = this.events.get(eventId(key, version));
      if (event) this.events.set(eventId(key, version), { ...event, by });
    }
    for (const { after, privateCells } of records) {
      this.records.set(after.key, withoutBlanks(after));
      this.full.set(after.key, { ...this.full.get(after.key), ...privateCells });
    }
    for (const [counter, serial] of writes.serials ?? []) this.serials.set(counter, serial);
    this.#commitFingerprints(writes);
    for (const [name, key] of writes.names ?? []) {
      if (key === null) this.names.delete(name);
      else this.names.set(name, key);
    }
    const { compare = [] } = writes;
    if (compare.length > 0) this.fresh.push([...compare]);
    if (change && (Object.keys(change.figures).length > 0 || compare.length > 0)) this.changes += 1;
    for (const notice of notices)
      if (!this.notices.has(notice.id)) this.notices.set(notice.id, noticeToSend(notice));
  }

  #commitDesk({ opened, configured, state: change }: Writes): void {
    this.desk ??= opened?.desk;
    this.state ??= opened?.state;
    if (configured && this.desk) this.desk = withRows(this.desk, configured);
    if (change && this.state) this.state = withChange(this.state, change);
  }

  /** What came with changes waits to be compared once the figures have taken these in. */
  moveToCompare(): void {
    for (const keys of this.fresh.splice(0)) this.toCompare.set(`comparison-${(this.#moved += 1)}`, keys);
  }

  #commitFingerprints({ fingerprints = new Map(), compared = new Map() }: Writes): void {
    for (const [key, filed] of fingerprints) {
      if (filed === null) this.fingerprints.delete(key);
      else this.fingerprints.set(key, filed);
    }
    for (const [id, keys] of compared) {
      if (keys.length === 0) this.toCompare.delete(id);
      else this.toCompare.set(id, [...keys]);
    }
  }
}

class MemoryTransaction implements DeskTransaction {
  readonly written: Writes[] = [];
  readonly #kept: MemoryDesk;

  constructor(kept: MemoryDesk) {
    this.#kept = kept;
  }

  async read(
    keys: readonly string[],
    counters: readonly string[],
    { names = [] }: Also = {},
  ): Promise<Snapshot> {
    const kept = this.#kept;
    return {
      desk: kept.desk,
      records: some(kept.records, keys),
      serials: new Map(counters.map(counter => [counter, kept.serials.get(counter) ?? 0])),
      names: some(kept.names, names),
    };
  }

  async state<Part extends StatePart>(part: Part) {
    return this.#kept.state?.[part];
  }

  async events(
    wanted: readonly { key: string; versions: readonly number[] }[],
  ): Promise<Map<string, RecordEvent[]>> {
    return new Map(
      wanted.map(({ key, versions }) => [
        key,
        versions.flatMap(version => this.#kept.events.get(eventId(key, version)) ?? []),
      ]),
    );
  }

  async history(key: string, limit: number): Promise<RecordEvent[]> {
    const own = [...this.#kept.events.values()].filter(event => event.key === key);
    return own.toSorted((a, b) => b.at - a.at).slice(0, limit);
  }

  async byNumber(numbers: readonly string[]): Promise<DeskRecord[]> {
    return [...this.#kept.records.values()].filter(({ number }) => numbers.includes(number));
  }

  async using(entries: readonly string[], limit: number): Promise<DeskRecord[]> {
    const all = [...this.#kept.records.values()];
    return all.filter(({ uses }) => entries.some(each => uses?.includes(each))).slice(0, limit);
  }

  async ofCustomers(digests: readonly string[], limit: number): Promise<DeskRecord[]> {
    const all = [...this.#kept.records.values()];
    return all.filter(({ customer }) => customer && digests.includes(customer.digest)).slice(0, limit);
  }

  async privateCells(keys: readonly string[]): Promise<Map<string, PrivateCells>> {
    return some(this.#kept.full, keys);
  }

  async toCompare(limit: number): Promise<ToCompare[]> {
    return [...this.#kept.toCompare].slice(0, limit).map(([id, keys]) => ({ id, keys }));
  }

  async fingerprints({ blocks, from, to, limit }: Probe): Promise<string[]> {
    return [...this.#kept.fingerprints.values()]
      .filter(filed => filed.at >= from && filed.at < to && filed.blocks.some(each => blocks.includes(each)))
      .toSorted((a, b) => b.at - a.at)
      .slice(0, limit)
      .map(({ text }) => text);
  }

  figures(): Promise<Figures> {
    throw new Error('this store keeps no figures');
  }

  async keptPeriods(): Promise<Set<string>> {
    return new Set();
  }

  async hasChanges(): Promise<boolean> {
    return this.#kept.changes > 0;
  }

  write(writes: Writes): void {
    this.written.push(writes);
  }
}

/** Those of a map that are there. */
export function some<T>(all: ReadonlyMap<string, T>, keys: readonly string[]): Map<string, T> {
  return new Map(
    keys.flatMap(key => {
      const found = all.get(key);
      return found === undefined ? [] : [[key, found] as const];
    }),
  );
}
