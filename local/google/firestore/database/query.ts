// A query as the database takes it, and its spreading into branches without OR and its implied orders.
import { areEqual, compareValues } from './encoding.ts';
import { invalid } from './error.ts';
import { type FieldPath, parseFieldPath } from './field-path.ts';
import { LIMITS } from './limits.ts';
import { NULL, type Value } from './value.ts';

export type Operator =
  | 'LESS_THAN'
  | 'LESS_THAN_OR_EQUAL'
  | 'GREATER_THAN'
  | 'GREATER_THAN_OR_EQUAL'
  | 'EQUAL'
  | 'NOT_EQUAL'
  | 'ARRAY_CONTAINS'
  | 'IN'
  | 'ARRAY_CONTAINS_ANY'
  | 'NOT_IN';

export interface FieldFilter {
  /** As written, `__name__` for the document's name. */
  field: string;
  operator: Operator;
  value: Value;
}

export type Filter = FieldFilter | { all: Filter[] } | { any: Filter[] };

export interface Order {
  field: string;
  descending: boolean;
}

/** A position between documents: just before or after those that have these values in the orders' fields. */
export interface Cursor {
  values: Value[];
  before: boolean;
}

export interface Query {
  database: string;
  /** Path of the document whose collection is read, '' for the root. */
  parent: string;
  collectionId: string;
  /** Whether collections of that id at any depth below the parent are read (a collection group). */
  allDescendants: boolean;
  filter?: Filter;
  orders: Order[];
  start?: Cursor;
  end?: Cursor;
  offset: number;
  limit?: number;
  /** The only fields to return. */
  select?: FieldPath[];
}

export const NAME = '__name__';

const INEQUALITIES: ReadonlySet<Operator> = new Set([
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'NOT_EQUAL',
  'NOT_IN',
]);

/** Branches of which each is a conjunction; together they are the filter. Lists of `in` are spread as well. */
export function spread(filter: Filter | undefined): FieldFilter[][] {
  const branches = filter ? spreadFilter(filter) : [[]];
  if (branches.length > LIMITS.disjunctions)
    throw invalid(`'IN', 'ARRAY_CONTAINS_ANY' and 'OR' support up to ${LIMITS.disjunctions} disjunctions.`);
  return branches;
}

function spreadFilter(filter: Filter): FieldFilter[][] {
  if ('any' in filter) return filter.any.flatMap(spreadFilter);
  if ('all' in filter) {
    let product: FieldFilter[][] = [[]];
    for (const part of filter.all) {
      const branches = spreadFilter(part);
      product = product.flatMap(left => branches.map(right => [...left, ...right]));
      if (product.length > LIMITS.disjunctions * LIMITS.disjunctions)
        throw invalid(`A query supports up to ${LIMITS.disjunctions} disjunctions.`);
    }
    return product;
  }
  checkFilter(filter);
  const { field, operator } = filter;
  if (operator === 'IN') return distinct(filter).map(value => [{ field, operator: 'EQUAL', value }]);
  if (operator === 'ARRAY_CONTAINS_ANY')
    return distinct(filter).map(value => [{ field, operator: 'ARRAY_CONTAINS', value }]);
  return [[filter]];
}

export function listOf({ operator, value }: FieldFilter): Value[] {
  if (!('arrayValue' in value)) throw invalid(`'${operator}' requires an array value.`);
  return value.arrayValue.values ?? [];
}

/** The list without doubles; `in [null]` matches nothing, as null equals nothing there. */
function distinct(filter: FieldFilter): Value[] {
  const seen: Value[] = [];
  for (const value of listOf(filter))
    if (!areEqual(value, NULL) && !seen.some(known => areEqual(known, value))) seen.push(value);
  return seen;
}

function checkFilter(filter: FieldFilter): void {
  const { field, operator } = filter;
  if (field !== NAME) parseFieldPath(field);
  if (operator === 'IN' || operator === 'ARRAY_CONTAINS_ANY' || operator === 'NOT_IN') {
    const values = listOf(filter);
    const most = operator === 'NOT_IN' ? LIMITS.notIn : LIMITS.disjunctions;
    if (values.length === 0) throw invalid(`'${operator}' requires an non-empty ArrayValue.`);
    if (values.length > most) throw invalid(`'${operator}' supports up to ${most} comparison values.`);
  }
  if (field !== NAME) return;
  const values = 'arrayValue' in filter.value ? listOf(filter) : [filter.value];
  if (!values.every(value => 'referenceValue' in value)) throw invalid('__key__ filter value must be a Key');
}

/** All orders, the implied ones included: inequality fields by name, then the document's name. */
export function completeOrders(query: Pick<Query, 'orders' | 'filter'>): Order[] {
  const orders = [...query.orders];
  const descending = orders.at(-1)?.descending ?? false;
  const implied = [...new Set(inequalityFields(query.filter))].sort((a, b) =>
    compareValues({ stringValue: a }, { stringValue: b }),
  );
  for (const field of [...implied.filter(field => field !== NAME), NAME])
    if (!orders.some(order => order.field === field)) orders.push({ field, descending });
  // What follows the name can not matter: no two documents share one.
  return orders.slice(0, orders.findIndex(order => order.field === NAME) + 1);
}

function inequalityFields(filter: Filter | undefined): string[] {
  if (!filter) return [];
  if ('all' in filter) return filter.all.flatMap(inequalityFields);
  if ('any' in filter) return filter.any.flatMap(inequalityFields);
  return INEQUALITIES.has(filter.operator) ? [filter.field] : [];
}
