// Pages of documents: as many as fit, and whether there may be more.
import { type CollectionReference, type Query, Timestamp } from '@google-cloud/firestore';
import { describe, expect, it } from 'vitest';
import { changedSince, unsettledAt } from '../../../../functions/src/adapters/firestore/changed-since.ts';
import { readPage } from '../../../../functions/src/adapters/firestore/read-page.ts';
import { withOnly } from '../../../fixtures/with-only.ts';

interface Kept {
  id: string;
  data: object;
}

/** Documents in their order, read at a time each; `asked` are the limits that they were read with. */
function ordered(all: readonly Kept[], readAt = 1_000) {
  const asked: number[] = [];
  let reads = 0;
  const from = (start: number): unknown => ({
    limit: (limit: number) => ({
      get: async () => {
        asked.push(limit);
        reads += 1;
        const docs = all.slice(start, start + limit).map(({ id, data }) => ({ id, data: () => data }));
        return { docs, size: docs.length, readTime: Timestamp.fromMillis(readAt + reads) };
      },
    }),
    startAfter: ({ id }: { id: string }) => from(all.findIndex(each => each.id === id) + 1),
  });
  return { query: from(0) as Query, asked };
}
const many = (count: number, data: object = {}): Kept[] =>
  Array.from({ length: count }, (_, index) => ({ id: `k${index}`, data }));

describe('a page', () => {
  it.each([
    ['none', { count: 0, records: 10, found: 0, full: false, limits: [10] }],
    ['fewer than it takes', { count: 9, records: 10, found: 9, full: false, limits: [10] }],
    ['as many as it takes', { count: 10, records: 10, found: 10, full: true, limits: [10] }],
    ['more than it takes', { count: 11, records: 10, found: 10, full: true, limits: [10] }],
    ['what is read at first', { count: 50, records: 1_000, found: 50, full: false, limits: [50, 100] }],
    ['very many', { count: 600, records: 500, found: 500, full: true, limits: [50, 100, 200, 150] }],
    ['what two reads have', { count: 150, records: 150, found: 150, full: true, limits: [50, 100] }],
  ])('of %s', async (_, { count, records, found, full, limits }) => {
    const { query, asked } = ordered(many(count));
    const page = await readPage(query, { records, bytes: 1_000_000 });
    expect(page.docs.map(({ id }) => id)).toEqual(many(found).map(({ id }) => id));
    expect([page.full, asked, page.readAt.toMillis()]).toEqual([full, limits, 1_001]);
  });

  // `{"a":"xxxx"}` has twelve bytes, and one of three Chinese characters seventeen.
  it.each([
    [36, 'xxxx', 3, false],
    [35, 'xxxx', 2, true],
    [24, 'xxxx', 2, true],
    [1, 'xxxx', 1, true],
    [51, '客户甲', 3, false],
    [50, '客户甲', 2, true],
  ])('of %d bytes has of three documents with %s: %d', async (bytes, a, found, full) => {
    const page = await readPage(ordered(many(3, { a })).query, { records: 10, bytes });
    expect([page.docs.length, page.full]).toEqual([found, full]);
  });
});

describe('what has changed', () => {
  const READ = 1_000_000;
  const MOST = { records: 2, bytes: 1_000_000 };

  /** Records that were written at these times, ms; where they are read from is told. */
  async function since(cursor: string, times: number[], readAt = READ) {
    const all = times.map((at, index) => ({
      id: `key-000${index}`,
      data: { form: 10, cells: {}, syncedAt: Timestamp.fromMillis(at), timers: [] },
    }));
    const began: unknown[] = [];
    const { query } = ordered(all, readAt - 1);
    const records: CollectionReference = withOnly<CollectionReference>({
      orderBy: () => records,
      startAfter: (at: Timestamp, after: string) => {
        began.push(['after', at.toMillis(), after]);
        return query;
      },
      startAt: (at: Timestamp) => {
        began.push(['at', at.toMillis()]);
        return query;
      },
    });
    const { cursor: next, more, records: found } = await changedSince(records, cursor, MOST);
    return { began: began[0], next, more, found: found.length };
  }

  it.each<[string, unknown]>([
    ['', ['at', 0]],
    ['5000', ['at', 5_000]],
    ['5000.123', ['at', 5_000]],
    ['5000.123/key-0009', ['after', 5_000, 'key-0009']],
  ])('from the cursor %j on is read %j', async (cursor, began) => {
    expect((await since(cursor, [])).began).toEqual(began);
  });

  it.each<[string, string, number[], string, boolean]>([
    ['goes on behind the last of a full page', '', [1, 2, 3], '2.000/key-0001', true],
    ['goes on behind the last', '', [1], '1.000/key-0000', false],
    ['stays where nothing is new', '7.000/key-0001', [], '7.000/key-0001', false],
    ['stays at the beginning', '', [], '', false],
    ['goes back where the last is young', '', [READ - 5_000], '995000', false],
    ['does not where it just is no more', '', [READ - 5_001], '994999.000/key-0000', false],
    ['does not where it is of later than the read', '', [READ + 1], '1000001.000/key-0000', false],
    ['goes back where what was seen last is young', `${READ}.000/key-0001`, [], '995000', false],
    ['goes on behind a full page, however young', '', [READ, READ, READ], '1000000.000/key-0001', true],
  ])('%s', async (_, cursor, times, next, more) => {
    const found = await since(cursor, times);
    expect([found.next, found.more]).toEqual([next, more]);
  });

  it.each(['x', '1/', '253402300800000', '5000.12', '-1'])('the cursor %j is none', async cursor => {
    await expect(since(cursor, [])).rejects.toMatchObject({ code: 'cursor_invalid' });
  });

  it.each([
    [9_000, 4_000],
    [3_000, 0],
  ])('what was read at %d may lack what was written from %d on', (at, from) => {
    expect(unsettledAt(Timestamp.fromMillis(at)).toMillis()).toBe(from);
  });
});
