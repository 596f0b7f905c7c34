// The served part of Google's `Lock` namespace.

export interface Lock {
  releaseLock(): void;
  tryLock(timeoutInMillis: number): boolean;
}

export interface LockService {
  getDocumentLock(): Lock;
}
