// A process that may die before or after anything that it asks of the world: what it had still to do is lost.

import type { Dice } from './dice.ts';

class Died extends Error {
  override readonly name = 'Died';
}

export class Peril {
  readonly #dice: Dice;
  readonly #share: number;
  #dead = false;
  #spared = false;
  readonly #underWay = new Set<Promise<unknown>>();
  deaths = 0;

  /** `share` is the chance to die at each call, half before it and half after. */
  constructor(dice: Dice, share: number) {
    this.#dice = dice;
    this.#share = share;
  }

  /** Lets a process run; answers what it came to, or `undefined` when it died on the way. */
  async run<T>(process: () => Promise<T>): Promise<{ done: T } | undefined> {
    this.#dead = false;
    const [ended] = await Promise.allSettled([process()]);
    // What was asked for before the end comes about, though nobody waits for it.
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
    if (this.#dead) {
      this.deaths += 1;
      return undefined;
    }
    if (ended.status === 'rejected') throw ended.reason;
    return { done: ended.value };
  }

  /** Lets a process run that comes to its end. */
  async spare<T>(process: () => Promise<T>): Promise<{ done: T }> {
    this.#spared = true;
    try {
      this.#dead = false;
      return { done: await process() };
    } finally {
      this.#spared = false;
    }
  }

  /** The same thing, with each call of it in peril. */
  around<T extends object>(safe: T): T {
    return new Proxy(safe, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => this.#call(() => Reflect.apply(member, target, given) as unknown);
      },
    });
  }

  async #call(what: () => unknown): Promise<unknown> {
    this.#mayDie();
    const asked = Promise.resolve(what());
    this.#underWay.add(asked);
    try {
      const answer = await asked;
      this.#mayDie();
      return answer;
    } finally {
      this.#underWay.delete(asked);
    }
  }

  #mayDie(): void {
    if (!this.#dead && !this.#spared && this.#dice.chance(this.#share / 2)) this.#dead = true;
    if (this.#dead) throw new Died('the process has died');
  }
}
