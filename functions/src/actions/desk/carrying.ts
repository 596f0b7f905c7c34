// Transactions in which every record that is read has the names of today: a renaming that has not been carried through
// yet is carried by whoever comes to the record first, as a change of its own before theirs.

import type { DeskContext } from '../../core/desk/desk.ts';
import { changeOfAll } from '../../core/figures/count.ts';
import { addFigures } from '../../core/figures/figures.ts';
import { type Carried, carry } from '../../core/identity/carry.ts';
import { assignments } from '../../core/notices/assigned.ts';
import { announce, type Notice } from '../../core/notices/notice.ts';
import { type DeskRecord, type EventsWanted, type RecordEvent, SYSTEM } from '../../core/record/record.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Also, DeskTransaction, Snapshot, Writes } from '../../ports/transaction.ts';
import { deskContext } from './desk-contexts.ts';

/** One transaction on a desk whose records have the names of today; who takes over from somebody hears at once. */
export async function inDesk<T>(
  ports: Ports,
  deskId: string,
  work: (transaction: DeskTransaction) => Promise<T>,
): Promise<T> {
  let last: CarryingTransaction | undefined;
  const done = await ports.store.transaction(deskId, transaction => {
    last = new CarryingTransaction(ports, transaction);
    return work(last);
  });
  // It may be lost with this process: the sweep finds what is still to be said.
  if (last?.hasToldOf)
    await ports.alarms
      .plantRing(deskId, ports.now(), ports.now())
      .catch((cause: unknown) => ports.log.error('alarm_not_planted', cause, { deskId }));
  return done;
}

/** A renaming that is written along with whatever this transaction writes. */
interface Pending extends Carried {
  before: DeskRecord;
  /** Whether it is written also when nothing else of the record is: what refers to a closed one leaves it alone. */
  always: boolean;
}

class CarryingTransaction implements DeskTransaction {
  readonly #ports: Ports;
  readonly #inner: DeskTransaction;
  readonly #pending = new Map<string, Pending>();
  #desk: DeskContext | undefined;
  /** Whether somebody is to hear of what was carried. */
  hasToldOf = false;

  constructor(ports: Ports, inner: DeskTransaction) {
    this.#ports = ports;
    this.#inner = inner;
  }

  async read(keys: readonly string[], counters: readonly string[], also?: Also): Promise<Snapshot> {
    const snapshot = await this.#inner.read(keys, counters, also);
    this.#desk ??= snapshot.desk && deskContext(this.#ports, snapshot.desk);
    const asked = new Set(keys);
    const records = [...snapshot.records].map(
      ([key, record]) => [key, this.#carried(record, asked.has(key))] as const,
    );
    return { ...snapshot, records: new Map(records) };
  }

  async events(wanted: readonly EventsWanted[]): Promise<Map<string, RecordEvent[]>> {
    const found = await this.#inner.events(wanted);
    for (const { key, versions } of wanted) {
      const event = this.#pending.get(key)?.event;
      if (event && versions.includes(event.version)) found.set(key, [...(found.get(key) ?? []), event]);
    }
    return found;
  }

  history(key: string, limit: number): Promise<RecordEvent[]> {
    return this.#inner.history(key, limit);
  }

  async byNumber(numbers: readonly string[]): Promise<DeskRecord[]> {
    return this.#found(await this.#inner.byNumber(numbers));
  }

  async ofCustomers(digests: readonly string[], limit: number): Promise<DeskRecord[]> {
    return this.#found(await this.#inner.ofCustomers(digests, limit));
  }

  /** Records that nobody has asked for by their keys. */
  async #found(records: readonly DeskRecord[]): Promise<DeskRecord[]> {
    if (!this.#desk) await this.read([], []);
    return records.map(record => this.#carried(record, false));
  }

  state: DeskTransaction['state'] = part => this.#inner.state(part);
  keptPeriods: DeskTransaction['keptPeriods'] = documents => this.#inner.keptPeriods(documents);
  privateCells: DeskTransaction['privateCells'] = keys => this.#inner.privateCells(keys);
  using: DeskTransaction['using'] = (key, limit) => this.#inner.using(key, limit);
  toCompare: DeskTransaction['toCompare'] = limit => this.#inner.toCompare(limit);
  fingerprints: DeskTransaction['fingerprints'] = probe => this.#inner.fingerprints(probe);
  figures: DeskTransaction['figures'] = documents => this.#inner.figures(documents);
  hasChanges: DeskTransaction['hasChanges'] = before => this.#inner.hasChanges(before);

  write(writes: Writes): void {
    const { records = [] } = writes;
    const mine = new Set(records.map(({ after }) => after.key));
    const carried = [...this.#pending.values()].filter(
      ({ always, before }) => always || mine.has(before.key),
    );
    for (const { before } of carried) this.#pending.delete(before.key);
    if (carried.length === 0) {
      this.#inner.write(writes);
      return;
    }
    const changes = carried.map(({ before, after }) => ({
      table: this.#desk?.tableOf(before.table),
      before,
      after,
    }));
    const figures = changeOfAll(changes, this.#desk?.zone ?? '');
    const { change } = writes;
    const told = carried.flatMap(each => this.#handedOver(each));
    const { notices = [] } = writes;
    this.hasToldOf ||= told.length > 0;
    this.#inner.write({
      ...writes,
      records: [...carried.map(({ after, event }) => ({ after, event })), ...records],
      ...(told.length > 0 && { notices: [...told, ...notices] }),
      change: {
        at: change?.at ?? this.#ports.now(),
        figures: change ? addFigures(figures, change.figures) : figures,
      },
    });
  }

  /** What those hear who take over what somebody has left behind. */
  #handedOver({ before, after, left }: Pending): Notice[] {
    const table = this.#desk?.tableOf(after.table);
    if (!this.#desk || !table || !left) return [];
    const handed = { table, before: { ...before, cells: left }, by: SYSTEM };
    return announce(assignments(after, handed, this.#desk), after, table, this.#desk);
  }

  /** The record as it is to be worked on. What has been read before stays as it was decided on then. */
  #carried(record: DeskRecord, asked: boolean): DeskRecord {
    const known = this.#pending.get(record.key);
    if (known) {
      known.always ||= asked;
      return known.after;
    }
    const carried = this.#desk && carry(record, this.#ports.now(), this.#desk);
    if (!carried) return record;
    this.#pending.set(record.key, { ...carried, before: record, always: asked || record.closedAt === null });
    return carried.after;
  }
}
