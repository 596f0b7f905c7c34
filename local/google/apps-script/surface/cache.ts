// The served part of Google's `Cache` namespace.
import type { Untyped } from './untyped.ts';

export interface Cache {
  get(key: string): string | null;
  getAll(keys: string[]): { [key: string]: Untyped };
  put(key: string, value: string): void;
  put(key: string, value: string, expirationInSeconds: number): void;
  putAll(values: { [key: string]: Untyped }): void;
  putAll(values: { [key: string]: Untyped }, expirationInSeconds: number): void;
  remove(key: string): void;
  removeAll(keys: string[]): void;
}

export interface CacheService {
  getDocumentCache(): Cache | null;
}
