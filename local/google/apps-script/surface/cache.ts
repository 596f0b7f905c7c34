// The served part of Google's `Cache` namespace.

export interface Cache {
  get(key: string): string | null;
  put(key: string, value: string): void;
  put(key: string, value: string, expirationInSeconds: number): void;
  remove(key: string): void;
}

export interface CacheService {
  getDocumentCache(): Cache | null;
}
