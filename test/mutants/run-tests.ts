// Runs tests in a copy of the tree, in a process that is kept for the next run.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Order } from './tester.ts';

const TESTER = fileURLToPath(new URL('tester.ts', import.meta.url));

export class TestRuns {
  readonly #copy: string;
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;

  constructor(copy: string, environment: NodeJS.ProcessEnv = {}) {
    this.#copy = copy;
    this.#environment = environment;
  }

  /** Runs the tests; `undefined` where they did not end in so many milliseconds. */
  async run(order: Order, limitMs: number): Promise<Answer | undefined> {
    this.#child ??= await this.#start();
    const child = this.#child;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), limitMs);
    try {
      const answered = once(child, 'message', { signal: abort.signal });
      const ended = once(child, 'exit', { signal: abort.signal });
      child.send(order);
      const [answer] = (await Promise.race([answered, ended])) as [Answer | number | null];
      if (answer !== null && typeof answer === 'object') return answer;
      this.#child = undefined;
      return { failed: 'the process of the tests ended', passed: 0, tookMs: {} };
    } catch (error) {
      if (!abort.signal.aborted) throw error;
      this.close();
      return undefined;
    } finally {
      clearTimeout(timer);
      abort.abort();
    }
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
      env: { ...process.env, ...this.#environment },
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
