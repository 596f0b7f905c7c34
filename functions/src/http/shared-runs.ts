// Work that is the same whoever asks for it, such as a desk's summaries: one run at a time for each place. Knows
// nothing of desks.

/**
 * A queue that was held, or whose function was down, delivers all that it has of one desk at once: run beside each
 * other, these would read and lock the same documents, and each would wait for all others.
 */
export class SharedRuns {
  readonly #run: (place: string) => Promise<void>;
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, Promise<void>>();

  constructor(run: (place: string) => Promise<void>) {
    this.#run = run;
  }

  /**
   * Resolves with the end of a run that began after it was asked for; all who ask while one is under way share the
   * next.
   * @throws what that run threw
   */
  ask(place: string): Promise<void> {
    const running = this.#running.get(place);
    return running ? (this.#next.get(place) ?? this.#follow(place, running)) : this.#begin(place);
  }

  #begin(place: string): Promise<void> {
    const run = this.#run(place).finally(() => this.#running.delete(place));
    this.#running.set(place, run);
    return run;
  }

  #follow(place: string, running: Promise<void>): Promise<void> {
    const begin = () => {
      this.#next.delete(place);
      return this.#begin(place);
    };
    // How the one before ended concerns those only who asked for it.
    const next = running.then(begin, begin);
    this.#next.set(place, next);
    return next;
  }
}
