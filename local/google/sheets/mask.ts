// Field masks: `a,b(c,d),e.f`, `*`. https://developers.google.com/workspace/sheets/api/guides/field-masks
import { invalidArgument } from './api-error.ts';

/** What is below a field; an empty tree means all of it. */
export interface Mask {
  [field: string]: Mask;
}

/** Reads a mask; INVALID_ARGUMENT when it is none. Snake case is taken as camel case, as Google does. */
export function parseMask(text: string): Mask {
  const tokens = text.match(/[\w*]+|[,()./]|[^\s]/g) ?? [];
  let at = 0;
  const list = (): Mask => {
    const mask: Mask = {};
    do {
      path(mask);
    } while (tokens[at] === ',' && at++ >= 0);
    return mask;
  };
  const path = (into: Mask): void => {
    const name = tokens[at++];
    if (name === undefined || !/^[\w*]+$/.test(name)) throw invalidArgument(`Invalid field mask: ${text}`);
    const field = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const known = Object.hasOwn(into, field);
    const before = into[field] ?? {};
    const below: Mask = {};
    if (tokens[at] === '.' || tokens[at] === '/') {
      at += 1;
      path(below);
    } else if (tokens[at] === '(') {
      at += 1;
      Object.assign(below, list());
      if (tokens[at++] !== ')') throw invalidArgument(`Invalid field mask: ${text}`);
    }
    into[field] = known ? union(before, below) : below;
  };
  const mask = list();
  if (at < tokens.length) throw invalidArgument(`Invalid field mask: ${text}`);
  return mask;
}

function union(a: Mask, b: Mask): Mask {
  if (isAll(a) || isAll(b)) return {};
  const both: Mask = { ...a };
  for (const [field, below] of Object.entries(b)) {
    both[field] = both[field] ? union(both[field], below) : below;
  }
  return both;
}

const isAll = (mask: Mask): boolean => Object.keys(mask).length === 0 || Object.hasOwn(mask, '*');

/** Whether the mask names this dotted path, something below it or something above it; `*` above does. */
export function reaches(mask: Mask, path: string): boolean {
  let here = mask;
  for (const field of path.split('.')) {
    if (isAll(here)) return true;
    const below = here[field];
    if (!below) return false;
    here = below;
  }
  return true;
}

/** The part of an answer that the mask names; arrays are gone through. */
export function select(value: unknown, mask: Mask): unknown {
  if (isAll(mask)) return value;
  if (Array.isArray(value)) return value.map(item => select(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).filter(([field]) => Object.hasOwn(mask, field));
  return Object.fromEntries(parts.map(([field, part]) => [field, select(part, mask[field] ?? {})]));
}

/**
 * The served fields that an update's mask names: a field, one above it (`gridProperties`), or `*`.
 * INVALID_ARGUMENT when it is empty or names a field that is not served.
 */
export function namedFields<F extends string>(text: string, served: readonly F[]): F[] {
  if (text.trim() === '')
    throw invalidArgument("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  const named = new Set<F>();
  for (const path of leaves(parseMask(text))) {
    const prefix = path === '*' ? '' : path.replace(/\.\*$/, '');
    const found = served.filter(field => prefix === '' || field === prefix || field.startsWith(`${prefix}.`));
    if (found.length === 0) throw invalidArgument(`fields: "${path}" is unknown or not served here`);
    for (const field of found) named.add(field);
  }
  return [...named];
}

function leaves(mask: Mask): string[] {
  return Object.entries(mask).flatMap(([field, below]) => {
    const paths = leaves(below);
    return paths.length === 0 ? [field] : paths.map(path => `${field}.${path}`);
  });
}
