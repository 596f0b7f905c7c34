// The document lock: whoever reads a tab in order to write it holds it.

/**
 * How long an execution waits for its turn.
 * https://developers.google.com/apps-script/reference/lock/lock#waitlocktimeoutinmillis
 */
const PATIENCE_MS = 30_000;

/** The lock could not be had in time; nothing was done. */
export class LockBusy extends Error {
  override name = 'LockBusy';
}

/** What is kept for the length of a lock section: read when it begins, written before it ends. */
interface Kept {
  begin?: () => void;
  end?: () => void;
  /** When the lock was given back. */
  after?: () => void;
}

const kept: Kept[] = [];

/** Has something done at the beginning and at the end of every lock section. */
export function onLocked(each: Kept): void {
  kept.push(each);
}

/**
 * Runs `work` alone in this document. What it wrote is flushed before the next one reads, which Google asks for
 * because writes are buffered. Throws `LockBusy` when the lock is not free within `patienceMs`.
 */
export function withLock<T>(work: () => T, patienceMs: number = PATIENCE_MS): T {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(patienceMs)) throw new LockBusy('The document lock was not free in time.');
  try {
    for (const { begin } of kept) begin?.();
    const result = work();
    for (const { end } of kept) end?.();
    flushWrites();
    return result;
  } finally {
    lock.releaseLock();
    for (const { after } of kept) after?.();
  }
}

let unwritten = false;

/** To be said of every write to cells: a section that wrote none needs no flush. */
export function noteWrite(): void {
  unwritten = true;
}

/** Has what was written so far put into the cells. */
function flushWrites(): void {
  if (!unwritten) return;
  SpreadsheetApp.flush();
  unwritten = false;
}
