// Up to which change all triggers have run, when they may finish in any order. Pure.

export class Progress {
  readonly #open = new Map<number, number>();
  #last: number;

  constructor(seq: number) {
    this.#last = seq;
  }

  /** A change came; it has `triggers` executions to wait for. */
  begin(seq: number, triggers: number): void {
    this.#last = seq;
    if (triggers > 0) this.#open.set(seq, triggers);
  }

  /** One execution of the change is over. */
  end(seq: number): void {
    const left = (this.#open.get(seq) ?? 1) - 1;
    if (left > 0) this.#open.set(seq, left);
    else this.#open.delete(seq);
  }

  /** Number of the last change before which nothing is open. */
  get handled(): number {
    const first = Math.min(...this.#open.keys());
    return Number.isFinite(first) ? first - 1 : this.#last;
  }
}
