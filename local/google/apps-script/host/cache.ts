// CacheService: kept in memory, forgotten by desk time. https://developers.google.com/apps-script/reference/cache/cache

const MAX_KEY_CHARACTERS = 250;
const MAX_VALUE_BYTES = 100 * 1024;
const MAX_SECONDS = 21_600;
/** Entries of one cache, and how many are left when there are more: those that end last. */
const MAX_ENTRIES = 1_000;
const LEFT_ENTRIES = 900;

interface Entry {
  value: string;
  untilMs: number;
}

export class ScriptCache {
  readonly #owners = new Map<string, Map<string, Entry>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  read(owner: string, keys: string[]): Record<string, string> {
    const found: Record<string, string> = {};
    for (const key of keys) {
      const entry = this.#owners.get(owner)?.get(key);
      if (entry && entry.untilMs > this.#now()) found[key] = entry.value;
    }
    return found;
  }

  /** @param seconds how long it is kept, 6 hours at most */
  write(owner: string, entries: Record<string, string>, seconds: number): void {
    for (const [key, value] of Object.entries(entries)) {
      if (key.length > MAX_KEY_CHARACTERS) throw new Error('Argument too large: key');
      if (Buffer.byteLength(value) > MAX_VALUE_BYTES) throw new Error('Argument too large: value');
    }
    const kept = this.#owners.get(owner) ?? new Map<string, Entry>();
    this.#owners.set(owner, kept);
    const untilMs = this.#now() + Math.min(seconds, MAX_SECONDS) * 1000;
    for (const [key, value] of Object.entries(entries)) kept.set(key, { value, untilMs });
    if (kept.size > MAX_ENTRIES) dropOldest(kept);
  }

  delete(owner: string, keys: string[]): void {
    for (const key of keys) this.#owners.get(owner)?.delete(key);
  }
}

function dropOldest(kept: Map<string, Entry>): void {
  const oldest = [...kept].sort(([, a], [, b]) => a.untilMs - b.untilMs);
  for (const [key] of oldest.slice(0, kept.size - LEFT_ENTRIES)) kept.delete(key);
}
