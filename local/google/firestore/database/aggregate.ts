// Count, sum and average over what a query finds.
import { parseFieldPath, valueAt } from './field-path.ts';
import type { Scan } from './plan.ts';
import { NAME, type Query } from './query.ts';
import { countFound, search } from './search.ts';
import type { Store } from './store.ts';
import { doubleOf } from './transform.ts';
import { type Document, NULL, type Value } from './value.ts';

export type Aggregation = { alias: string } & (
  | { kind: 'count'; upTo?: number }
  | { kind: 'sum' | 'average'; field: string }
);

const INT64_MAX = 2n ** 63n - 1n;

/** The figures by alias, and what was looked at to find them. */
export function aggregate(
  store: Store,
  query: Query,
  aggregations: readonly Aggregation[],
): { fields: Record<string, Value>; seen: Scan[] } {
  const bounded = { ...query, ...limitOf(query, aggregations) };
  const isCountOnly = aggregations.every(({ kind }) => kind === 'count');
  if (isCountOnly) {
    const { count, seen } = countFound(store, bounded);
    return { fields: figures(aggregations, aggregation => countOf(aggregation, count)), seen };
  }
  const { documents, seen } = search(store, bounded);
  const fields = figures(aggregations, aggregation => {
    if (aggregation.kind === 'count') return countOf(aggregation, documents.length);
    const numbers = numbersAt(documents, aggregation.field);
    return aggregation.kind === 'sum' ? sum(numbers) : average(numbers);
  });
  return { fields, seen };
}

/** Where only counts with a bound are asked for, no more documents than the largest bound need be looked at. */
function limitOf(query: Query, aggregations: readonly Aggregation[]): Pick<Query, 'limit'> {
  let largest = 0;
  for (const aggregation of aggregations) {
    if (aggregation.kind !== 'count' || aggregation.upTo === undefined) return {};
    largest = Math.max(largest, aggregation.upTo);
  }
  return { limit: Math.min(largest, query.limit ?? largest) };
}

function figures(
  aggregations: readonly Aggregation[],
  figureOf: (aggregation: Aggregation) => Value,
): Record<string, Value> {
  return Object.fromEntries(aggregations.map(aggregation => [aggregation.alias, figureOf(aggregation)]));
}

function countOf(aggregation: Aggregation, count: number): Value {
  const upTo = aggregation.kind === 'count' ? (aggregation.upTo ?? count) : count;
  return { integerValue: String(Math.min(count, upTo)) };
}

function numbersAt(documents: readonly Document[], field: string): (bigint | number)[] {
  const numbers: (bigint | number)[] = [];
  if (field === NAME) return numbers;
  const path = parseFieldPath(field);
  for (const { fields } of documents) {
    const value = valueAt(fields, path);
    if (value && 'integerValue' in value) numbers.push(BigInt(value.integerValue));
    else if (value && 'doubleValue' in value) numbers.push(Number(value.doubleValue));
  }
  return numbers;
}

/** An integer as long as only integers are added and the sum is one, else a double. */
function sum(numbers: readonly (bigint | number)[]): Value {
  let integers = 0n;
  let doubles = 0;
  for (const number of numbers) {
    if (typeof number === 'bigint') integers += number;
    else doubles += number;
  }
  const isInteger = numbers.every(number => typeof number === 'bigint');
  if (isInteger && integers <= INT64_MAX && integers >= -INT64_MAX - 1n)
    return { integerValue: String(integers) };
  return doubleOf(Number(integers) + doubles);
}

function average(numbers: readonly (bigint | number)[]): Value {
  if (numbers.length === 0) return NULL;
  let total = 0;
  for (const number of numbers) total += Number(number);
  return doubleOf(total / numbers.length);
}
