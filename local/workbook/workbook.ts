// One workbook: its data, its numbered changes, who listens. It must not know who speaks to it.
import { randomBytes } from 'node:crypto';
import { applyOp } from './apply-op.ts';
import { WorkbookError } from './error.ts';
import { Journal } from './journal.ts';
import type { Change, Op, Origin, SheetProperties, WorkbookData } from './model.ts';
import { opText, readOp } from './packed.ts';
import { checkProtection } from './protection.ts';
import { WorkbookStore } from './store.ts';
import { addSheet } from './tabs.ts';
import { checkPatch } from './write-cells.ts';

export { WorkbookError } from './error.ts';

/** What a new workbook is made of; `sheets` defaults to one tab as Google gives it. */
export interface NewWorkbook {
  spreadsheetId?: string;
  title: string;
  locale: string;
  timeZone: string;
  sheets?: (Partial<SheetProperties> & { title: string })[];
}

type Listener = (change: Change) => void;

export class Workbook {
  readonly #store: WorkbookStore;
  readonly #data: WorkbookData;
  readonly #owner: string | undefined;
  readonly #listeners = new Set<Listener>();
  #seq: number;
  #undelivered: Change[] = [];
  #delivering = false;

  private constructor(
    store: WorkbookStore,
    data: WorkbookData,
    { seq, owner }: { seq: number; owner: string | undefined },
  ) {
    this.#store = store;
    this.#data = data;
    this.#seq = seq;
    this.#owner = owner;
  }

  /**
   * Opens the workbook in a sqlite file (`:memory:` keeps nothing), or makes it from `create` when the file is new.
   * `owner` is the mail of whoever may change all that is protected. NOT_FOUND when it is new and nothing says what to
   * make.
   */
  static open(options: { file: string; create?: NewWorkbook; owner?: string }): Workbook {
    const store = new WorkbookStore(options.file);
    const { owner } = options;
    try {
      const stored = store.load();
      if (stored) {
        const journal = new Journal(false);
        for (const change of stored.later) for (const op of change.ops) applyOp(stored.data, op, journal);
        return new Workbook(store, stored.data, { seq: stored.later.at(-1)?.seq ?? stored.seq, owner });
      }
      if (!options.create) throw new WorkbookError('NOT_FOUND', `No workbook in ${options.file}`);
      const data = newData(options.create);
      store.saveSnapshot(0, data);
      return new Workbook(store, data, { seq: 0, owner });
    } catch (error) {
      store.close();
      throw error;
    }
  }

  /** The workbook as it is now; live, to be read and never written to. */
  get data(): Readonly<WorkbookData> {
    return this.#data;
  }

  /** Number of the last change, 0 for none. */
  get seq(): number {
    return this.#seq;
  }

  /**
   * Applies operations in order, whole or not at all; durable before it returns and before listeners hear.
   * No operations are no change: the answer then carries the present number.
   * Throws WorkbookError (NOT_FOUND, INVALID), leaving everything as it was.
   */
  apply(ops: Op[], origin: Origin): Change {
    return this.transact(origin, write => write(...ops)).change;
  }

  /**
   * As `apply`, for work that has to read what it wrote: `write` acts on `data` at once, all that was written becomes
   * one change when `work` returns, and none of it when it throws. Work is synchronous and changes no other way.
   */
  transact<T>(origin: Origin, work: (write: (...ops: Op[]) => void) => T): { change: Change; result: T } {
    const journal = new Journal();
    const written: { op: Op; text?: string }[] = [];
    const write = (...added: Op[]) => {
      for (const op of added) {
        checkCells(op);
        checkProtection(this.#data, op, origin, this.#owner);
        // What is applied is what a restart will read back: a copy that no caller holds.
        const text = opText(op);
        const copy = readOp(text);
        applyOp(this.#data, copy, journal);
        const joined = withRules(written.at(-1)?.op, copy);
        if (joined) written.splice(-1, 1, { op: joined });
        else written.push({ op: copy, text });
      }
    };
    let result: T;
    const seq = this.#seq + 1;
    try {
      result = work(write);
      if (written.length === 0) return { change: { seq: this.#seq, origin, ops: [] }, result };
      const texts = written.map(({ op, text = opText(op) }) => text);
      this.#store.append(seq, `{"seq":${seq},"origin":${JSON.stringify(origin)},"ops":[${texts.join(',')}]}`);
    } catch (error) {
      journal.rollback();
      throw error;
    }
    this.#seq = seq;
    const change: Change = { seq, origin, ops: written.map(({ op }) => op) };
    this.#deliver(change);
    if (this.#store.isSnapshotDue(this.#seq)) {
      this.#surface(() => this.#store.saveSnapshot(this.#seq, this.#data));
    }
    return { change, result };
  }

  /**
   * Changes after `seq`, oldest first; `undefined` when they are no longer kept or `seq` is not of this workbook: read
   * the data anew.
   */
  changesSince(seq: number): Change[] | undefined {
    if (seq > this.#seq) return undefined;
    const changes = this.#store.changesAfter(seq);
    return changes.length === this.#seq - seq ? changes : undefined;
  }

  /** Calls `listener` with every change from now on, in order; returns what ends it. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#store.close();
  }

  /** A listener that changes the workbook in turn is heard after all have heard this change. */
  #deliver(change: Change): void {
    this.#undelivered.push(change);
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (let next = this.#undelivered.shift(); next; next = this.#undelivered.shift()) this.#tell(next);
    } finally {
      this.#delivering = false;
    }
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) this.#surface(() => listener(change));
  }

  /** The change stands whatever fails after it: the fault surfaces as an uncaught exception, not in the caller. */
  #surface(run: () => void): void {
    try {
      run();
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

/**
 * Two changes of one tab's rules as one. Each brings its lists whole: of a hundred filter views that are changed one by
 * one as many lists of a hundred would be stored and told.
 */
function withRules(before: Op | undefined, op: Op): Op | undefined {
  if (before?.type !== 'rules' || op.type !== 'rules' || before.sheetId !== op.sheetId) return undefined;
  return { ...op, rules: { ...before.rules, ...op.rules } };
}

function checkCells(op: Op): void {
  if (op.type !== 'cells') return;
  for (const patch of new Set([...new Set(op.cells)].flat())) if (patch) checkPatch(patch);
}

function newData(create: NewWorkbook): WorkbookData {
  const data: WorkbookData = {
    spreadsheetId: create.spreadsheetId ?? randomBytes(33).toString('base64url'),
    title: create.title,
    locale: create.locale,
    timeZone: create.timeZone,
    sheets: [],
    metadata: [],
  };
  const journal = new Journal();
  applyOp(data, { type: 'workbook', properties: { timeZone: create.timeZone } }, journal);
  const sheets = create.sheets ?? [{ title: create.locale.startsWith('zh') ? '工作表1' : 'Sheet1' }];
  for (const [index, sheet] of sheets.entries()) {
    addSheet(data, { ...DEFAULT_SHEET, sheetId: index, ...sheet, index }, journal);
  }
  return data;
}

/** A new tab as Google makes it. */
export const DEFAULT_SHEET = {
  hidden: false,
  rowCount: 1000,
  columnCount: 26,
  frozenRowCount: 0,
  frozenColumnCount: 0,
} as const satisfies Partial<SheetProperties>;
