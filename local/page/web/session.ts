// One window's work on the workbook: grid, mirror, what is sent and what arrives. Draws nothing outside the grid.
import type { Change } from '../../workbook/model.ts';
import { isOfWindow } from '../wire.ts';
import { Flood } from './flood.ts';
import { keepDetail, reasonOf } from './frame/failure.ts';
import { cellOps } from './grid/cell-ops.ts';
import { RowFit } from './grid/fit-rows.ts';
import type { Grid } from './grid/grid.ts';
import { Mirror } from './grid/mirror.ts';
import { Painter } from './grid/paint.ts';
import { Recorder } from './grid/recorder.ts';
import { AtWork } from './grid/redraw/at-work.ts';
import { RuleSync } from './grid/sync-rules.ts';
import { Typing } from './grid/typing.ts';
import { Sender } from './sender.ts';
import { readSnapshot } from './server.ts';

/** Pause before the workbook is asked for again. */
const REREAD_MS = 2_000;

export interface SessionEvents {
  /** Something the person should read, in Chinese. */
  onProblem(message: string): void;
  /** What is saved or shown may have changed, for the light in the top bar. */
  onState(): void;
  /** Changes of the workbook are shown in the grid. */
  onShown(): void;
}

export class Session {
  readonly grid: Grid;
  readonly typing: Typing;
  readonly #atWork: AtWork;
  readonly #events: SessionEvents;
  readonly #sender: Sender;
  readonly #recorder: Recorder;
  readonly #painter: Painter;
  readonly #rules: RuleSync;
  readonly #rows: RowFit;
  readonly #flood = new Flood();
  #mirror: Mirror;
  /** Changes that wait: they would disturb whoever has a cell editor open. */
  #held: Change[] = [];
  #stale = false;
  #reading = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Since when everything is to be drawn anew, by the window's own clock. */
  #waitingSince: number | undefined;
  /** Whether changes have arrived that nothing has tried to show, and whether they wait for the next frame. */
  #hasArrived = false;
  #awaitsFrame = false;

  private constructor(grid: Grid, mirror: Mirror, events: SessionEvents) {
    this.grid = grid;
    this.#mirror = mirror;
    this.#events = events;
    this.#sender = new Sender(crypto.randomUUID(), {
      onRefused: error => {
        events.onProblem(`这次修改没有保存：${reasonOf(error)}。`);
        this.markStale();
      },
      onOverwrote: told => {
        const texts = told.map(({ who, was }) => `${who} 刚在这里写了“${was}”`);
        events.onProblem(`${texts.join('，')}，现在是您写的内容。请和对方核对，原来的内容在变更历史中。`);
      },
      onIdle: () => {
        events.onState();
        this.#refresh();
      },
      onFailing: () => events.onState(),
    });
    this.#rules = new RuleSync(grid, () => this.#mirror);
    this.#rows = new RowFit(grid, () => this.#mirror);
    this.#painter = new Painter(grid, this.#rules, this.#rows, () => this.#load());
    this.#atWork = new AtWork(grid);
    this.typing = new Typing(
      grid,
      edit => this.#recorder.add(edit),
      () => this.#release(),
    );
    this.#recorder = new Recorder(grid, () => this.#mirror, this.typing, {
      onBatch: ({ edits, computed }) => {
        this.#sender.send(edits, this.#mirror.seq, computed);
        events.onState();
      },
      onUnmapped: id => {
        keepDetail(`No counterpart in the workbook: ${id}`);
        events.onProblem('这里的表格不支持刚才的操作，已恢复原样。');
        this.markStale();
      },
      onRulesMoved: sheetId => this.#rules.schedule(sheetId),
      onNotesChanged: sheetId => this.#sendNotes(sheetId),
    });
  }

  static async open(grid: Grid, events: SessionEvents): Promise<Session> {
    const { seq, data } = await readSnapshot();
    const session = new Session(grid, new Mirror(data, seq), events);
    session.#load();
    return session;
  }

  get mirror(): Mirror {
    return this.#mirror;
  }

  /** Whether the server has everything, and the grid everything of the server's. */
  get settled(): boolean {
    return this.pending === 0 && !this.behind && this.grid.isDrawn;
  }

  /** Edits that the server has not answered. */
  get pending(): number {
    return this.#sender.pending;
  }

  /** Whether the last try to send an edit failed. */
  get failing(): boolean {
    return this.#sender.failing;
  }

  /** Whether changes of others wait to be shown. */
  get behind(): boolean {
    return this.#held.length > 0 || this.#stale;
  }

  /** Takes a change from the feed. */
  receive(change: Change): void {
    this.#held.push(change);
    if (!isOfWindow(change, this.#sender.window)) this.#flood.arrived();
    this.#hasArrived = true;
    if (!this.#awaitsFrame) this.#showArrived();
  }

  /** The person has started a script and waits for it: what it writes is drawn when it has ended. */
  async awaits<Result>(script: Promise<Result>): Promise<Result> {
    this.#flood.begun();
    try {
      return await script;
    } finally {
      this.#flood.ended();
      this.#release();
    }
  }

  /** Shows what has arrived at once, and what arrives before the next frame with that: in between nobody sees it. */
  #showArrived(): void {
    if (!this.#hasArrived) return;
    this.#hasArrived = false;
    this.#awaitsFrame = true;
    inNextFrame(() => {
      this.#awaitsFrame = false;
      this.#showArrived();
    });
    this.#release();
  }

  /** The server is there again. */
  reconnected(): void {
    this.#refresh();
  }

  /** The page and the workbook may differ: read the workbook anew as soon as it disturbs nobody. */
  markStale(): void {
    this.#stale = true;
    this.#refresh();
  }

  #release(): void {
    const others = this.#held.filter(change => !isOfWindow(change, this.#sender.window));
    const written = [others.map(({ ops }) => ops), this.grid.activeSheetId()] as const;
    const waitMs = this.#stale ? 0 : this.#flood.waitMs(...written);
    // Others may have written so much that it is drawn at once, when no more comes.
    if (waitMs > 0) this.#retryIn(waitMs);
    else this.#flood.draw(() => this.#showHeld(this.#flood.covers(...written)));
    this.#events.onState();
    this.#refresh();
  }

  #showHeld(many: boolean): void {
    const before = this.#mirror.seq;
    // While the page is stale, changes wait: those that the snapshot does not contain follow it.
    for (let next = this.#held[0]; next && !this.#stale; next = this.#held[0]) {
      const anew = many || this.#painter.loads(this.#mirror, next, isOfWindow(next, this.#sender.window));
      // Rows must not move under an open editor, and Univer takes a new value of the cell into the typed text.
      if (this.typing.editing && (anew || next.ops.some(op => this.typing.isTouched(op)))) break;
      // Between two keys no cell may be without its selection: what is typed meanwhile would be lost.
      if (anew && this.#waitsForPerson()) break;
      this.#show(next, many);
      if (!this.#stale) this.#held.shift();
    }
    this.#attempt(() => this.#painter.paint(this.#mirror));
    if (this.#mirror.seq !== before) this.#events.onShown();
  }

  #retryIn(ms: number): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#release(), ms);
  }

  /** Whether the person is in the middle of something; then it is tried again when he is not. */
  #waitsForPerson(): boolean {
    this.#waitingSince ??= performance.now();
    const restlessMs = this.#atWork.restlessMs(this.#waitingSince);
    if (restlessMs > 0) this.#retryIn(restlessMs);
    return restlessMs > 0;
  }

  #show(change: Change, many: boolean): void {
    if (change.seq <= this.#mirror.seq) return;
    const own = isOfWindow(change, this.#sender.window);
    if (own && change.origin.by === 'user') this.#sender.acknowledge(change.origin.window);
    // Rows that this window moved and the server has not: nobody can say where the change belongs.
    const misplaced =
      this.#sender.hasPendingStructure(sheetsOf(change)) || change.seq !== this.#mirror.seq + 1;
    if (misplaced) return this.markStale();
    this.#attempt(() => {
      this.#painter.show(this.#mirror, change, own, many, (sheetId, at) =>
        this.#sender.isPending(sheetId, at),
      );
      this.#mirror.seq = change.seq;
    });
  }

  /** Shows something; where that fails, the workbook is read anew. */
  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      keepDetail(error);
      this.#events.onProblem('页面与服务器不一致，已重新读取。');
      this.markStale();
    }
  }

  #refresh(): void {
    if (!this.#stale || this.#reading || this.typing.editing || this.#sender.pending > 0) return;
    if (!this.#waitsForPerson()) void this.#reload();
  }

  async #reload(): Promise<void> {
    this.#reading = true;
    try {
      const { seq, data } = await readSnapshot();
      // What the person began meanwhile would be lost, and so would the next key; the end of it asks again.
      if (this.typing.editing || this.#sender.pending > 0 || this.#waitsForPerson()) return;
      this.#stale = false;
      this.#mirror = new Mirror(data, seq);
      this.#load();
      this.#events.onShown();
    } catch (error) {
      this.#events.onProblem(`表格没有重新读取：${reasonOf(error)}。`);
      setTimeout(() => this.#refresh(), REREAD_MS);
      return;
    } finally {
      this.#reading = false;
    }
    this.#release();
  }

  #load(): void {
    this.#waitingSince = undefined;
    this.grid.load(this.#mirror.data);
    this.#rows.restart();
  }

  #sendNotes(sheetId: number): void {
    const ops = cellOps(sheetId, this.#rules.changedNotes(sheetId));
    if (ops.length === 0) return;
    for (const op of ops) this.#mirror.apply(op);
    this.#sender.send(ops, this.#mirror.seq, false);
    this.#events.onState();
  }
}

/** Nobody draws a window that is not seen: it goes on without frames. */
function inNextFrame(work: () => void): void {
  if (document.hidden) setTimeout(work);
  else requestAnimationFrame(work);
}

function sheetsOf({ ops }: Change): ReadonlySet<number> {
  return new Set(ops.flatMap(op => ('sheetId' in op ? [op.sheetId] : [])));
}
