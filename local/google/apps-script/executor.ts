// Runs functions of the script: who may, in which order, with which limit; remembers what failed.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuthModeName, EventInput, ExecutionInput, ExecutionOutcome } from './calls.ts';
import { type Account, chargeEnd, type Spending, START_MS } from './economy.ts';
import type { Execution } from './execution.ts';
import { Allowance } from './host/allowance.ts';
import { answer, answersOf, commit, type Host } from './host/answers.ts';
import { addressesShown } from './permissions.ts';
import { failure, Pool } from './pool.ts';
import type { Bundles } from './services-bundle.ts';
import type { ExecutionKind, ExecutionView } from './views.ts';

export interface Request {
  functionName: string;
  kind: ExecutionKind;
  /** That of its kind unless given. */
  authMode?: AuthModeName;
  args?: unknown[];
  event?: EventInput;
  triggerUid?: string;
  /** Whose rights it has. */
  effectiveEmail: string;
  /** Who acted. */
  activeEmail: string;
}

/** Real milliseconds after which an execution is ended. */
export interface Limits {
  simpleMs: number;
  /** Installable triggers and functions. */
  triggerMs: number;
  /** A call of UrlFetchApp; a minute unless given. */
  fetchMs?: number;
}

/** How much the runtime is like Google's where a desk on one machine need not be. */
export interface Economy {
  /** Executions start in any order, and each call takes the time that it takes at Google's. */
  slow?: boolean;
  /** Whose limits hold for executions at once and for trigger time a day; none unless given. */
  account?: Account;
  /** From 0 to under 1, for the order of executions; `Math.random` unless given. */
  random?: () => number;
}

/** Executions that are remembered: those that failed, and what all of them spent. */
const KEPT_FAILURES = 100;
const KEPT_SPENDINGS = 20_000;
/** The start of an execution takes as much more or less, so that a later one may come first. */
const START_SPREAD = 0.5;

export class Executor {
  readonly #host: Host;
  readonly #limits: Limits;
  readonly #pool: Pool;
  readonly #pending = new Set<Promise<unknown>>();
  /** The last trigger of each person; the next one waits for it. */
  readonly #lasts = new Map<string, Promise<unknown>>();
  readonly #economy: Economy;
  readonly #allowance: Allowance | undefined;
  #failures: ExecutionView[] = [];
  #spendings: Spending[] = [];
  #closed = false;

  constructor(
    host: Host,
    options: { bundles: Bundles; code: string; workers: number; limits: Limits; economy: Economy },
  ) {
    this.#host = host;
    const { account } = options.economy;
    this.#economy = options.economy;
    this.#allowance = account && new Allowance(account, host.now);
    this.#limits = options.limits;
    const answers = answersOf(host);
    this.#pool = new Pool({
      size: options.workers,
      bundles: options.bundles,
      code: options.code,
      answer: (execution, message) => answer(answers, host, execution, message),
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Names of the script's functions, or how it failed to load. */
  list(email: string): Promise<ExecutionOutcome> {
    const request: Request = {
      functionName: '',
      kind: 'function',
      effectiveEmail: email,
      activeEmail: email,
    };
    return this.#pool.run(
      { kind: 'function', mode: 'list', input: this.#inputOf(request), limitMs: this.#limits.triggerMs },
      (_, outcome) => outcome,
    );
  }

  /** Runs as soon as a worker is free. Never rejects. */
  run(request: Request): Promise<ExecutionOutcome> {
    return this.#track(this.#execute(request));
  }

  /**
   * Runs after all that were queued before under the same person's name, and at a desk as slow as Google whenever it
   * comes to be started. Never rejects.
   */
  queue(person: string, request: Request): Promise<ExecutionOutcome> {
    if (this.#economy.slow) return this.run(request);
    const before = this.#lasts.get(person) ?? Promise.resolve();
    const run = this.#track(before.then(() => this.#execute(request)));
    this.#lasts.set(person, run);
    return run;
  }

  resize(workers: number): void {
    this.#pool.resize(workers);
  }

  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  failures(): ExecutionView[] {
    return [...this.#failures];
  }

  /** What the last executions have spent, in the order in which they ended. */
  spendings(): Spending[] {
    return [...this.#spendings];
  }

  /** What the executions that run now have spent so far. */
  running(): Spending[] {
    return this.#pool.running();
  }

  /** Puts trigger time on an account as if it had been used up before. */
  useTriggerTime(email: string, ms: number): void {
    this.#allowance?.use(email, ms);
  }

  /** Ends what runs; what is queued ends without having run. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool.close();
    await this.idle();
  }

  async #execute(request: Request): Promise<ExecutionOutcome> {
    const { kind, functionName, effectiveEmail: email } = request;
    const startedAt = this.#host.now();
    const outcome = await this.#allowed(request);
    if (!outcome.ok && !this.#closed) {
      const message = `${outcome.name}: ${outcome.message}`;
      const failed = { functionName, kind, email, startedAt, message, stack: outcome.stack };
      this.#failures = [...this.#failures, failed].slice(-KEPT_FAILURES);
      this.#host.log(`${functionName} failed: ${message}`);
    }
    return outcome;
  }

  async #allowed(request: Request): Promise<ExecutionOutcome> {
    const { kind, effectiveEmail: email } = request;
    const begin = performance.now();
    const refused = this.#allowance?.begin({ email, kind });
    if (refused !== undefined) return failure(refused);
    const { slow, random = Math.random } = this.#economy;
    if (slow) await sleep(START_MS * (1 - START_SPREAD + 2 * START_SPREAD * random()));
    const limitMs = kind === 'simple' ? this.#limits.simpleMs : this.#limits.triggerMs;
    const job = { kind, mode: 'execute', input: this.#inputOf(request), limitMs } as const;
    return this.#pool.run(job, (execution, outcome) => {
      const { spending } = execution;
      const ended = finish(execution, outcome);
      this.#host.locks.releaseAll(execution);
      spending.tookMs = performance.now() - begin;
      this.#allowance?.end(spending);
      this.#spendings.push(spending);
      if (this.#spendings.length > KEPT_SPENDINGS) this.#spendings.shift();
      return ended;
    });
  }

  #track(run: Promise<ExecutionOutcome>): Promise<ExecutionOutcome> {
    this.#pending.add(run);
    void run.finally(() => this.#pending.delete(run));
    return run;
  }

  #inputOf(request: Request): ExecutionInput {
    const { manifest, workbook } = this.#host;
    const { kind, effectiveEmail, activeEmail, authMode = kind === 'simple' ? 'LIMITED' : 'FULL' } = request;
    return {
      functionName: request.functionName,
      args: request.args ?? [],
      event: request.event ?? null,
      triggerUid: request.triggerUid ?? null,
      authMode,
      effectiveEmail,
      activeEmail,
      shown: addressesShown({ kind, authMode, effectiveEmail, activeEmail }, manifest),
      timeZone: manifest.timeZone ?? 'Etc/UTC',
      locale: workbook.data.locale,
    };
  }
}

/** Writes what an execution has kept back to its end: a refused write is its failure. */
function finish(execution: Execution, outcome: ExecutionOutcome): ExecutionOutcome {
  const { spending, writes } = execution;
  if (writes.length > 0) chargeEnd(spending);
  try {
    commit(execution);
    return outcome;
  } catch (cause) {
    return outcome.ok ? failure(cause instanceof Error ? cause.message : String(cause)) : outcome;
  }
}
