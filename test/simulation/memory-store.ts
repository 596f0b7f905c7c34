// The store in memory, for spans that would take too long over the wire: what alarms and notices need of it. Summaries
// find nothing here.

import { isUnfinished, type StatePart } from '../../functions/src/core/desk/desk-state.ts';
import type { Instant } from '../../functions/src/core/lib/time.ts';
import type { PendingNotice } from '../../functions/src/core/notices/delivery.ts';
import type { DeskRecord } from '../../functions/src/core/record/record.ts';
import type { DeliveryResult, LeaseTerms } from '../../functions/src/ports/notices.ts';
import type { DeskStore } from '../../functions/src/ports/store.ts';
import type { DeskTransaction } from '../../functions/src/ports/transaction.ts';
import { MemoryDesk, some } from './memory-desk.ts';

function unserved(): never {
  throw new Error('the store in memory does not serve this');
}

export class MemoryStore implements DeskStore {
  readonly kept = new MemoryDesk();
  readonly #deskId: string;
  #delivery: Promise<void> = Promise.resolve();

  constructor(deskId: string) {
    this.#deskId = deskId;
  }

  transaction<T>(_: string, work: (transaction: DeskTransaction) => Promise<T>): Promise<T> {
    return this.kept.transaction(work);
  }

  async desk() {
    return this.kept.desk;
  }

  async state<Part extends StatePart>(_: string, part: Part) {
    return this.kept.state?.[part];
  }

  async overview() {
    const { desk, state } = this.kept;
    return desk && state && { desk, periods: state.periods, upkeep: state.upkeep };
  }

  async records(_: string, keys: readonly string[]): Promise<Map<string, DeskRecord>> {
    return some(this.kept.records, keys);
  }

  #waiting(): { key: string; at: Instant }[] {
    return [...this.kept.records.values()].flatMap(({ key, nextActionAt: at }) =>
      at === null ? [] : [{ key, at }],
    );
  }

  async dueKeys(_: string, now: Instant, limit: number): Promise<string[]> {
    const due = this.#waiting().filter(({ at }) => at <= now);
    return due
      .toSorted((a, b) => a.at - b.at)
      .slice(0, limit)
      .map(({ key }) => key);
  }

  async nextActionAt(): Promise<Instant | undefined> {
    const times = this.#waiting().map(({ at }) => at);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  async recordsAside(): Promise<DeskRecord[]> {
    return [];
  }

  async keysToTryAgain(): Promise<string[]> {
    return [];
  }

  async desksToTryAgain(): Promise<string[]> {
    return [];
  }

  async openKeys(_: string, after: string, limit: number): Promise<string[]> {
    const open = [...this.kept.records.values()].filter(
      ({ key, closedAt }) => closedAt === null && key > after,
    );
    return open
      .map(({ key }) => key)
      .toSorted()
      .slice(0, limit);
  }

  async leaseNotices(
    _: string,
    claim: string,
    { now, leaseMs, limit }: LeaseTerms,
  ): Promise<PendingNotice[]> {
    const waiting = [...this.kept.notices].filter(
      ([, { nextTryAt }]) => nextTryAt !== null && nextTryAt <= now,
    );
    return waiting.slice(0, limit).map(([id, stored]) => {
      const taken = { attempt: stored.attempt + 1, claim: stored.claim ?? claim };
      this.kept.notices.set(id, { ...stored, ...taken, nextTryAt: now + leaseMs });
      return { id, notice: stored.notice, ...taken };
    });
  }

  async recordDelivery(_: string, ids: readonly string[], fate: DeliveryResult): Promise<void> {
    for (const id of ids) {
      const stored = this.kept.notices.get(id);
      if (!stored) throw new Error(`no notice ${id}`);
      if ('retryAt' in fate)
        this.kept.notices.set(id, { ...stored, nextTryAt: fate.retryAt, reason: fate.reason });
      else if ('heldUntil' in fate) {
        const held = { nextTryAt: fate.heldUntil, attempt: stored.attempt - 1, claim: null };
        this.kept.notices.set(id, { ...stored, ...held });
      } else this.kept.notices.set(id, { ...stored, ...fate, nextTryAt: null });
    }
  }

  async desksWithWork(now: Instant): Promise<string[]> {
    const { desk, state, changes, notices } = this.kept;
    const unsent = [...notices.values()].some(({ nextTryAt }) => nextTryAt !== null && nextTryAt <= now);
    const due = this.#waiting().some(({ at }) => at <= now);
    const unfinished = desk !== undefined && state !== undefined && isUnfinished(desk, state.upkeep);
    return due || unsent || unfinished || changes > 0 ? [this.#deskId] : [];
  }

  async failingDesks() {
    return new Map();
  }

  async noteFailing(): Promise<void> {}

  /** One delivery at a time: who comes meanwhile waits. */
  async delivering(_: string, _holder: string, work: () => Promise<void>): Promise<boolean> {
    const mine = this.#delivery.then(work);
    this.#delivery = mine.catch(() => {});
    await mine;
    return true;
  }

  async applyChanges(): Promise<number> {
    this.kept.changes = 0;
    this.kept.moveToCompare();
    return 0;
  }

  async refileBuckets(): Promise<void> {}

  async closedPeriods() {
    return [];
  }

  async rotateKeys() {
    return false;
  }

  async renewSealed() {
    return undefined;
  }

  async renewFingerprints() {
    return undefined;
  }

  async renewMarks() {
    return undefined;
  }

  async keysWithPlainDigests() {
    return [];
  }

  dueRecords = unserved;
  changedSince = unserved;
  recordsCountedIn = unserved;
  recordsInStates = unserved;
  closedBefore = unserved;
  ofCustomers = unserved;
  recordsTelling = unserved;
  eventsSince = unserved;
  activityLog = unserved;
  keepActivityLog = unserved;
  figures = unserved;
  countAll = unserved;
  deadLetters = unserved;
  requeueNotices = unserved;
  keepNonce = unserved;
  nonce = unserved;
  dropNonce = unserved;
}
