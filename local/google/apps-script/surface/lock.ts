// The served part of Google's `Lock` namespace.

export interface Lock {
  hasLock(): boolean;
  releaseLock(): void;
  tryLock(timeoutInMillis: number): boolean;
  waitLock(timeoutInMillis: number): void;
}

export interface LockService {
  getDocumentLock(): Lock;
  getScriptLock(): Lock;
}
