// Queries case by case: order of kinds, cursors, groups, names, figures, limits.
import {
  AggregateField,
  FieldPath,
  Filter,
  type Firestore,
  GeoPoint,
  type Query,
  Timestamp,
} from '@google-cloud/firestore';
import { beforeEach, expect, test } from 'vitest';
import { describeFirestore } from './implementations.ts';

const INVALID_ARGUMENT = 3;

const idsOf = async (query: Query): Promise<string[]> => (await query.get()).docs.map(({ id }) => id);

describeFirestore('queries', world => {
  let db: Firestore;
  beforeEach(() => {
    db = world.connect();
  });

  /** Documents d0, d1, … with `field` as given. */
  const fill = async (values: unknown[], field = 'v'): Promise<void> => {
    const batch = db.batch();
    for (const [at, value] of values.entries())
      batch.set(db.doc(`c/d${String(at).padStart(3, '0')}`), { [field]: value });
    await batch.commit();
  };

  test('kinds of values have one order', async () => {
    const ordered = [
      null,
      false,
      true,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      -9_007_199_254_740_991,
      -1.5,
      -1,
      0,
      Number.MIN_VALUE,
      1,
      1.5,
      9_007_199_254_740_991,
      1e300,
      new Timestamp(-1, 0),
      new Timestamp(1, 1000),
      new Timestamp(1, 2000),
      '',
      'a',
      'a\u0000',
      'ab',
      'b',
      '～',
      '😀',
      Buffer.from([]),
      Buffer.from([1]),
      Buffer.from([1, 0]),
      db.doc('a/b'),
      db.doc('a/b/c/d'),
      db.doc('a/bc'),
      new GeoPoint(-1, 5),
      new GeoPoint(1, -5),
      [],
      [1],
      [1, 'a'],
      [2],
      {},
      { a: 1 },
      { a: 1, b: 0 },
      { a: 2 },
      { b: 0 },
    ];
    // Written in another order than the expected one, so that neither names nor time can stand in for it.
    const shuffled = ordered
      .map((value, at) => ({ value, at }))
      .sort((x, y) => ((x.at * 7) % 41) - ((y.at * 7) % 41));
    await fill(shuffled.map(({ value }) => value));
    const places = async (query: Query): Promise<number[]> =>
      (await idsOf(query)).map(id => shuffled[Number(id.slice(1))]?.at ?? -1);
    const expected = ordered.map((_, at) => at);
    expect(await places(db.collection('c').orderBy('v'))).toEqual(expected);
    expect(await places(db.collection('c').orderBy('v', 'desc'))).toEqual(expected.toReversed());
  });

  test('pages follow each other without a gap, whatever the order', async () => {
    await fill(Array.from({ length: 120 }, (_, at) => at % 7));
    for (const direction of ['asc', 'desc'] as const) {
      const query = db.collection('c').orderBy('v', direction).limit(17);
      const whole = await idsOf(db.collection('c').orderBy('v', direction));
      const paged: string[] = [];
      let page = await query.get();
      while (page.size > 0) {
        paged.push(...page.docs.map(({ id }) => id));
        page = await query.startAfter(page.docs.at(-1)).get();
      }
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(120);
    }
  });

  test('limitToLast, offset, endBefore and startAt cut as they say', async () => {
    await fill([0, 1, 2, 3, 4, 5]);
    const ordered = db.collection('c').orderBy('v');
    expect(await idsOf(ordered.limitToLast(2))).toEqual(['d004', 'd005']);
    expect(await idsOf(ordered.offset(1).limit(2))).toEqual(['d001', 'd002']);
    expect(await idsOf(ordered.startAt(1).endBefore(3))).toEqual(['d001', 'd002']);
    expect(await idsOf(ordered.startAfter(1).endAt(3).limitToLast(1))).toEqual(['d003']);
    expect(await idsOf(ordered.offset(10))).toEqual([]);
  });

  test('select returns the named fields, or none', async () => {
    await db.doc('c/x').set({ a: 1, m: { b: 2, c: 3 } });
    expect((await db.collection('c').select('m.b').get()).docs[0]?.data()).toEqual({ m: { b: 2 } });
    expect((await db.collection('c').select().get()).docs[0]?.data()).toEqual({});
  });

  test('names are ordered and compared by their bytes', async () => {
    await Promise.all(['a', 'b', 'B', '甲', 'a-1', 'a.1', 'a1'].map(id => db.doc(`c/${id}`).set({ v: 1 })));
    const name = FieldPath.documentId();
    const sorted = ['B', 'a', 'a-1', 'a.1', 'a1', 'b', '甲'];
    expect(await idsOf(db.collection('c'))).toEqual(sorted);
    expect(await idsOf(db.collection('c').where(name, '>', 'a').where(name, '<=', 'b'))).toEqual([
      'a-1',
      'a.1',
      'a1',
      'b',
    ]);
    expect(await idsOf(db.collection('c').where(name, 'in', ['b', 'a', 'none']))).toEqual(['a', 'b']);
    expect(await idsOf(db.collection('c').where('v', '==', 1).where(name, '>=', 'a1'))).toEqual([
      'a1',
      'b',
      '甲',
    ]);
  });

  test.skipIf(world.differs('descendingNames'))('names can be read backward', async () => {
    await Promise.all(['a', 'b', 'c'].map(id => db.doc(`c/${id}`).set({})));
    expect(await idsOf(db.collection('c').orderBy(FieldPath.documentId(), 'desc'))).toEqual(['c', 'b', 'a']);
  });

  test('a collection group spans all collections of its id, and only those', async () => {
    const paths = [
      'notes/1',
      'desks/1/notes/2',
      'desks/2/notes/3',
      'desks/2/notes/3/notes/4',
      'desks/2/other/5',
    ];
    await Promise.all(paths.map((path, at) => db.doc(path).set({ due: 10 - at })));
    const group = db.collectionGroup('notes');
    expect((await group.orderBy('due').get()).docs.map(({ ref }) => ref.path)).toEqual(
      paths.slice(0, 4).toReversed(),
    );
    expect((await group.where('due', '<=', 9).get()).docs.map(({ ref }) => ref.path)).toEqual([
      'desks/2/notes/3/notes/4',
      'desks/2/notes/3',
      'desks/1/notes/2',
    ]);
    expect(await idsOf(db.collection('desks/2/notes'))).toEqual(['3']);
  });

  test('an index follows what happens to its documents', async () => {
    await fill(
      Array.from({ length: 100 }, (_, at) => ({ due: at, open: at % 2 === 0 })),
      'm',
    );
    const due = db.collection('c').where('m.open', '==', true).where('m.due', '<=', 6).orderBy('m.due');
    expect(await idsOf(due)).toEqual(['d000', 'd002', 'd004', 'd006']);
    await db.doc('c/d002').update({ 'm.open': false });
    await db.doc('c/d004').delete();
    await db.doc('c/d099').update({ 'm.due': 3, 'm.open': true });
    await db.doc('c/new').set({ m: { due: -1, open: true } });
    expect(await idsOf(due)).toEqual(['new', 'd000', 'd099', 'd006']);
    expect((await due.count().get()).data().count).toBe(4);
  });

  test('a filter with OR finds a document once', async () => {
    await fill([1, 2, 3, 4, 5]);
    const query = db
      .collection('c')
      .where(Filter.or(Filter.where('v', '<=', 2), Filter.where('v', 'in', [2, 4])));
    expect(await idsOf(query.orderBy('v', 'desc'))).toEqual(['d003', 'd001', 'd000']);
    expect(await idsOf(query.limit(2))).toEqual(['d000', 'd001']);
  });

  test('integers beyond the doubles are told apart', async () => {
    const wide = world.connect();
    wide.settings({ useBigInt: true });
    const numbers = [9_007_199_254_740_993n, 9_007_199_254_740_992n, 9_007_199_254_740_994n];
    await Promise.all(numbers.map((v, at) => wide.doc(`c/${at}`).set({ v })));
    expect(await idsOf(wide.collection('c').orderBy('v'))).toEqual(['1', '0', '2']);
    expect(await idsOf(wide.collection('c').where('v', '==', 9_007_199_254_740_993n))).toEqual(['0']);
  });

  test('count, sum and average', async () => {
    await fill([1, 2.5, 'text', 3, null]);
    await db.doc('c/without').set({ other: 1 });
    const all = db.collection('c');
    expect((await all.count().get()).data()).toEqual({ count: 6 });
    expect((await all.limit(4).count().get()).data()).toEqual({ count: 4 });
    expect((await all.where('v', '>', 1).count().get()).data()).toEqual({ count: 2 });
    const figures = await all
      .where('v', '>=', 1)
      .aggregate({
        n: AggregateField.count(),
        sum: AggregateField.sum('v'),
        mean: AggregateField.average('v'),
      })
      .get();
    expect(figures.data()).toEqual({ n: 3, sum: 6.5, mean: 6.5 / 3 });
    const none = await all
      .where('v', '==', 99)
      .aggregate({ sum: AggregateField.sum('v'), mean: AggregateField.average('v') })
      .get();
    expect(none.data()).toEqual({ sum: 0, mean: null });
  });

  test('figures of a field without a filter leave out what is no number', async () => {
    await fill([1, 2, 'text']);
    await db.doc('c/without').set({ other: 1 });
    const figures = await db
      .collection('c')
      .aggregate({ n: AggregateField.count(), sum: AggregateField.sum('v') })
      .get();
    expect(figures.data()).toMatchObject({ sum: 3 });
  });

  // The client repeats a refused query for some seconds before it tells.
  test('`in` takes 30 values and no more', async () => {
    await fill([0, 1, 40]);
    const upTo = (length: number) =>
      db.collection('c').where(
        'v',
        'in',
        Array.from({ length }, (_, at) => at),
      );
    expect(await idsOf(upTo(30))).toEqual(['d000', 'd001']);
    await expect(upTo(31).get()).rejects.toMatchObject({ code: INVALID_ARGUMENT });
  });
});
