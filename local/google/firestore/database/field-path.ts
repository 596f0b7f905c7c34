// Field paths (`a.b`, `` a.`x.y` ``) and the places in a document that they name.
import { invalid } from './error.ts';
import { LIMITS } from './limits.ts';
import type { Fields, Value } from './value.ts';

export type FieldPath = readonly string[];

const SIMPLE = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
const parsed = new Map<string, FieldPath>();
/** Enough for all paths of a program; a program that makes up paths must not fill the memory. */
const REMEMBERED = 10_000;

/** @throws INVALID_ARGUMENT for a path that is not one */
export function parseFieldPath(text: string): FieldPath {
  const known = parsed.get(text);
  if (known) return known;
  if (Buffer.byteLength(text) > LIMITS.fieldPathBytes)
    throw invalid(`The property path is longer than ${LIMITS.fieldPathBytes} bytes.`);
  const path = parse(text);
  if (parsed.size < REMEMBERED) parsed.set(text, path);
  return path;
}

function parse(text: string): FieldPath {
  const segments: string[] = [];
  const piece = /`((?:[^`\\]|\\.)*)`|([^.`]+)/suy;
  for (;;) {
    const match = piece.exec(text);
    const segment = match?.[1]?.replaceAll(/\\(.)/gsu, '$1') ?? match?.[2];
    if (!segment || (match?.[2] !== undefined && !SIMPLE.test(segment)))
      throw invalid(`Invalid property path "${text}".`);
    segments.push(segment);
    if (piece.lastIndex === text.length) return segments;
    if (text[piece.lastIndex] !== '.') throw invalid(`Invalid property path "${text}".`);
    piece.lastIndex++;
  }
}

/** The value at the path, undefined where there is none. */
export function valueAt(fields: Fields, path: FieldPath): Value | undefined {
  let here: Fields | undefined = fields;
  for (let depth = 0; depth < path.length; depth++) {
    const name = path[depth] ?? '';
    const value: Value | undefined = here && Object.hasOwn(here, name) ? here[name] : undefined;
    if (depth === path.length - 1 || !value) return value;
    here = 'mapValue' in value ? value.mapValue.fields : undefined;
  }
  return undefined;
}

/**
 * Fields that are changed at many paths: each map is copied once, by the first change in it. A summary changes hundreds
 * of figures of one map in one write.
 */
export class ChangedFields {
  #fields: Fields;
  readonly #copies = new Set<Fields>();

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  /** As they stand now; what was given to the constructor is as it was. */
  get fields(): Fields {
    return this.#fields;
  }

  /** Puts `value` at the path, undefined to take it away; what is no map on the way becomes one. */
  set(path: FieldPath, value: Value | undefined): void {
    this.#fields = this.#put(this.#fields, path, 0, value);
  }

  #put(fields: Fields, path: FieldPath, depth: number, value: Value | undefined): Fields {
    const name = path[depth] ?? '';
    const inner = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (depth === path.length - 1) {
      if (!value && !inner) return fields;
      const copy = this.#copyOf(fields);
      if (value) copy[name] = value;
      else delete copy[name];
      return copy;
    }
    const isMap = inner !== undefined && 'mapValue' in inner;
    if (!value && !isMap) return fields;
    const below = isMap ? (inner.mapValue.fields ?? {}) : {};
    const changed = this.#put(below, path, depth + 1, value);
    if (isMap && changed === inner.mapValue.fields) return fields;
    const copy = this.#copyOf(fields);
    copy[name] = { mapValue: { fields: changed } };
    return copy;
  }

  #copyOf(fields: Fields): Fields {
    if (this.#copies.has(fields)) return fields;
    const copy = { ...fields };
    this.#copies.add(copy);
    return copy;
  }
}

/** Only the fields that the paths name. */
export function project(fields: Fields, paths: readonly FieldPath[]): Fields {
  const kept = new ChangedFields({});
  for (const path of paths) {
    const value = valueAt(fields, path);
    if (value) kept.set(path, value);
  }
  return kept.fields;
}
