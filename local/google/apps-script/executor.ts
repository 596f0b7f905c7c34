// Runs functions of the script: who may, in which order, with which limit; remembers what failed.
import type { EventInput, ExecutionInput, ExecutionOutcome } from './calls.ts';
import { answer, answersOf, type Host } from './host/answers.ts';
import { mayReadEmail } from './permissions.ts';
import { Pool } from './pool.ts';
import type { ExecutionKind, ExecutionView } from './views.ts';

export interface Request {
  functionName: string;
  kind: ExecutionKind;
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
}

const KEPT_FAILURES = 100;

export class Executor {
  readonly #host: Host;
  readonly #limits: Limits;
  readonly #pool: Pool;
  readonly #pending = new Set<Promise<unknown>>();
  /** The last trigger of each person; the next one waits for it. */
  readonly #lasts = new Map<string, Promise<unknown>>();
  #failures: ExecutionView[] = [];
  #closed = false;

  constructor(host: Host, options: { services: string; code: string; workers: number; limits: Limits }) {
    this.#host = host;
    this.#limits = options.limits;
    const answers = answersOf(host);
    this.#pool = new Pool({
      size: options.workers,
      services: options.services,
      code: options.code,
      answer: (execution, message) => answer(answers, host.manifest, execution, message),
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
      () => {},
    );
  }

  /** Runs as soon as a worker is free. Never rejects. */
  run(request: Request): Promise<ExecutionOutcome> {
    return this.#track(this.#execute(request));
  }

  /** Runs after all that were queued before under the same person's name. Never rejects. */
  queue(person: string, request: Request): Promise<ExecutionOutcome> {
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

  /** Ends what runs; what is queued ends without having run. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool.close();
    await this.idle();
  }

  async #execute(request: Request): Promise<ExecutionOutcome> {
    const { kind, functionName, effectiveEmail: email } = request;
    const startedAt = this.#host.now();
    const limitMs = kind === 'simple' ? this.#limits.simpleMs : this.#limits.triggerMs;
    const job = { kind, mode: 'execute', input: this.#inputOf(request), limitMs } as const;
    const outcome = await this.#pool.run(job, execution => this.#host.locks.releaseAll(execution));
    if (!outcome.ok && !this.#closed) {
      const message = `${outcome.name}: ${outcome.message}`;
      const failure = { functionName, kind, email, startedAt, message, stack: outcome.stack };
      this.#failures = [...this.#failures, failure].slice(-KEPT_FAILURES);
      this.#host.log(`${functionName} failed: ${message}`);
    }
    return outcome;
  }

  #track(run: Promise<ExecutionOutcome>): Promise<ExecutionOutcome> {
    this.#pending.add(run);
    void run.finally(() => this.#pending.delete(run));
    return run;
  }

  #inputOf(request: Request): ExecutionInput {
    const { manifest, workbook } = this.#host;
    return {
      functionName: request.functionName,
      args: request.args ?? [],
      event: request.event ?? null,
      triggerUid: request.triggerUid ?? null,
      limited: request.kind === 'simple',
      effectiveEmail: request.effectiveEmail,
      activeEmail: request.activeEmail,
      mayReadEmail: mayReadEmail(manifest),
      timeZone: manifest.timeZone ?? 'Etc/UTC',
      locale: workbook.data.locale,
    };
  }
}
