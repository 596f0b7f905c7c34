// Chance that always falls the same way: the demo desk is the same on every machine.

/** A seeded generator (mulberry32), and decks of cards for what has to come up in turn. */
export class Random {
  #state: number;
  readonly #decks = new Map<string, unknown[]>();

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A number from 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number between two, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** @throws when there is nothing to choose from */
  pick<T>(choices: readonly T[]): T {
    if (choices.length === 0) throw new Error('Nothing to pick from');
    return choices[this.between(0, choices.length - 1)] as T;
  }

  /**
   * The next card of a named deck, which is shuffled anew when it is used up: each card comes up once a round, so what
   * is rare still happens.
   */
  deal<T>(deck: string, cards: readonly T[]): T {
    const left = this.#decks.get(deck) ?? [];
    const hand = left.length > 0 ? (left as T[]) : [...cards];
    const card = this.pick(hand);
    hand.splice(hand.indexOf(card), 1);
    this.#decks.set(deck, hand);
    return card;
  }
}
