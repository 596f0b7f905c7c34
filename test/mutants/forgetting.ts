// Has a worker forget between tests what the program keeps of what it has read: a fault in what reads it would be come
// by once, and show in nothing that is answered from what is kept.

/** What is kept by a module, or by a function that one makes of another, and begins empty. */
const KEPT = /^((?:export )?const \w+ = | {2}const kept = )(new (?:Weak)?Map(?:<.*>)?\(\));$/gm;

/** A source whose maps of that kind are emptied by `forget`, where there is a worker that does. */
export const withForgetting = (text: string): string =>
  text.replace(KEPT, '$1(globalThis.forgetting?.($2) ?? $2);');

type Kept = Map<unknown, unknown> | WeakMap<WeakKey, unknown>;

/** A weak map that can be emptied. */
class Forgetful extends WeakMap<WeakKey, unknown> {
  #kept = new WeakMap<WeakKey, unknown>();

  override get(key: WeakKey): unknown {
    return this.#kept.get(key);
  }

  override has(key: WeakKey): boolean {
    return this.#kept.has(key);
  }

  override set(key: WeakKey, value: unknown): this {
    this.#kept.set(key, value);
    return this;
  }

  override delete(key: WeakKey): boolean {
    return this.#kept.delete(key);
  }

  clear(): void {
    this.#kept = new WeakMap();
  }
}

const all: { clear(): void }[] = [];

(globalThis as { forgetting?: (kept: Kept) => Kept }).forgetting = kept => {
  const emptied = kept instanceof Map ? kept : new Forgetful();
  all.push(emptied);
  return emptied;
};

export function forget(): void {
  for (const kept of all) kept.clear();
}
