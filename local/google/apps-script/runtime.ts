// The local Apps Script runtime: one add-on on one workbook. It knows Google's rules and nothing of what the add-on
// does.
import type { Change } from '../../workbook/model.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import type { AuthModeName, EventInput, ExecutionOutcome, Selected } from './calls.ts';
import { CellsBefore } from './cells-before.ts';
import { MAX_AT_ONCE, type Spending } from './economy.ts';
import { type Economy, Executor, type Limits } from './executor.ts';
import type { Host } from './host/answers.ts';
import { ScriptCache } from './host/cache.ts';
import { FETCH_MS } from './host/http.ts';
import { Locks } from './host/locks.ts';
import { type TriggerClock, Triggers } from './host/triggers.ts';
import { Menus } from './host/ui.ts';
import { checkSyntax } from './old-syntax.ts';
import { Progress } from './progress.ts';
import { checkArguments, ScriptError } from './script-error.ts';
import { type Bundles, bundleServices } from './services-bundle.ts';
import { ScriptStore, type StoredTrigger } from './store.ts';
import { eventsOf, type ValueBefore } from './user-change.ts';
import type { ExecutionView, Manifest, MenuView, UiBridge } from './views.ts';

export type { ExecutionView, Manifest, MenuView, UiBridge } from './views.ts';

export interface RuntimeOptions {
  /** The built add-on as one script. */
  code: string;
  manifest: Manifest;
  workbook: Workbook;
  /** sqlite file of properties and triggers, or `:memory:`. */
  file: string;
  /** Who runs functions when the caller does not say. */
  user: { email: string };
  /** An OIDC token for the effective user. */
  identityToken: (email: string) => Promise<string>;
  clock: TriggerClock;
  /** The page; without it dialogs fail by name and toasts go to the log. */
  ui?: UiBridge;
  /**
   * The name under which the script is published as an add-on; without it the script is bound to the spreadsheet. An
   * add-on may do nothing in a spreadsheet before it is used there.
   */
  addon?: string;
  /** Whether clock triggers find no spreadsheet, as Google may start them; off unless given. */
  blindClock?: boolean;
  /** One line per console call and per failed execution. */
  log?: (line: string) => void;
  /** Google's limits unless given. */
  limits?: Limits;
  /** How many executions run at a time; 2 unless given, and as many as Google lets run where it is as slow. */
  workers?: number;
  /** Google's latencies and quotas; neither unless given. */
  economy?: Economy;
  /**
   * Whether edits whose triggers did not finish before the process was killed fire again at the next start (each at
   * least once). Off unless given: Google drops them.
   */
  replayMissed?: boolean;
}

/** https://developers.google.com/apps-script/guides/services/quotas */
const GOOGLES_LIMITS: Limits = { simpleMs: 30_000, triggerMs: 360_000 };

export class ScriptRuntime {
  readonly #options: RuntimeOptions;
  readonly #host: Host;
  readonly #executor: Executor;
  readonly #before: CellsBefore;
  readonly #progress: Progress;
  #functions: ReadonlySet<string> = new Set();
  #unsubscribe: () => void = () => {};
  #closing: Promise<void> | undefined;

  /**
   * Loads the script and starts to listen to the workbook.
   * @throws ScriptError when the script fails to load
   */
  static async start(options: RuntimeOptions): Promise<ScriptRuntime> {
    const runtime = new ScriptRuntime(options, await bundleServices());
    try {
      await runtime.#load();
    } catch (error) {
      await runtime.close();
      throw error;
    }
    runtime.#listen();
    return runtime;
  }

  private constructor(options: RuntimeOptions, bundles: Bundles) {
    const { workbook, manifest, clock, identityToken, code } = options;
    const store = new ScriptStore(options.file);
    const now = (): number => clock.now();
    this.#options = options;
    this.#host = {
      workbook,
      manifest,
      store,
      triggers: new Triggers(store, workbook.data.spreadsheetId, clock, trigger => {
        void Promise.all(this.#fire(undefined, [trigger], { kind: 'clock' }, trigger.email));
      }),
      locks: new Locks(),
      cache: new ScriptCache(now),
      menus: new Menus(options.addon),
      selections: new Map(),
      ui: options.ui,
      identityToken,
      now,
      log: options.log ?? (() => {}),
      slow: options.economy?.slow ?? false,
      blindClock: options.blindClock ?? false,
      fetchMs: options.limits?.fetchMs ?? FETCH_MS,
    };
    const { economy = {}, limits = GOOGLES_LIMITS } = options;
    const { workers = economy.slow ? MAX_AT_ONCE : 2 } = options;
    this.#executor = new Executor(this.#host, { bundles, code, workers, limits, economy });
    this.#before = new CellsBefore(workbook.data);
    this.#progress = new Progress(workbook.seq);
  }

  /** A person opens the file: the simple onOpen builds the menus anew, then the installable open triggers run. */
  async open(email: string): Promise<void> {
    this.#host.menus.clear();
    await Promise.all(this.#fire('onOpen', this.#host.triggers.on('ON_OPEN'), { kind: 'open' }, email));
  }

  /**
   * A person installs the add-on from this spreadsheet: its onInstall runs, and no onOpen.
   * @throws ScriptError when it fails
   */
  async install(email: string): Promise<void> {
    if (this.#functions.has('onInstall')) await this.#use('onInstall', email, { event: { kind: 'open' } });
  }

  /** What a simple trigger may do: next to nothing, unless the add-on was used here before. */
  #simpleMode(): AuthModeName {
    return this.#options.addon === undefined || this.#host.store.wasUsed() ? 'LIMITED' : 'NONE';
  }

  /** The menus that the script built when the file was last opened. */
  menus(): MenuView[] {
    return this.#host.menus.list();
  }

  /**
   * Runs a function as a menu item or google.script.run does.
   * @param args what JSON carries; others are refused
   * @throws ScriptError when it fails, is private (its name ends in `_`) or is not there
   */
  async run(
    functionName: string,
    args: unknown[] = [],
    email: string = this.#options.user.email,
  ): Promise<unknown> {
    if (functionName.endsWith('_') || !this.#functions.has(functionName)) {
      throw new ScriptError(`Script function not found: ${functionName}`);
    }
    checkArguments(args);
    return this.#use(functionName, email, { args });
  }

  /** Runs a function as a person who authorises it, and so uses the script in this spreadsheet. */
  async #use(
    functionName: string,
    email: string,
    given: { args: unknown[] } | { event: EventInput },
  ): Promise<unknown> {
    this.#host.store.noteUsed();
    const who = { effectiveEmail: email, activeEmail: email };
    const outcome = await this.#executor.run({ functionName, kind: 'function', ...given, ...who });
    if (!outcome.ok) throw ScriptError.of(outcome);
    return outcome.value;
  }

  /** Tells what a person has selected, for getActiveRange and the like. */
  select(email: string, selected: Selected): void {
    this.#host.selections.set(email, selected);
  }

  /** How many executions run at a time from now on. */
  resize(workers: number): void {
    this.#executor.resize(workers);
  }

  /** Resolves when no execution is queued or running. */
  idle(): Promise<void> {
    return this.#executor.idle();
  }

  /** The last executions that failed, oldest first. */
  failures(): ExecutionView[] {
    return this.#executor.failures();
  }

  /** What the last executions have spent, in the order in which they ended. */
  spendings(): Spending[] {
    return this.#executor.spendings();
  }

  /** What the executions that run now have spent so far. */
  running(): Spending[] {
    return this.#executor.running();
  }

  /** Puts trigger time on an account as if it had been used up before. */
  useTriggerTime(email: string, ms: number): void {
    this.#executor.useTriggerTime(email, ms);
  }

  /** Ends what runs, forgets what is queued. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#unsubscribe();
    this.#host.triggers.close();
    await this.#executor.close();
    this.#host.store.close();
  }

  async #load(): Promise<void> {
    await checkSyntax(this.#options.code);
    const outcome = await this.#executor.list(this.#options.user.email);
    if (!outcome.ok) throw ScriptError.of(outcome);
    this.#functions = new Set(outcome.value as string[]);
  }

  #listen(): void {
    const { workbook, replayMissed } = this.#options;
    const handled = replayMissed ? this.#host.store.handledSeq() : undefined;
    const missed = handled === undefined ? [] : workbook.changesSince(handled);
    if (!missed) this.#host.log(`Missed edits after change ${handled} are no longer kept and do not fire`);
    // What the cells held before those changes is no longer known.
    for (const change of missed ?? []) this.#hear(change, () => undefined);
    this.#saveProgress();
    this.#unsubscribe = workbook.subscribe(change => {
      this.#hear(change, (sheetId, row, column) => this.#before.value(sheetId, row, column));
      this.#before.follow(change);
    });
    this.#host.triggers.start();
  }

  /** Only people's changes fire triggers, never those of scripts and of the API. */
  #hear({ seq, origin, ops }: Change, valueBefore: ValueBefore): void {
    const runs: Promise<ExecutionOutcome>[] = [];
    if (origin.by === 'user') {
      const { triggers } = this.#host;
      const { edits, changes } = eventsOf(ops, valueBefore);
      for (const edit of edits) {
        runs.push(...this.#fire('onEdit', triggers.on('ON_EDIT'), edit, origin.email));
      }
      for (const changeType of changes) {
        const event: EventInput = { kind: 'change', changeType };
        runs.push(...this.#fire(undefined, triggers.on('ON_CHANGE'), event, origin.email));
      }
    }
    this.#progress.begin(seq, runs.length);
    if (runs.length === 0) this.#saveProgress();
    for (const run of runs) void this.#noteEnd(run, seq);
  }

  async #noteEnd(run: Promise<ExecutionOutcome>, seq: number): Promise<void> {
    await run;
    if (this.#executor.closed) return;
    this.#progress.end(seq);
    this.#saveProgress();
  }

  #saveProgress(): void {
    if (this.#options.replayMissed) this.#host.store.saveHandledSeq(this.#progress.handled);
  }

  /** The simple trigger, if the script has it, then the installable ones; all in the order of that person's deeds. */
  #fire(
    simple: string | undefined,
    triggers: StoredTrigger[],
    event: EventInput,
    activeEmail: string,
  ): Promise<ExecutionOutcome>[] {
    const runs: Promise<ExecutionOutcome>[] = [];
    if (simple !== undefined && this.#functions.has(simple)) {
      const who = { effectiveEmail: activeEmail, activeEmail };
      const authMode = this.#simpleMode();
      const request = { functionName: simple, kind: 'simple', authMode, event, ...who } as const;
      runs.push(this.#executor.queue(activeEmail, request));
    }
    for (const { functionName, uid: triggerUid, email: effectiveEmail } of triggers) {
      const who = { effectiveEmail, activeEmail };
      runs.push(
        this.#executor.queue(activeEmail, { functionName, kind: 'trigger', event, triggerUid, ...who }),
      );
    }
    return runs;
  }
}
