// Documents that a process keeps: what is read of them, and when all are read anew.
import { type CollectionReference, type DocumentData, Timestamp } from '@google-cloud/firestore';
import { describe, expect, it } from 'vitest';
import { desksOf } from '../../../../functions/src/adapters/firestore/desks-with-work.ts';
import { KeptDocuments } from '../../../../functions/src/adapters/firestore/kept-documents.ts';
import { withOnly } from '../../../fixtures/with-only.ts';

const MINUTE_MS = 60_000;

/** A collection of which each read takes place at a time that the test says. */
function collectionOf(documents: Map<string, DocumentData>, path = 'figures') {
  const asked: string[][] = [];
  const looks: { since: number; limit: number }[] = [];
  const at = { ms: 10 * MINUTE_MS };
  const readTime = () => Timestamp.fromMillis(at.ms);
  /** What was written since a read, as Firestore would tell of it. */
  let fresh: string[] = [];
  const docOf = (id: string) => ({ id, data: () => documents.get(id), readTime: readTime() });
  const collection = withOnly<CollectionReference>({
    path,
    doc: (id: string) => id,
    firestore: withOnly({
      getAll: async (...ids: string[]) => {
        asked.push(ids);
        return ids.map(docOf);
      },
    }),
    where: (_field: string, _is: string, since: Timestamp) => ({
      orderBy: () => ({
        limit: (limit: number) => ({
          get: async () => {
            looks.push({ since: since.toMillis(), limit });
            const docs = fresh.slice(0, limit).map(docOf);
            return { docs, size: docs.length, readTime: readTime() };
          },
        }),
      }),
    }),
  });
  return {
    collection,
    asked,
    looks,
    at,
    write: (...ids: string[]) => {
      fresh = ids;
    },
  };
}
const many = (count: number, start = 'd'): Map<string, DocumentData> =>
  new Map(Array.from({ length: count }, (_, index) => [`${start}${index}`, { n: index }]));

describe('documents that were read', () => {
  it('are not read again, those neither that there are not; what was written since is taken in', async () => {
    const documents = many(3);
    const { collection, asked, looks, at, write } = collectionOf(documents);
    const kept = new KeptDocuments();
    expect(await kept.read(collection, [])).toEqual(new Map());
    expect(await kept.read(collection, ['d0', 'none'])).toEqual(new Map([['d0', { n: 0 }]]));
    at.ms += 1_000;
    documents.set('d0', { n: 7 });
    documents.set('other', { n: 8 });
    write('d0', 'other');
    expect(await kept.read(collection, ['d0', 'none', 'd1'])).toEqual(
      new Map([
        ['d0', { n: 7 }],
        ['d1', { n: 1 }],
      ]),
    );
    expect(asked).toEqual([['d0', 'none'], ['d1']]);
    // Commits of moments before may not have been seen.
    expect(looks).toEqual([{ since: 10 * MINUTE_MS - 5_000, limit: 60 }]);
    await kept.read(collection, ['d0']);
    expect([asked.length, looks.at(-1)?.since]).toEqual([2, 10 * MINUTE_MS + 1_000 - 5_000]);
  });

  it.each([
    ['as long as half an hour', 30 * MINUTE_MS, 0, 1],
    ['no longer', 30 * MINUTE_MS + 1, 0, 2],
    ['where fewer than sixty were written', 1_000, 59, 1],
    ['not where as many were', 1_000, 60, 2],
  ])('are kept %s', async (_, ms, written, reads) => {
    const { collection, asked, at, write } = collectionOf(many(60));
    const kept = new KeptDocuments();
    await kept.read(collection, ['d0']);
    at.ms += ms;
    write(...many(written).keys());
    await kept.read(collection, ['d0']);
    expect(asked).toHaveLength(reads);
  });

  it('and are known as of later than another look stay as they are', async () => {
    const documents = many(1);
    const { collection, at, write } = collectionOf(documents);
    const kept = new KeptDocuments();
    await kept.read(collection, ['d0']);
    at.ms -= 1;
    documents.set('d0', { n: 7 });
    write('d0');
    expect(await kept.read(collection, ['d0'])).toEqual(new Map([['d0', { n: 0 }]]));
  });

  it.each([
    [500, 2],
    [501, 3],
  ])('are a thousand of all collections together, the oldest go first: two of %d', async (count, reads) => {
    const kept = new KeptDocuments();
    const [one, other] = ['one', 'other'].map(path => collectionOf(many(count), path));
    const ids = [...many(count).keys()];
    for (const each of [one, other, one]) if (each) await kept.read(each.collection, ids);
    expect((one?.asked.length ?? 0) + (other?.asked.length ?? 0)).toBe(reads);
  });
});

describe('the desks that documents are of', () => {
  const documentsOf = (desks: string[]) => {
    const limits: number[] = [];
    const from = (start: number): unknown => ({
      limit: (limit: number) => ({
        get: async () => {
          limits.push(limit);
          const docs = desks.slice(start, start + limit).map((id, index) => ({
            at: start + index,
            ref: { id: 'record', parent: { parent: { id } } },
          }));
          return { docs, size: docs.length };
        },
      }),
      startAfter: ({ at }: { at: number }) => from(at + 1),
    });
    return { query: from(0) as Parameters<typeof desksOf>[0], reads: () => limits.length };
  };
  const repeated = (id: string, times: number): string[] => Array.from({ length: times }, () => id);

  it.each([
    ['each once', ['a', 'b', 'a'], 9, ['a', 'b'], 1],
    ['as many as are asked for', ['a', 'b', 'c'], 2, ['a', 'b'], 1],
    ['but for those excepted', ['x', 'a'], 9, ['a'], 1],
    ['behind one with very many', [...repeated('a', 300), 'b'], 9, ['a', 'b'], 2],
    ['behind none where that is all', repeated('a', 299), 9, ['a'], 1],
    ['without looking on for more than are asked for', [...repeated('a', 300), 'b'], 1, ['a'], 1],
  ] as const)('are told %s', async (_, documents, limit, desks, reads) => {
    const { query, reads: count } = documentsOf([...documents]);
    expect(await desksOf(query, limit, new Set(['x']))).toEqual(desks);
    expect(count()).toBe(reads);
  });
});
