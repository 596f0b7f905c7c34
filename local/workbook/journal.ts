// How a half-applied list of operations is taken back: each step leaves its undo, a rollback runs them backwards.

export class Journal {
  #undos: (() => void)[] = [];
  readonly #keeps: boolean;

  /** @param keeps false for who will never take anything back: a large block has thousands of steps */
  constructor(keeps = true) {
    this.#keeps = keeps;
  }

  record(undo: () => void): void {
    if (this.#keeps) this.#undos.push(undo);
  }

  /** Remembers what `look` answers, which is asked only where somebody may take back, for `undo`. */
  recordWith<T>(look: () => T, undo: (was: T) => void): void {
    if (!this.#keeps) return;
    const was = look();
    this.#undos.push(() => undo(was));
  }

  /** Sets a property and remembers what it was, also when it was absent. */
  set<T extends object, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
    if (this.#keeps) {
      const had = Object.hasOwn(target, key);
      const before = target[key];
      this.#undos.push(() => {
        if (had) target[key] = before;
        else delete target[key];
      });
    }
    if (value === undefined) delete target[key];
    else target[key] = value;
  }

  rollback(): void {
    for (const undo of this.#undos.toReversed()) undo();
    this.#undos = [];
  }
}
