// Work on one thing that came while other work on it was under way, done together when its turn comes. Knows nothing of
// desks.

interface Waiting<Item, Result> {
  item: Item;
  settle: (result: Promise<Result>) => void;
}

export interface JoinedWorkOptions<Item, Result> {
  /** Does all items at once, or none; answers one result for each, in their order. */
  run(place: string, items: readonly Item[]): Promise<Result[]>;
  /** Does beforehand what can be done of an item that has to wait; its result does not depend on it. */
  prepare?(place: string, item: Item): void;
  /** Whether an item may be done together with those before it. */
  fits(joined: readonly Item[], item: Item): boolean;
}

/** One piece of work at a time for each place; what waits meanwhile goes into the next one, in the order it came. */
export class JoinedWork<Item, Result> {
  readonly #options: JoinedWorkOptions<Item, Result>;
  readonly #waiting = new Map<string, Waiting<Item, Result>[]>();

  constructor(options: JoinedWorkOptions<Item, Result>) {
    this.#options = options;
  }

  /** Has an item done. What fails together is tried one by one, so that nobody fails for what another sent. */
  do(place: string, item: Item): Promise<Result> {
    return new Promise(resolve => {
      const waiting = this.#waiting.get(place);
      const mine = { item, settle: resolve };
      if (waiting) {
        waiting.push(mine);
        this.#options.prepare?.(place, item);
        return;
      }
      this.#waiting.set(place, [mine]);
      void this.#work(place);
    });
  }

  async #work(place: string): Promise<void> {
    for (let joined = this.#next(place); joined.length > 0; joined = this.#next(place)) {
      const items = joined.map(each => each.item);
      const done = this.#options.run(place, items);
      const failed = await done.then(
        () => false,
        () => true,
      );
      joined.forEach(({ item, settle }, index) => {
        settle(
          failed && joined.length > 1
            ? this.#options.run(place, [item]).then(([result]) => result as Result)
            : done.then(results => results[index] as Result),
        );
      });
    }
    this.#waiting.delete(place);
  }

  /**
   * Takes the first that waits and all after it that fit; who does not fit keeps its place, and so does what came after
   * it.
   */
  #next(place: string): Waiting<Item, Result>[] {
    const waiting = this.#waiting.get(place) ?? [];
    const items: Item[] = [];
    const end = waiting.findIndex(({ item }) => {
      if (items.length > 0 && !this.#options.fits(items, item)) return true;
      items.push(item);
      return false;
    });
    return waiting.splice(0, end === -1 ? waiting.length : end);
  }
}
