// Who waits for whom, so that transactions over the same things follow each other instead of failing each other.
// A courtesy only: nothing is locked, and what went wrong is found at the commit. So a wait may always be cut short.

/** How long a transaction may do nothing before others no longer wait for it. */
const PATIENCE_MS = 1_000;
/** Aborted transactions whose keys are remembered for their retry. */
const REMEMBERED = 1_000;

/** One party's place in the queues. */
export class Turn {
  /** What it holds, in order to leave it. */
  readonly held = new Set<string>();
  readonly #waitsFor = new Set<Turn>();
  readonly #followers = new Set<Turn>();
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
  async wait(others: Iterable<Turn>): Promise<void> {
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
  #leadsTo(turn: Turn): boolean {
    const met = new Set<Turn>([this]);
    for (const next of met) {
      if (next === turn) return true;
      for (const further of next.#waitsFor) met.add(further);
    }
    return false;
  }
}

export class Turns {
  readonly #queues = new Map<string, Set<Turn>>();

  /**
   * Queues up for `keys`; undefined when nobody is before it, else resolves when its turn has come.
   * Who is in the queue of one of `heeded` is waited for as well, without queueing up there.
   */
  take(turn: Turn, keys: Iterable<string>, heeded: Iterable<string> = []): Promise<void> | undefined {
    const before = new Set<Turn>();
    const meet = (key: string): void => {
      for (const other of this.#queues.get(key) ?? [])
        if (other !== turn && !other.isYielding) before.add(other);
    };
    for (const key of heeded) meet(key);
    for (const key of turn.wanted(keys)) {
      if (turn.held.has(key)) continue;
      meet(key);
      turn.held.add(key);
      const queue = this.#queues.get(key);
      if (queue) queue.add(turn);
      else this.#queues.set(key, new Set([turn]));
    }
    return before.size === 0 ? undefined : turn.wait(before);
  }

  leave(turn: Turn): void {
    for (const key of turn.held) {
      const queue = this.#queues.get(key);
      queue?.delete(turn);
      if (queue?.size === 0) this.#queues.delete(key);
    }
    turn.held.clear();
    turn.yield();
  }
}

/** What aborted transactions held. Queueing up for all of it at once, their retries can not block each other again. */
export class AbortedTurns {
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
