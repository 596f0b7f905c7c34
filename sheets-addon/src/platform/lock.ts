// The document lock: whoever reads a tab in order to write it holds it.

/** How long an execution waits for its turn. https://developers.google.com/apps-script/reference/lock/lock#waitlocktimeoutinmillis */
const PATIENCE_MS = 30_000;

/** The lock could not be had in time; nothing was done. */
export class LockBusy extends Error {
  override name = 'LockBusy';
}

/**
 * Runs `work` alone in this document. What it wrote is flushed before the next one reads, which Google asks for
 * because writes are buffered.
 */
export function withLock<T>(work: () => T): T {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(PATIENCE_MS)) throw new LockBusy('The document lock was not free in time.');
  try {
    const result = work();
    SpreadsheetApp.flush();
    return result;
  } finally {
    lock.releaseLock();
  }
}
