// Documents: what is written is read again; preconditions, masks, transforms and limits.
import { FieldPath, FieldValue, type Firestore, GeoPoint, Timestamp } from '@google-cloud/firestore';
import { beforeEach, expect, test } from 'vitest';
import { describeFirestore } from './implementations.ts';

const STATUS = { INVALID_ARGUMENT: 3, NOT_FOUND: 5, ALREADY_EXISTS: 6, FAILED_PRECONDITION: 9 } as const;

describeFirestore('documents', world => {
  let db: Firestore;
  beforeEach(() => {
    db = world.connect();
  });

  test('every kind of value comes back as it was written', async () => {
    const written = {
      null: null,
      yes: true,
      integer: 42,
      largest: 9_007_199_254_740_991,
      double: -1.5,
      nan: Number.NaN,
      infinity: Number.NEGATIVE_INFINITY,
      negativeZero: -0,
      text: 'Ünïcödé 售后 😀',
      empty: '',
      time: new Timestamp(1_700_000_000, 123_456_000),
      early: Timestamp.fromDate(new Date('1601-02-03T04:05:06.789Z')),
      bytes: Buffer.from([0, 1, 255]),
      reference: db.doc('desks/1/records/2'),
      place: new GeoPoint(31.2, -121.5),
      origin: new GeoPoint(0, 0),
      list: [1, 'two', { three: [3] }, null],
      map: { 'key with.dot': { deeper: true }, empty: {} },
      vector: FieldValue.vector([1, 2.5]),
      noList: [],
    };
    await db.doc('values/one').set(written);
    const read = await db.doc('values/one').get();
    expect(read.data()).toEqual(written);
    expect(read.createTime).toEqual(read.updateTime);
  });

  test('a missing document is told as missing, beside those that are there', async () => {
    await db.doc('c/there').set({ a: 1, b: 2 });
    const [missing, there] = await db.getAll(db.doc('c/missing'), db.doc('c/there'), { fieldMask: ['a'] });
    expect(missing?.exists).toBe(false);
    expect(there?.data()).toEqual({ a: 1 });
  });

  test('create takes a name once', async () => {
    await db.doc('c/new').create({ a: 1 });
    await expect(db.doc('c/new').create({ a: 2 })).rejects.toMatchObject({ code: STATUS.ALREADY_EXISTS });
    expect((await db.doc('c/new').get()).data()).toEqual({ a: 1 });
  });

  test('update needs the document, set does not', async () => {
    await expect(db.doc('c/none').update({ a: 1 })).rejects.toMatchObject({ code: STATUS.NOT_FOUND });
    await db.doc('c/none').set({ a: 1 });
    await db.doc('c/none').update({ b: 2 });
    expect((await db.doc('c/none').get()).data()).toEqual({ a: 1, b: 2 });
  });

  test('delete is content with a missing document, unless told otherwise', async () => {
    await db.doc('c/none').delete();
    await expect(db.doc('c/none').delete({ exists: true })).rejects.toMatchObject({ code: STATUS.NOT_FOUND });
  });

  test('a write based on an older version is refused', async () => {
    const first = await db.doc('c/x').set({ a: 1 });
    const second = await db.doc('c/x').set({ a: 2 });
    await expect(db.doc('c/x').update({ a: 3 }, { lastUpdateTime: first.writeTime })).rejects.toMatchObject({
      code: STATUS.FAILED_PRECONDITION,
    });
    await db.doc('c/x').update({ a: 4 }, { lastUpdateTime: second.writeTime });
    expect((await db.doc('c/x').get()).get('a')).toBe(4);
  });

  test('a write that changes nothing keeps the update time', async () => {
    const first = await db.doc('c/x').set({ a: 1, b: 2 });
    const again = await db.doc('c/x').set({ a: 1, b: 2 });
    expect(again.writeTime).toEqual(first.writeTime);
  });

  test('update touches the named fields only, however deep or oddly named', async () => {
    await db.doc('c/x').set({ a: { b: 1, c: 2 }, d: 3, 'e.f': 4, list: [1] });
    await db.doc('c/x').update('a.b', 9, 'd', FieldValue.delete(), new FieldPath('e.f'), 5, 'g.h.i', true);
    expect((await db.doc('c/x').get()).data()).toEqual({
      a: { b: 9, c: 2 },
      'e.f': 5,
      list: [1],
      g: { h: { i: true } },
    });
  });

  test('set with merge goes into maps and replaces lists', async () => {
    await db.doc('c/x').set({ a: { b: 1 }, list: [1, 2], text: 'x' });
    await db.doc('c/x').set({ a: { c: 2 }, list: [3], text: { now: 'map' } }, { merge: true });
    expect((await db.doc('c/x').get()).data()).toEqual({
      a: { b: 1, c: 2 },
      list: [3],
      text: { now: 'map' },
    });
  });

  test.each([
    ['increment of an integer', 5, FieldValue.increment(2), 7],
    ['increment of a double', 0.5, FieldValue.increment(2), 2.5],
    ['increment of nothing', undefined, FieldValue.increment(2), 2],
    ['increment of a text', 'x', FieldValue.increment(2), 2],
    ['maximum', 5, FieldValue.maximum(7), 7],
    ['maximum, already larger', 5, FieldValue.maximum(3), 5],
    ['minimum of mixed numbers', 5, FieldValue.minimum(4.5), 4.5],
    ['minimum of nothing', undefined, FieldValue.minimum(4), 4],
    ['union', [1, 2], FieldValue.arrayUnion(2, 3, 3), [1, 2, 3]],
    ['union of no list', 'x', FieldValue.arrayUnion({ a: 1 }), [{ a: 1 }]],
    ['removal', [1, 2, 1, 3], FieldValue.arrayRemove(1), [2, 3]],
    ['removal from nothing', undefined, FieldValue.arrayRemove(1), []],
  ])('%s', async (_, before, transform, after) => {
    await db.doc('c/x').set(before === undefined ? {} : { field: before });
    await db.doc('c/x').update({ field: transform });
    expect((await db.doc('c/x').get()).data()).toEqual({ field: after });
  });

  test('integers stop at the ends of 64 bits', async () => {
    const wide = world.connect();
    wide.settings({ useBigInt: true });
    await wide.doc('c/x').set({ n: 9_223_372_036_854_775_806n });
    await wide.doc('c/x').update({ n: FieldValue.increment(5) });
    expect((await wide.doc('c/x').get()).get('n')).toBe(9_223_372_036_854_775_807n);
  });

  test('the server time is one for a whole commit', async () => {
    const batch = db.batch();
    batch.set(db.doc('c/x'), { at: FieldValue.serverTimestamp() });
    batch.set(db.doc('c/y'), { deep: { at: FieldValue.serverTimestamp() } });
    await batch.commit();
    const [x, y] = await db.getAll(db.doc('c/x'), db.doc('c/y'));
    expect(x?.get('at')).toBeInstanceOf(Timestamp);
    expect(y?.get('deep.at')).toEqual(x?.get('at'));
  });

  test('of a batch with one refused write nothing is kept', async () => {
    await db.doc('c/taken').set({ a: 1 });
    const batch = db.batch();
    batch.set(db.doc('c/first'), { a: 1 });
    batch.create(db.doc('c/taken'), { a: 2 });
    batch.set(db.doc('c/last'), { a: 1 });
    await expect(batch.commit()).rejects.toMatchObject({ code: STATUS.ALREADY_EXISTS });
    expect((await db.collection('c').get()).docs.map(({ id }) => id)).toEqual(['taken']);
  });

  test('writes of one batch to one document follow each other', async () => {
    const batch = db.batch();
    batch.set(db.doc('c/x'), { n: 1, gone: true });
    batch.update(db.doc('c/x'), { n: FieldValue.increment(1) });
    batch.update(db.doc('c/x'), { n: FieldValue.increment(1), gone: FieldValue.delete() });
    await batch.commit();
    expect((await db.doc('c/x').get()).data()).toEqual({ n: 3 });
  });

  test('a bulk writer keeps what is fine beside what is refused', async () => {
    await db.doc('c/taken').set({ a: 1 });
    const writer = db.bulkWriter();
    const writes = Promise.allSettled([
      writer.create(db.doc('c/taken'), {}),
      writer.create(db.doc('c/free'), { a: 2 }),
    ]);
    await writer.close();
    const [refused, kept] = await writes;
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: STATUS.ALREADY_EXISTS } });
    expect(kept.status).toBe('fulfilled');
    expect((await db.doc('c/free').get()).data()).toEqual({ a: 2 });
  });

  test.each([
    ['a text over 1 MiB - 89 bytes', { a: 'x'.repeat(1_048_488) }],
    ['a document over 1 MiB', { a: 'x'.repeat(600_000), b: 'x'.repeat(600_000) }],
    ['a reserved field name', { __name__: 1 }],
  ])('%s is refused', async (_, data) => {
    await expect(db.doc('c/x').set(data)).rejects.toMatchObject({ code: STATUS.INVALID_ARGUMENT });
    expect((await db.doc('c/x').get()).exists).toBe(false);
  });

  test('an id over 1,500 bytes is refused', async () => {
    const name = `c/${'长'.repeat(501)}`;
    await expect(db.doc(name).set({})).rejects.toMatchObject({ code: STATUS.INVALID_ARGUMENT });
  });

  test('databases and projects know nothing of each other', async () => {
    const other = world.connect({ databaseId: 'other', projectId: 'same' });
    const standard = world.connect({ projectId: 'same' });
    await standard.doc('c/x').set({ in: 'standard' });
    await other.doc('c/x').set({ in: 'other' });
    await db.doc('c/y').set({});
    expect((await standard.collection('c').get()).docs.map(found => found.data())).toEqual([
      { in: 'standard' },
    ]);
    expect((await other.collectionGroup('c').get()).docs.map(found => found.data())).toEqual([
      { in: 'other' },
    ]);
  });

  test('collections are listed below their document, with documents that exist only by what is below them', async () => {
    await db.doc('desks/1/records/a').set({});
    await db.doc('desks/1/events/b').set({});
    await db.doc('desks/2').set({});
    await db.doc('people/x').set({});
    expect((await db.listCollections()).map(({ id }) => id).sort()).toEqual(['desks', 'people']);
    expect((await db.doc('desks/1').listCollections()).map(({ id }) => id).sort()).toEqual([
      'events',
      'records',
    ]);
    expect((await db.collection('desks').listDocuments()).map(({ id }) => id).sort()).toEqual(['1', '2']);
  });
});
