// What happens when, in the order of time: a heap, for a day of a thousand desks has millions of them.

interface Event {
  at: number;
  /** Order of adding, for what happens at the same moment. */
  order: number;
  run: () => void;
}

const isBefore = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order);

export class EventQueue {
  readonly #heap: Event[] = [];
  #added = 0;
  #now = 0;

  get now(): number {
    return this.#now;
  }

  /** Has something happen at a time; what should have happened before happens now. */
  add(at: number, run: () => void): void {
    const heap = this.#heap;
    const event = { at: Math.max(at, this.#now), order: (this.#added += 1), run };
    let place = heap.push(event) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above] as Event;
      if (!isBefore(event, other)) break;
      heap[place] = other;
      place = above;
    }
    heap[place] = event;
  }

  /** Lets all happen, and what comes of it. */
  run(): void {
    for (let next = this.#take(); next; next = this.#take()) {
      this.#now = next.at;
      next.run();
    }
  }

  #take(): Event | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      const [left, right] = [heap[below], heap[below + 1]];
      if (!left) break;
      if (right && isBefore(right, left)) below += 1;
      const next = heap[below] as Event;
      if (!isBefore(next, last)) break;
      heap[place] = next;
      place = below;
    }
    heap[place] = last;
    return first;
  }
}
