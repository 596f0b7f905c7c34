// Who waits for whom, so that transactions over the same things follow each other instead of failing each other.
// A courtesy only: nothing is locked, and what went wrong is found at the commit. So a wait may always be cut short.

/** How long a transaction may do nothing before others no longer wait for it. */
const PATIENCE_MS = 1_000;
/** Aborted transactions whose keys are remembered for their retry. */
const REMEMBERED = 1_000;

/** One party's place in the queues. */
export class Waiter {
  /** What it holds, in order to leave it. */
  readonly held = new Set<string>();
  readonly #waitsFor = new Set<Waiter>();
  readonly #followers = new Set<Waiter>();
  /** What it will come to want, so that it can queue up for all at once. */
  #expected: Iterable<string> = [];
  #goOn: (() => void)[] = [];
  #patience: NodeJS.Timeout | undefined;
  #isYielding = false;
  /** Calls of its client that are being answered. */
  #calls = 0;

  get isYielding(): boolean {
    return this.#isYielding;
  }

  expects(keys: Iterable<string>): void {
    this.#expected = keys;
  }

  /** What to queue up for when `keys` are wanted: the first time also all that is expected. */
  wanted(keys: Iterable<string>): Set<string> {
    const wanted = new Set([...keys, ...this.#expected]);
    this.#expected = [];
    return wanted;
  }

  /** A call of its client has come. */
  wake(): void {
    this.#calls++;
    clearTimeout(this.#patience);
    this.#isYielding = false;
  }

  /** It has answered a call; when that was the last one, it now depends on its client. */
  rest(): void {
    this.#calls = Math.max(0, this.#calls - 1);
    clearTimeout(this.#patience);
    if (this.#calls > 0) return;
    this.#patience = setTimeout(() => this.yield(), PATIENCE_MS).unref();
  }

  /** Lets all that wait for it go on. */
  yield(): void {
    clearTimeout(this.#patience);
    this.#isYielding = true;
    for (const follower of this.#followers) {
      follower.#waitsFor.delete(this);
      follower.#goOnIfFree();
    }
    this.#followers.clear();
  }

  /** Resolves when every one of `others` has ended or yields, or when it is hurried. */
  async wait(others: Iterable<Waiter>): Promise<void> {
    for (const other of others) {
      if (other.#leadsTo(this)) continue;
      this.#waitsFor.add(other);
      other.#followers.add(this);
    }
    await new Promise<void>(resolve => {
      this.#goOn.push(resolve);
      this.#goOnIfFree();
    });
  }

  /** It need not wait any longer: it can not succeed. */
  hurry(): void {
    for (const other of this.#waitsFor) other.#followers.delete(this);
    this.#waitsFor.clear();
    this.#goOnIfFree();
  }

  #goOnIfFree(): void {
    if (this.#waitsFor.size > 0) return;
    for (const goOn of this.#goOn) goOn();
    this.#goOn = [];
  }

  /** Whether it waits, by whatever detour, for `turn`: then `turn` must not wait for it. */
  #leadsTo(waiter: Waiter): boolean {
    const met = new Set<Waiter>([this]);
    for (const next of met) {
      if (next === waiter) return true;
      for (const further of next.#waitsFor) met.add(further);
    }
    return false;
  }
}

export class LockQueue {
  readonly #queues = new Map<string, Set<Waiter>>();

  /**
   * Queues up for `keys`; undefined when nobody is before it, else resolves when its turn has come.
   * Who is in the queue of one of `heeded` is waited for as well, without queueing up there.
   */
  take(waiter: Waiter, keys: Iterable<string>, heeded: Iterable<string> = []): Promise<void> | undefined {
    const before = new Set<Waiter>();
    const meet = (key: string): void => {
      for (const other of this.#queues.get(key) ?? [])
        if (other !== waiter && !other.isYielding) before.add(other);
    };
    for (const key of heeded) meet(key);
    for (const key of waiter.wanted(keys)) {
      if (waiter.held.has(key)) continue;
      meet(key);
      waiter.held.add(key);
      const queue = this.#queues.get(key);
      if (queue) queue.add(waiter);
      else this.#queues.set(key, new Set([waiter]));
    }
    return before.size === 0 ? undefined : waiter.wait(before);
  }

  leave(waiter: Waiter): void {
    for (const key of waiter.held) {
      const queue = this.#queues.get(key);
      queue?.delete(waiter);
      if (queue?.size === 0) this.#queues.delete(key);
    }
    waiter.held.clear();
    waiter.yield();
  }
}

/** What aborted transactions held. Queueing up for all of it at once, their retries can not block each other again. */
export class AbortedTransactions {
  readonly #keys = new Map<string, readonly string[]>();

  keep(id: string, keys: ReadonlySet<string>): void {
    this.#keys.set(id, [...keys]);
    const [oldest] = this.#keys.keys();
    if (this.#keys.size > REMEMBERED && oldest !== undefined) this.#keys.delete(oldest);
  }

  claim(id: string): readonly string[] {
    const keys = this.#keys.get(id) ?? [];
    this.#keys.delete(id);
    return keys;
  }
}
