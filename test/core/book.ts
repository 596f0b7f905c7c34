// A book of records in memory: submits rows as the service does, with check, merge, decide and the list of events.

import { check } from '../../functions/src/core/check.ts';
import { decide } from '../../functions/src/core/decide.ts';
import type { DeskContext } from '../../functions/src/core/desk.ts';
import type { Figures } from '../../functions/src/core/figures/figures.ts';
import {
  type Base,
  baseAfter,
  merge,
  readBase,
  settle,
  unknownVersions,
  writeBase,
} from '../../functions/src/core/merge.ts';
import { counterOf, numberOf } from '../../functions/src/core/numbering.ts';
import type { Problem } from '../../functions/src/core/problem.ts';
import {
  type Author,
  type DeskRecord,
  eventId,
  type PrivateCells,
  type RecordEvent,
} from '../../functions/src/core/record.ts';
import type { Cells, Table } from '../../functions/src/core/table.ts';
import type { Instant } from '../../functions/src/core/time.ts';

export interface Submitted {
  key?: string;
  cells: Record<string, unknown>;
  base?: string;
  edited?: readonly string[];
}

export interface Answered {
  outcome: 'draft' | 'saved' | 'unchanged' | 'refused' | 'conflict';
  base: string;
  /** Columns that the sheet keeps as they were typed. */
  keep: readonly string[];
  record: DeskRecord | undefined;
  problems: Problem[];
  change: Figures;
}

export class Book {
  readonly records = new Map<string, DeskRecord>();
  readonly events = new Map<string, RecordEvent>();
  readonly privateCells = new Map<string, PrivateCells>();
  readonly table: Table;
  desk: DeskContext;
  #serials = new Map<string, number>();

  constructor(table: Table, desk: DeskContext) {
    this.table = table;
    this.desk = desk;
  }

  /** Takes one row, as the action that submits rows does. */
  submit(
    { key = 'row', cells, base: token = '', edited = [] }: Submitted,
    by: Author,
    now: Instant,
  ): Answered {
    const { table, desk } = this;
    const before = this.records.get(key);
    const base = settle(readBase(token), edited);
    const checked = check(table, cells, now, desk);
    const merged =
      before && merge(table, cells, checked, before, base, this.#eventsOf(before, base), desk.zone);
    const decision = decide({ table, key, before, row: merged ?? checked, by, now }, desk);
    const conflicts = merged?.conflicts ?? [];
    const refused = decision.outcome === 'refused' || decision.outcome === 'draft';
    const record = decision.outcome === 'saved' ? this.#commit(decision, before) : before;
    return {
      outcome: refused || conflicts.length === 0 ? decision.outcome : 'conflict',
      base: writeBase(refused ? base : baseAfter(base, record?.version ?? 0, conflicts)),
      keep: refused ? Object.keys(cells) : conflicts,
      record,
      problems: decision.problems,
      change: decision.outcome === 'saved' ? decision.change : {},
    };
  }

  #eventsOf(record: DeskRecord, base: Base): RecordEvent[] {
    return unknownVersions(base, record).map(version => {
      const event = this.events.get(eventId(record.key, version));
      if (!event) throw new Error(`no event ${version} of ${record.key}`);
      return event;
    });
  }

  #commit(
    accepted: { after: DeskRecord; event: RecordEvent; privateCells: PrivateCells },
    before: DeskRecord | undefined,
  ): DeskRecord {
    const record = before ? accepted.after : this.#numbered(accepted.after);
    const { key } = record;
    this.records.set(key, record);
    this.events.set(eventId(key, accepted.event.version), { ...accepted.event, number: record.number });
    this.privateCells.set(key, { ...this.privateCells.get(key), ...accepted.privateCells });
    return record;
  }

  #numbered(record: DeskRecord): DeskRecord {
    const counter = counterOf(this.table, record.cells, this.desk.zone);
    const serial = (this.#serials.get(counter) ?? 0) + 1;
    this.#serials.set(counter, serial);
    const number = numberOf(this.table, record.cells, serial, this.desk.zone);
    const cells: Cells = { ...record.cells, number };
    return { ...record, number, cells };
  }
}
