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
