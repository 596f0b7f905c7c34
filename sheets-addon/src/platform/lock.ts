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
  /** Before the lock is asked for. */
  before?: () => void;
  begin?: () => void;
  end?: () => void;
  /** When the lock was given back, or could not be had. */
  after?: () => void;
}

const kept: Kept[] = [];

/** Has something done at the beginning and at the end of every lock section. */
export function onLocked(each: Kept): void {
  kept.push(each);
}

let isHeld = false;

/** Whether this execution is in a lock section. */
export const isLocked = (): boolean => isHeld;

/**
 * Runs `work` alone in this document. What it wrote is flushed before the next one reads, which Google asks for
 * because writes are buffered. A section within a section is part of it. Throws `LockBusy` when the lock is not free
 * within `patienceMs`.
 */
export function withLock<T>(work: () => T, patienceMs: number = PATIENCE_MS): T {
  if (isHeld) return work();
  for (const { before } of kept) before?.();
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(patienceMs)) {
    for (const { after } of kept) after?.();
    throw new LockBusy('The document lock was not free in time.');
  }
  isHeld = true;
  try {
    for (const { begin } of kept) begin?.();
    const result = work();
    // Nothing may be said of cells that were not written.
    flushWrites();
    for (const { end } of kept) end?.();
    return result;
  } finally {
    isHeld = false;
    lock.releaseLock();
    for (const { after } of kept) after?.();
  }
}

let unwritten = false;

/** To be said of every write to cells: a section that wrote none needs no flush. */
export function noteWrite(): void {
  unwritten = true;
}

/** To be said where cells were read behind all writes: what was written has come into them with that. */
export function noteFlushed(): void {
  unwritten = false;
}

/** Has what was written so far put into the cells. */
export function flushWrites(): void {
  if (!unwritten) return;
  SpreadsheetApp.flush();
  unwritten = false;
}
