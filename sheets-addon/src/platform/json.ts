// JSON from outside, taken for what it should be only after a look at it.

type Kind = 'string' | 'number' | 'boolean' | 'object' | 'list';

/** Fields by which a value is recognised; the sender's types are trusted for the rest. */
export type Shape<T> = { [K in keyof T]?: Kind };

function isShaped<T>(value: unknown, shape: Shape<T>): value is T {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(shape).every(([name, kind]) => {
    const field = fields.get(name);
    return kind === 'list' ? Array.isArray(field) : typeof field === kind;
  });
}

/** Parses `text`. Throws when it is no JSON, or not of this shape. */
export function parseAs<T>(text: string, shape: Shape<T>): T {
  const value: unknown = JSON.parse(text);
  if (isShaped(value, shape)) return value;
  throw new Error(`expected ${JSON.stringify(shape)}, got ${text.slice(0, 80)}`);
}
