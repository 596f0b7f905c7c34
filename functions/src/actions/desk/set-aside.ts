// Records that cannot be decided: each is left where it is and marked, and the others go on. Used wherever several
// records are gone through.

import { RequestError } from '../../contract/request-error.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { Aside, AsideFault } from '../../core/record/aside.ts';
import { faultOf, isSound } from '../../core/record/decidable.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Table } from '../../core/schema/table.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Snapshot } from '../../ports/transaction.ts';

/** The release that runs: another one may be able to decide what this one is not. */
export type Judging = Pick<Ports, 'log' | 'now' | 'release'>;

/** By what a record is judged now: the program and the configuration. */
export function judgedBy({ release }: Pick<Ports, 'release'>, { desk }: Pick<DeskContext, 'desk'>): string {
  return `${release}/${desk.version}`;
}

/** Goes through records of one desk, and keeps which of them could not be decided. */
export class SetAside {
  readonly #marks = new Map<string, Aside>();
  readonly #failed = new Set<string>();
  readonly #ports: Judging;
  readonly #desk: DeskContext;

  constructor(ports: Judging, desk: DeskContext) {
    this.#ports = ports;
    this.#desk = desk;
  }

  /** What `work` makes of a record by its table; `undefined` where it is none to be decided, or `work` throws. */
  decide<T>(record: DeskRecord, work: (table: Table) => T): T | undefined {
    const table = this.#desk.tableOf(record.table);
    const fault = faultOf(record, table);
    if (!table || fault) return this.#put(record, fault ?? 'table', undefined);
    return this.attempt(record, () => work(table));
  }

  /**
   * The same of a record that may be mended by this very work, or of a row that has none yet.
   * @throws RequestError, which is about the request and not the record
   */
  attempt<T>(record: DeskRecord | undefined, work: () => T): T | undefined {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof RequestError) throw cause;
      if (record) return this.#put(record, failureOf(record), cause);
      this.#ports.log.error('row_not_decided', cause, { deskId: this.#desk.desk.id });
      return undefined;
    }
  }

  /** Whether a record could not be decided. */
  has({ key }: { key: string }): boolean {
    return this.#failed.has(key);
  }

  /** What is to be marked, and was not saved after all. */
  marks(saved: Iterable<{ after: DeskRecord }> = []): Map<string, Aside> {
    const decided = new Set([...saved].map(({ after }) => after.key));
    return new Map([...this.#marks].filter(([key]) => !decided.has(key)));
  }

  #put({ key, aside, nextActionAt }: DeskRecord, fault: AsideFault, cause: unknown): undefined {
    const { log, now, release } = this.#ports;
    const by = judgedBy(this.#ports, this.#desk);
    this.#failed.add(key);
    const isKnown = aside?.by === by && aside.fault === fault && nextActionAt === null;
    if (this.#marks.has(key) || isKnown) return;
    this.#marks.set(key, { since: aside?.since ?? now(), fault, release, by });
    log.error('record_set_aside', cause ?? new Error(`it cannot be decided: ${fault}`), {
      deskId: this.#desk.desk.id,
      key,
      fault,
    });
  }
}

/** Why what was thrown for a record was thrown. */
export const failureOf = (record: DeskRecord): AsideFault => (isSound(record) ? 'failed' : 'broken');

/** Records that cannot be read keep nobody else waiting: their rows are refused, and all others judged. */
export function withoutBroken(found: Snapshot): { snapshot: Snapshot; broken: Map<string, DeskRecord> } {
  const all = [...found.records];
  const records = new Map(all.filter(([, record]) => isSound(record)));
  return { snapshot: { ...found, records }, broken: new Map(all.filter(([key]) => !records.has(key))) };
}
