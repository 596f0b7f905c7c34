// What a process remembers of what it has read, so that it does not grow without bound.

/** Keeps a value as the latest of at most so many; the one that was kept the longest ago goes. */
export function keepLatest<K, V>(kept: Map<K, V>, key: K, value: V, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}

/** Makes something when it is first asked for, and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Texts that are kept: those of a few rows. */
const MAX_KEPT = 64;
/** Characters of the longest text that is kept: a longer one is read again. */
const MAX_LENGTH = 2_000;

/** The same function of a text, which reads the latest texts but once. What it answers must not be changed. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const kept = new Map<string, { read: T }>();
  return text => {
    const known = kept.get(text);
    if (known) return known.read;
    const found = read(text);
    if (text.length <= MAX_LENGTH) keepLatest(kept, text, { read: found }, MAX_KEPT);
    return found;
  };
}
