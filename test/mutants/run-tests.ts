// Runs steps in a copy of the tree, in a process that is kept for the next run.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environmentOf, type Outcome, readSaid, SAID, type Step, writePlan } from './steps.ts';
import type { Answer } from './tester.ts';

const TESTER = fileURLToPath(new URL('tester.ts', import.meta.url));
const LOOK_MS = 1000;

export interface Ran {
  outcomes: Outcome[];
  /** Place of the step that did not end, or that ended the process. */
  stuckAt: number | undefined;
  /** What went wrong beside the tests. */
  error: string | null;
}

export class TestRuns {
  readonly #copy: string;
  readonly #folder: string;
  #child: ChildProcess | undefined;

  constructor(copy: string) {
    this.#copy = copy;
    this.#folder = join(copy, 'told');
    mkdirSync(this.#folder);
  }

  /**
   * Runs these steps in their order in a fresh worker.
   * @param stops whether nothing is run behind the first test that fails
   * @param limitMs longest that a step may take; behind one that takes longer nothing is run
   */
  async run(steps: readonly Step[], stops: boolean, limitMs: number): Promise<Ran> {
    writePlan(this.#folder, { steps, stops });
    this.#child ??= await this.#start();
    const child = this.#child;
    const abort = new AbortController();
    let size = 0;
    let changedAt = performance.now();
    const timer = setInterval(() => {
      const now = statSync(join(this.#folder, SAID)).size;
      // Before the first step has begun nothing can go round in circles.
      if (now !== size || now === 0) changedAt = performance.now();
      size = now;
      if (performance.now() - changedAt > limitMs) abort.abort();
    }, LOOK_MS);
    let answer: Answer | undefined;
    try {
      const answered = once(child, 'message', { signal: abort.signal });
      const ended = once(child, 'exit', { signal: abort.signal });
      child.send('run');
      const [told] = (await Promise.race([answered, ended])) as [Answer | number | null];
      if (told !== null && typeof told === 'object') answer = told;
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    } finally {
      clearInterval(timer);
      abort.abort();
    }
    if (answer === undefined) this.close();
    const { outcomes, open } = readSaid(this.#folder);
    if (answer === undefined && open === undefined)
      throw new Error('the process of the tests ended by itself');
    return { outcomes, stuckAt: open, error: answer?.error ?? null };
  }

  /** Ends the process with all its workers. */
  close(): void {
    const pid = this.#child?.pid;
    this.#child = undefined;
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(TESTER, [], {
      cwd: this.#copy,
      detached: true,
      env: { ...process.env, ...environmentOf(this.#folder) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const abort = new AbortController();
    const ended = once(child, 'exit', { signal: abort.signal }).then(() => {
      throw new Error('the process of the tests did not start');
    });
    await Promise.race([once(child, 'message', { signal: abort.signal }), ended]);
    abort.abort();
    return child;
  }
}
