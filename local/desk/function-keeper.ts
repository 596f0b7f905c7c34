// Keeps the process of the functions alive: starts it again when it died, after a while that grows with each death.

import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StartRefusal } from '../start-refusal.ts';
import type { FunctionPorts } from './function-ports.ts';
import type { FromFunctions, ToFunctions } from './functions-messages.ts';

const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30_000;
/** Whoever lived this long did not die of the start: the next pause is the first again. */
const STEADY_MS = 60_000;
/** What does not end when it is asked to is ended after this. */
const PATIENCE_MS = 2_000;
/** A failed request that was not the end of the process is told after this. */
const NEWS_MS = 1_000;
/** Characters of what they write at the end that are kept: the cause, should they die as they start. */
const LAST_WORDS = 2_000;

/** How one life of the process went. */
interface Life {
  /** What ended it: a signal, or its exit code. */
  cause: string;
  /** Whether it ended by itself before it listened: the next one would as well. */
  unable: boolean;
  words: string;
}

export interface KeeperOptions {
  ports: FunctionPorts;
  /** Environment of the process, but for its clock. */
  env: NodeJS.ProcessEnv;
  clock: {
    now(): number;
    readonly offsetMs: number;
    onAdvance(listener: (offsetMs: number) => Promise<void>): () => void;
  };
  /** Told when the functions died and when they are back. */
  log: (line: string) => void;
}

/** What the desk asks of whoever keeps the functions. */
export type Keeper = Pick<FunctionKeeper, 'isUp' | 'subscribe' | 'attempted' | 'ready' | 'during' | 'close'>;

export interface Keeping {
  /** Who keeps the functions alive: a process of their own when absent. */
  keep?: (options: KeeperOptions) => Keeper;
}

export class FunctionKeeper {
  readonly #options: KeeperOptions;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<() => void>();
  readonly #ended: Promise<void>;
  readonly #endAdvance: () => void;
  #child: ChildProcess | undefined;
  /** Whether the process was told to listen, and so has to be told of the clock. */
  #told = false;
  #up = false;
  /** How often they have ended by themselves. */
  #deaths = 0;
  /** Why there is nothing to wait for, as long as they end as soon as they start. */
  #unable: StartRefusal | undefined;

  constructor(options: KeeperOptions) {
    this.#options = options;
    process.once('exit', this.#kill);
    this.#endAdvance = options.clock.onAdvance(offsetMs => this.#advance(offsetMs));
    this.#ended = this.#keep();
  }

  /** Whether the functions listen now. */
  isUp(): boolean {
    return this.#up;
  }

  /** Calls the listener whenever they went down or came up; returns what takes it off again. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Resolves when they listen, or the first start failed. */
  async attempted(): Promise<void> {
    await this.#until(() => this.#up || this.#deaths > 0);
  }

  /**
   * Resolves when they listen.
   * @throws StartRefusal with their last words when they end as they start
   */
  async ready(): Promise<void> {
    await this.#until(() => this.#up || this.#unable !== undefined);
    if (this.#unable) throw this.#unable;
  }

  /**
   * Does what needs the functions, from its beginning again when they died meanwhile.
   * @throws what the work throws while they live, and as `ready`
   */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      await this.ready();
      const deaths = this.#deaths;
      try {
        return await work();
      } catch (cause) {
        // The connection breaks a moment before the process is known to be gone.
        await Promise.race([this.#died(deaths), delay(NEWS_MS)]);
        if (this.#deaths === deaths || this.#closing.signal.aborted) throw cause;
      }
    }
  }

  /** Ends them, whatever they are about. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#endAdvance();
    if (this.#child?.connected) this.#child.disconnect();
    const force = setTimeout(this.#kill, PATIENCE_MS);
    await this.#ended;
    clearTimeout(force);
    process.off('exit', this.#kill);
    await this.#options.ports.release();
  }

  readonly #kill = (): void => void this.#child?.kill('SIGKILL');

  async #keep(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.#closing.signal.aborted) {
      const began = performance.now();
      const life = await this.#run();
      this.#deaths += 1;
      if (this.#closing.signal.aborted) return;
      if (performance.now() - began > STEADY_MS) pauseMs = FIRST_PAUSE_MS;
      // Before it is told: who reads of it and calls is answered 503, not refused.
      await this.#takePortsBack();
      this.#options.log(
        `函数进程意外结束（${life.cause}），${pauseMs / 1_000} 秒后自动重新启动。其间的修改留在表格里，恢复后自动提交。`,
      );
      if (life.unable) this.#unable = unableTo(life);
      this.#setUp(false);
      await delay(pauseMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
    }
  }

  async #takePortsBack(): Promise<void> {
    try {
      await this.#options.ports.hold();
    } catch (cause) {
      this.#options.log(`函数的端口暂时无法接管：${String(cause)}`);
    }
  }

  /** One life of the process, from its start to its end. */
  #run(): Promise<Life> {
    const child = fork(fileURLToPath(new URL('functions-process.ts', import.meta.url)), {
      env: { ...this.#options.env, CLOCK_OFFSET_MS: String(this.#options.clock.offsetMs) },
      stdio: ['inherit', 'inherit', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#told = false;
    let hasListened = false;
    child.on('message', (said: FromFunctions) => {
      if (said === 'loaded') void this.#open(child);
      if (said !== 'ready') return;
      hasListened = true;
      this.#setUp(true);
    });
    let words = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      process.stderr.write(chunk);
      words = (words + chunk).slice(-LAST_WORDS);
    });
    // Its last words may still be on their way when it exits.
    const said = new Promise<void>(resolve => child.stderr?.once('close', resolve));
    return new Promise(resolve => {
      const end = (cause: string, byItself: boolean) =>
        resolve({ cause, unable: byItself && !hasListened, words });
      // A process that could not be started never exits.
      child.once('error', error => end(String(error), true));
      // Not `close`: Node does not tell of it where the parent has let go of the channel.
      child.once('exit', (code, signal) => {
        void said.then(() => end(signal ?? `退出码 ${code}`, signal === null));
      });
    });
  }

  async #open(child: ChildProcess): Promise<void> {
    await this.#options.ports.release();
    if (!child.connected) return;
    this.#told = true;
    child.send({ offsetMs: this.#options.clock.offsetMs, listen: true } satisfies ToFunctions);
  }

  /** Waits until the functions have the new time too; those that die meanwhile get it when they start. */
  async #advance(offsetMs: number): Promise<void> {
    const child = this.#child;
    if (!child?.connected || !this.#told) return;
    await new Promise<void>(resolve => {
      const stop = () => {
        child.off('message', hear);
        child.off('exit', stop);
        resolve();
      };
      const hear = (said: FromFunctions) => {
        if (typeof said === 'object' && said.offsetMs >= offsetMs) stop();
      };
      child.on('message', hear);
      child.once('exit', stop);
      child.send({ offsetMs } satisfies ToFunctions);
    });
  }

  #setUp(up: boolean): void {
    if (up && this.#deaths > 0) this.#options.log('函数进程已恢复。');
    this.#up = up;
    if (up) this.#unable = undefined;
    for (const listener of this.#listeners) listener();
  }

  #died(before: number): Promise<void> {
    return this.#until(() => this.#deaths > before);
  }

  #until(reached: () => boolean): Promise<void> {
    return new Promise(resolve => {
      const look = () => {
        if (!reached()) return;
        end();
        resolve();
      };
      const end = this.subscribe(look);
      look();
    });
  }
}

function unableTo({ cause, words }: Life): StartRefusal {
  return new StartRefusal(
    `函数进程无法启动（${cause}）。它最后说的是：\n${words.trim() || '（没有）'}`,
    `The functions end as they start (${cause}); their last words stand above.`,
  );
}
