// Queries from the wire into the database's form. What is not served is refused by name.
import type { Aggregation } from '../database/aggregate.ts';
import { FirestoreError, invalid, unserved } from '../database/error.ts';
import { parseFieldPath } from '../database/field-path.ts';
import { readParent } from '../database/path.ts';
import {
  type Cursor,
  type FieldFilter,
  type Filter,
  NAME,
  type Operator,
  type Query,
} from '../database/query.ts';
import { NULL, type Value } from '../database/value.ts';
import type {
  AggregationMessage,
  CursorMessage,
  FieldReference,
  FilterMessage,
  StructuredQuery,
} from './messages.ts';

const OPERATORS: ReadonlySet<string> = new Set<Operator>([
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'EQUAL',
  'NOT_EQUAL',
  'ARRAY_CONTAINS',
  'IN',
  'ARRAY_CONTAINS_ANY',
  'NOT_IN',
]);

const NAN: Value = { doubleValue: 'NaN' };

const UNARY: Readonly<Record<string, { operator: Operator; value: Value }>> = {
  IS_NAN: { operator: 'EQUAL', value: NAN },
  IS_NULL: { operator: 'EQUAL', value: NULL },
  IS_NOT_NAN: { operator: 'NOT_EQUAL', value: NAN },
  IS_NOT_NULL: { operator: 'NOT_EQUAL', value: NULL },
};

export function readQuery(parent: string | undefined, message: StructuredQuery | undefined): Query {
  const { database, path } = readParent(parent);
  if (!message) throw invalid('A query is required.');
  if (message.findNearest) throw unserved('findNearest (vector search)');
  const [from, ...more] = message.from ?? [];
  if (more.length > 0) throw unserved('A query from more than one collection');
  if (!from?.collectionId) throw unserved('A query without a collection id');
  const offset = message.offset ?? 0;
  const limit = message.limit && (message.limit.value ?? 0);
  if (offset < 0) throw invalid('offset is negative');
  if (limit !== undefined && limit < 0) throw invalid('limit is negative');
  return {
    database,
    parent: path,
    collectionId: from.collectionId,
    allDescendants: from.allDescendants ?? false,
    ...(message.where && { filter: readFilter(message.where) }),
    orders: (message.orderBy ?? []).map(order => ({
      field: readField(order.field),
      descending: order.direction === 'DESCENDING',
    })),
    ...(message.startAt && { start: readCursor(message.startAt) }),
    ...(message.endAt && { end: readCursor(message.endAt) }),
    offset,
    ...(limit !== undefined && { limit }),
    ...(message.select && {
      select: (message.select.fields ?? [])
        .map(readField)
        .filter(field => field !== NAME)
        .map(parseFieldPath),
    }),
  };
}

export function readAggregation(message: AggregationMessage, at: number): Aggregation {
  const alias = message.alias ?? `field_${at + 1}`;
  if (message.count) {
    const upTo = message.count.upTo && Number(message.count.upTo.value ?? 0);
    if (upTo !== undefined && upTo <= 0) throw invalid('upTo must be greater than zero.');
    return { alias, kind: 'count', ...(upTo !== undefined && { upTo }) };
  }
  if (message.sum) return { alias, kind: 'sum', field: readField(message.sum.field) };
  if (message.avg) return { alias, kind: 'average', field: readField(message.avg.field) };
  throw new FirestoreError('UNIMPLEMENTED', 'Only count, sum and avg are served by the local Firestore.');
}

function readFilter({ compositeFilter, fieldFilter, unaryFilter }: FilterMessage): Filter {
  if (compositeFilter) {
    const filters = (compositeFilter.filters ?? []).map(readFilter);
    if (filters.length === 0) throw invalid('A composite filter needs at least one filter.');
    if (compositeFilter.op === 'AND') return { all: filters };
    if (compositeFilter.op === 'OR') return { any: filters };
    throw unserved(`The composite filter ${compositeFilter.op ?? 'without operator'}`);
  }
  if (unaryFilter) {
    const unary = UNARY[unaryFilter.op ?? ''];
    if (!unary) throw unserved(`The unary filter ${unaryFilter.op ?? 'without operator'}`);
    return { field: readField(unaryFilter.field), ...unary };
  }
  if (fieldFilter?.value) {
    const { op, value } = fieldFilter;
    if (!isOperator(op)) throw unserved(`The filter ${op ?? 'without operator'}`);
    return { field: readField(fieldFilter.field), operator: op, value } satisfies FieldFilter;
  }
  throw invalid('A filter must have a type and a value.');
}

const isOperator = (op: string | undefined): op is Operator => op !== undefined && OPERATORS.has(op);

function readField(reference: FieldReference | undefined): string {
  const field = reference?.fieldPath ?? '';
  if (field !== NAME) parseFieldPath(field);
  return field;
}

const readCursor = ({ values, before }: CursorMessage): Cursor => ({
  values: values ?? [],
  before: before ?? false,
});
