// What a query should find, in plain JavaScript over all documents: slow, obvious, and knowing nothing of any server.
import { Timestamp, type WhereFilterOp } from '@google-cloud/firestore';

export type Data = Record<string, unknown>;

export interface Condition {
  field: string;
  operator: WhereFilterOp;
  value: unknown;
}

export interface ReferenceQuery {
  /** All of these, */
  where: Condition[];
  /** and one of these, unless there are none. */
  any: Condition[];
  orders: { field: string; direction: 'asc' | 'desc' }[];
  start?: { values: unknown[]; isInclusive: boolean };
  end?: { values: unknown[]; isInclusive: boolean };
  limit?: number;
}

const KINDS = ['null', 'boolean', 'nan', 'number', 'timestamp', 'string', 'bytes', 'list', 'map'] as const;

function kindOf(value: unknown): (typeof KINDS)[number] {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isNaN(value) ? 'nan' : 'number';
  if (typeof value === 'string') return 'string';
  if (value instanceof Timestamp) return 'timestamp';
  if (Buffer.isBuffer(value)) return 'bytes';
  return Array.isArray(value) ? 'list' : 'map';
}

/** https://docs.cloud.google.com/firestore/docs/concepts/data-types */
function compare(a: unknown, b: unknown): number {
  const [left, right] = [KINDS.indexOf(kindOf(a)), KINDS.indexOf(kindOf(b))];
  if (left !== right) return left - right;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'number' && typeof b === 'number') return Number.isNaN(a) ? 0 : a - b;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (a instanceof Timestamp && b instanceof Timestamp)
    return a.seconds - b.seconds || a.nanoseconds - b.nanoseconds;
  if (Buffer.isBuffer(a) && Buffer.isBuffer(b)) return Buffer.compare(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  return a === null ? 0 : compareLists(flat(a as Data), flat(b as Data));
}

const flat = (map: Data): unknown[] =>
  Object.keys(map)
    .sort()
    .flatMap(key => [key, map[key]]);

function compareLists(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const order = compare(a[at], b[at]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function fieldOf(data: Data, field: string): unknown {
  let here: unknown = data;
  for (const name of field.split('.')) {
    if (kindOf(here) !== 'map' || !Object.hasOwn(here as Data, name)) return undefined;
    here = (here as Data)[name];
  }
  return here;
}

function holds(data: Data, { field, operator, value }: Condition): boolean {
  const found = fieldOf(data, field);
  if (found === undefined) return false;
  const isOneOf = (list: unknown[]): boolean => list.some(one => one !== null && compare(one, found) === 0);
  const order = compare(found, value);
  const isSameKind = kindOf(found) === kindOf(value);
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return found !== null && order !== 0;
    case '<':
      return isSameKind && order < 0;
    case '<=':
      return isSameKind && order <= 0;
    case '>':
      return isSameKind && order > 0;
    case '>=':
      return isSameKind && order >= 0;
    case 'in':
      return isOneOf(value as unknown[]);
    case 'not-in':
      return found !== null && !(value as unknown[]).includes(null) && !isOneOf(value as unknown[]);
    case 'array-contains':
      return Array.isArray(found) && found.some(one => compare(one, value) === 0);
    case 'array-contains-any':
      return (
        Array.isArray(found) && found.some(one => (value as unknown[]).some(any => compare(any, one) === 0))
      );
    default:
      throw new Error(`The reference does not know ${String(operator)}`);
  }
}

const isInequality = ({ operator }: Condition): boolean =>
  ['!=', '<', '<=', '>', '>=', 'not-in'].includes(operator);

/** Ids in the order of the query. */
export function answer(documents: ReadonlyMap<string, Data>, query: ReferenceQuery): string[] {
  const last = query.orders.at(-1)?.direction ?? 'asc';
  const ordered = query.orders.map(({ field }) => field);
  const implied = [...query.where, ...query.any].filter(isInequality).map(({ field }) => field);
  const added = [...new Set(implied)].filter(field => !ordered.includes(field)).sort();
  const orders = [...query.orders, ...added.map(field => ({ field, direction: last }))];
  const position = (data: Data, values: unknown[]): number => {
    for (const [at, value] of values.entries()) {
      const order = orders[at];
      const difference = order ? compare(fieldOf(data, order.field), value) : 0;
      if (difference !== 0) return order?.direction === 'desc' ? -difference : difference;
    }
    return 0;
  };
  const { start, end } = query;
  return [...documents]
    .filter(([, data]) => query.where.every(condition => holds(data, condition)))
    .filter(([, data]) => query.any.length === 0 || query.any.some(condition => holds(data, condition)))
    .filter(([, data]) => orders.every(({ field }) => fieldOf(data, field) !== undefined))
    .filter(
      ([, data]) => !start || position(data, start.values) >= (start.isInclusive ? 0 : Number.MIN_VALUE),
    )
    .filter(([, data]) => !end || position(data, end.values) <= (end.isInclusive ? 0 : -Number.MIN_VALUE))
    .sort(([idA, a], [idB, b]) => {
      const byFields = position(
        a,
        orders.map(({ field }) => fieldOf(b, field)),
      );
      return byFields || (last === 'desc' ? -1 : 1) * Buffer.compare(Buffer.from(idA), Buffer.from(idB));
    })
    .slice(0, query.limit)
    .map(([id]) => id);
}
