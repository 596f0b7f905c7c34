// PropertiesService, CacheService and LockService: one facade each over a scope.
import type { Scope } from '../calls.ts';
import type * as CacheSurface from '../surface/cache.ts';
import type * as LockSurface from '../surface/lock.ts';
import type * as PropertiesSurface from '../surface/properties.ts';
import { call } from './call.ts';
import { guard } from './guard.ts';

class PropertiesOfScope implements PropertiesSurface.Properties {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  deleteProperty(key: string): PropertiesSurface.Properties {
    call('deleteProperty', this.#scope, key);
    return this;
  }
  getProperties(): { [key: string]: string } {
    return call('readProperties', this.#scope);
  }
  getProperty(key: string): string | null {
    return call('readProperty', this.#scope, key);
  }
  setProperties(
    properties: { [key: string]: string },
    deleteAllOthers: boolean = false,
  ): PropertiesSurface.Properties {
    call('writeProperties', this.#scope, textsOf(properties), deleteAllOthers);
    return this;
  }
  setProperty(key: string, value: string): PropertiesSurface.Properties {
    return this.setProperties({ [key]: value });
  }
}

class CacheOfScope implements CacheSurface.Cache {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  get(key: string): string | null {
    return call('readCache', this.#scope, [key])[key] ?? null;
  }
  put(key: string, value: string, expirationInSeconds: number = 600): void {
    call('writeCache', this.#scope, textsOf({ [key]: value }), expirationInSeconds);
  }
  remove(key: string): void {
    call('deleteCache', this.#scope, [key]);
  }
}

class LockOfScope implements LockSurface.Lock {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  releaseLock(): void {
    call('releaseLock', this.#scope);
  }
  tryLock(timeoutInMillis: number): boolean {
    return call('tryLock', this.#scope, timeoutInMillis);
  }
}

/** Google keeps texts only and turns everything else into one. */
function textsOf(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}

const properties = (scope: Scope) => guard('Properties', new PropertiesOfScope(scope));
const cache = (scope: Scope) => guard('Cache', new CacheOfScope(scope));
const lock = (scope: Scope) => guard('Lock', new LockOfScope(scope));

export function propertiesService(): PropertiesSurface.PropertiesService {
  return guard('PropertiesService', {
    // Null where no document is open, as a clock trigger without one finds; Google's declaration does not know of it.
    getDocumentProperties: () =>
      call('hasDocument') ? properties('document') : (null as unknown as PropertiesSurface.Properties),
    getUserProperties: () => properties('user'),
  });
}

export function cacheService(): CacheSurface.CacheService {
  return guard('CacheService', {
    getDocumentCache: () => cache('document'),
  });
}

export function lockService(): LockSurface.LockService {
  return guard('LockService', {
    getDocumentLock: () => lock('document'),
  });
}
