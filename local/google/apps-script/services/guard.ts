// Refuses by name what is not served, so that an add-on never runs on a member that silently does nothing.
import { Exception } from './call.ts';

/** Names that the language itself asks for. */
const PASSIVE = new Set(['toJSON', 'then', 'toString', 'valueOf', 'constructor']);

/** The object as scripts see it: its own members, and an error that names any other. */
export function guard<T extends object>(name: string, target: T): T {
  const proxy: T = new Proxy(target, {
    get(object, key) {
      if (key === 'toString') return () => name;
      const value: unknown = Reflect.get(object, key);
      if (typeof value === 'function' && typeof key === 'string' && !PASSIVE.has(key)) {
        return (...args: unknown[]): unknown => {
          const result: unknown = Reflect.apply(value, object, args);
          // Setters chain on what the script holds, not on the bare object behind it.
          return result === object ? proxy : result;
        };
      }
      if (key in object || typeof key === 'symbol' || PASSIVE.has(key)) return value;
      throw new Exception(`[local] ${name}.${key} is not implemented`);
    },
    set(_object, key) {
      throw new Exception(`[local] ${name}.${String(key)} can not be set`);
    },
  });
  return proxy;
}

/** An enumeration as Apps Script has it: constants that know their name and are compared by identity. */
export function enumeration<const N extends string>(
  name: string,
  members: readonly N[],
): { readonly [K in N]: Constant<K> } {
  const entries = members.map(member => [member, Object.freeze({ toString: () => member })] as const);
  return guard(name, Object.fromEntries(entries) as { [K in N]: Constant<K> });
}

export interface Constant<N extends string> {
  toString(): N;
}

/** The member of an enumeration under `name`. */
export function memberOf<N extends string>(
  members: { readonly [K in N]: Constant<K> },
  name: N,
): Constant<N> {
  return members[name];
}
