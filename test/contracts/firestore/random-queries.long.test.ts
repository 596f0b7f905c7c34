// Random documents and random queries: a server finds what the plain reference finds, also after the documents change.
import {
  type CollectionReference,
  Filter,
  type Firestore,
  type Query,
  Timestamp,
} from '@google-cloud/firestore';
import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { LIMITS } from '../../../local/google/firestore/database/limits.ts';
import { describeFirestore } from './implementations.ts';
import { answer, type Condition, type Data, type ReferenceQuery } from './reference.ts';

const FIELDS = ['a', 'b', 'm.x', 'tags'] as const;

const scalar = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 3 }) },
  { weight: 2, arbitrary: fc.constantFrom('', 'a', 'ab', 'b', '～', '😀', 'a\u0000b') },
  fc.constantFrom<unknown>(null, true, false, 0.5, -1.5, Number.NaN, 1e300),
  fc.constantFrom(new Timestamp(5, 0), new Timestamp(5, 1000), new Timestamp(-7, 0)),
  fc.constantFrom(Buffer.from([]), Buffer.from([0]), Buffer.from([0, 1]), Buffer.from([255])),
);
const list = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 });
const value = fc.oneof({ weight: 6, arbitrary: scalar }, list, fc.record({ x: scalar }));

const data = fc.record(
  { a: value, b: scalar, m: fc.record({ x: scalar }, { requiredKeys: [] }), tags: list },
  { requiredKeys: [] },
) as fc.Arbitrary<Data>;

/** What has to be compared must be something: `== NaN` and `== null` are spelt as they are, ranges need a value. */
const comparable = scalar.filter(one => one !== null && !Number.isNaN(one));
const several = fc.uniqueArray(comparable, {
  minLength: 1,
  maxLength: 3,
  selector: one => JSON.stringify(one),
});
const field = fc.constantFrom(...FIELDS.slice(0, 3));

const condition: fc.Arbitrary<Condition> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ field, operator: fc.constant('==' as const), value: fc.oneof(scalar, list) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ field, operator: fc.constantFrom('<', '<=', '>', '>='), value: comparable }),
  },
  fc.record({ field, operator: fc.constant('!=' as const), value: scalar }),
  fc.record({ field, operator: fc.constant('in' as const), value: several }),
  fc.record({ field, operator: fc.constant('not-in' as const), value: several }),
  fc.record({
    field: fc.constant('tags'),
    operator: fc.constant('array-contains' as const),
    value: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({
    field: fc.constant('tags'),
    operator: fc.constant('array-contains-any' as const),
    value: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 }),
  }),
);

const orders = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('a', 'b', 'm.x', 'tags'),
    direction: fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
  }),
  { maxLength: 2, selector: order => order.field },
);

const query: fc.Arbitrary<ReferenceQuery> = fc
  .record({
    where: fc.array(condition, { maxLength: 3 }),
    any: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Condition[]>([]) },
      fc.array(condition, { minLength: 2, maxLength: 3 }),
    ),
    orders,
    bounds: fc.array(comparable, { minLength: 4, maxLength: 4 }),
    depth: fc.record({ start: fc.integer({ min: 0, max: 2 }), end: fc.integer({ min: 0, max: 2 }) }),
    isInclusive: fc.boolean(),
    limit: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
  })
  .map(({ where, any, orders, bounds, depth, isInclusive, limit }) => {
    const cursor = (values: unknown[], length: number) =>
      Math.min(length, orders.length) > 0
        ? { values: values.slice(0, Math.min(length, orders.length)), isInclusive }
        : undefined;
    const start = cursor(bounds.slice(0, 2), depth.start);
    const end = cursor(bounds.slice(2), depth.end);
    return { where, any, orders, ...(start && { start }), ...(end && { end }), ...(limit && { limit }) };
  })
  .filter(isAllowed);

/** https://docs.cloud.google.com/firestore/docs/query-data/queries#limitations: combinations that Firestore refuses. */
function isAllowed({ where, any }: ReferenceQuery): boolean {
  const all = [...where, ...any];
  const count = (...operators: string[]): number =>
    all.filter(({ operator }) => operators.includes(operator)).length;
  const isNegated = count('not-in') > 0;
  if (isNegated && (count('!=', 'in', 'array-contains-any', 'not-in') > 1 || any.length > 0)) return false;
  if (count('!=') > 1 || count('array-contains', 'array-contains-any') > 1) return false;
  return disjunctions(where, any) <= LIMITS.disjunctions;
}

/** How many conjunctions a query becomes when its lists and its `or` are spread. */
function disjunctions(where: readonly Condition[], any: readonly Condition[]): number {
  const spread = ({ operator, value }: Condition): number =>
    (operator === 'in' || operator === 'array-contains-any') && Array.isArray(value) ? value.length : 1;
  const alternatives = any.reduce((sum, one) => sum + spread(one), 0);
  return where.reduce((product, one) => product * spread(one), Math.max(alternatives, 1));
}

function build(
  collection: CollectionReference,
  { where, any, orders, start, end, limit }: ReferenceQuery,
): Query {
  const filterOf = ({ field, operator, value }: Condition): Filter => Filter.where(field, operator, value);
  let built: Query = collection;
  for (const one of where) built = built.where(filterOf(one));
  if (any.length > 0) built = built.where(Filter.or(...any.map(filterOf)));
  for (const order of orders) built = built.orderBy(order.field, order.direction);
  if (start) built = start.isInclusive ? built.startAt(...start.values) : built.startAfter(...start.values);
  if (end) built = end.isInclusive ? built.endAt(...end.values) : built.endBefore(...end.values);
  return limit ? built.limit(limit) : built;
}

describeFirestore('random queries', world => {
  let db: Firestore;
  let collections = 0;
  beforeEach(() => {
    db = world.connect();
  });

  test.each([
    { documents: 12, runs: 12 },
    { documents: 90, runs: 8 },
  ])('over $documents documents', { timeout: 120_000 }, async ({ documents, runs }) => {
    const sizes = { minLength: documents, maxLength: documents };
    const changes = fc.array(fc.tuple(fc.nat(documents - 1), fc.option(data)), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(data, sizes),
        fc.array(query, { minLength: 8, maxLength: 8 }),
        changes,
        async (list, queries, changed) => {
          const collection = db.collection(`random-${++collections}`);
          const stored = new Map(list.map((one, at): [string, Data] => [`d${at}`, one]));
          await store(db, collection, stored);
          for (const one of queries) expect(await idsOf(build(collection, one))).toEqual(answer(stored, one));
          const later = new Map<string, Data | null>();
          for (const [at, one] of changed) later.set(`d${at}`, one);
          await store(db, collection, later);
          for (const [id, one] of later) {
            if (one) stored.set(id, one);
            else stored.delete(id);
          }
          for (const one of queries) {
            expect(await idsOf(build(collection, one))).toEqual(answer(stored, one));
            if (one.start || one.end) continue;
            const counted = await build(collection, one).count().get();
            expect(counted.data().count).toBe(answer(stored, one).length);
          }
        },
      ),
      { numRuns: runs },
    );
  });
});

async function store(
  db: Firestore,
  collection: CollectionReference,
  documents: ReadonlyMap<string, Data | null>,
): Promise<void> {
  const batch = db.batch();
  for (const [id, one] of documents) {
    if (one) batch.set(collection.doc(id), one);
    else batch.delete(collection.doc(id));
  }
  await batch.commit();
}

const idsOf = async (query: Query): Promise<string[]> => (await query.get()).docs.map(({ id }) => id);
