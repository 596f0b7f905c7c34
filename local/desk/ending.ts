// How the process ends: once, in order, and by force when that takes too long or is asked for again.

/** One key press arrives twice: from the terminal, and from npm that hands it on. */
const SAME_PRESS_MS = 500;
/** Closing takes two seconds at most; whatever holds it up longer does not end. */
const PATIENCE_MS = 10_000;
/** As a shell reports a process that Ctrl+C ended. */
const FORCED = 130;

export class Ending {
  readonly #asked = new AbortController();
  readonly #say: (line: string) => void;
  #askedAt = 0;
  #close: (() => Promise<void>) | undefined;

  /** Listens to Ctrl+C, SIGTERM and the end of the terminal from now on. */
  constructor(say: (line: string) => void) {
    this.#say = say;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.#hear());
  }

  /** Aborted once the end was asked for. */
  get signal(): AbortSignal {
    return this.#asked.signal;
  }

  /** What has to be closed from now on; at once when the end was asked for already. */
  closes(close: () => Promise<void>): void {
    this.#close = close;
    if (this.signal.aborted) void this.#end(close);
  }

  #hear(): void {
    if (this.signal.aborted) {
      if (performance.now() - this.#askedAt > SAME_PRESS_MS) this.#force('已强制结束，已保存的数据都在。');
      return;
    }
    this.#askedAt = performance.now();
    this.#say('正在结束……（再按一次 Ctrl+C 强制结束）');
    // What a part still says while all are closed must not keep the others open.
    process.on('uncaughtException', cause => this.#say(String(cause)));
    setTimeout(() => this.#force('没能及时结束，已强制结束，已保存的数据都在。'), PATIENCE_MS).unref();
    this.#asked.abort();
    if (this.#close) void this.#end(this.#close);
  }

  async #end(close: () => Promise<void>): Promise<void> {
    try {
      await close();
      process.exit(0);
    } catch (cause) {
      this.#say(String(cause));
      process.exit(1);
    }
  }

  #force(line: string): void {
    this.#say(line);
    process.exit(FORCED);
  }
}
