// One process at a time: a lock that the operating system frees when its holder is gone. Knows nothing of what it
// guards.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

const RETRY_MS = 100;
/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

export interface HeldLock {
  /** Gives the lock back; the file stays, for removing it would let two in at once. */
  release(): void;
}

/**
 * Takes the lock, or answers `undefined` while another holds it. It is sqlite's exclusive lock on an empty database: a
 * holder that was killed holds it no more, whoever has its process id now.
 * @throws when the file cannot be made, or is no lock
 */
export function tryLock(file: string): HeldLock | undefined {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY) return undefined;
    throw cause;
  }
  return { release: () => database.close() };
}

/** Does the work while no other process holds the lock. */
export async function withLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  let lock = tryLock(file);
  while (!lock) {
    await delay(RETRY_MS);
    lock = tryLock(file);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}
