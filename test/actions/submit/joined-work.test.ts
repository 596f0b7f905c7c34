// Work that waits for other work on the same place goes on together with what waits beside it.
import { expect, test } from 'vitest';
import { JoinedWork } from '../../../functions/src/actions/submit/joined-work.ts';
import { Signal } from '../../fixtures/signal.ts';

/** Work whose pieces end when the test says so, and a record of what was done together. */
function bench(refuse: (items: readonly string[]) => boolean = () => false) {
  const done: string[][] = [];
  const ends: (() => void)[] = [];
  const prepared: string[] = [];
  const begun = new Signal();
  const work = new JoinedWork<string, string>({
    run: async (place, items) => {
      done.push([...items]);
      await new Promise<void>(resolve => {
        ends.push(resolve);
        begun.tell();
      });
      if (refuse(items)) throw new Error(`refused ${items.join()}`);
      return items.map(item => `${place}:${item}`);
    },
    prepare: (place, item) => void prepared.push(`${place}:${item}`),
    fits: (joined, item) => joined.length < 3 && !joined.includes(item),
  });
  /** Ends the piece that was begun as the `at`th. */
  const end = async (at: number) => {
    await begun.until(() => ends.length > at);
    ends[at]?.();
  };
  return { done, end, prepared, work };
}

test('the first goes at once; what comes meanwhile goes together, and each gets its own result', async () => {
  const { done, end, work } = bench();
  const results = ['a', 'b', 'c'].map(item => work.do('desk', item));
  await end(0);
  await end(1);
  expect(await Promise.all(results)).toEqual(['desk:a', 'desk:b', 'desk:c']);
  expect(done).toEqual([['a'], ['b', 'c']]);
});

test('what does not fit waits for the next piece, and nobody overtakes it', async () => {
  const { done, end, work } = bench();
  const results = ['a', 'b', 'b', 'c', 'd', 'e'].map(item => work.do('desk', item));
  for (const at of [0, 1, 2, 3]) await end(at);
  expect(await Promise.all(results)).toHaveLength(6);
  expect(done).toEqual([['a'], ['b'], ['b', 'c', 'd'], ['e']]);
});

test('what fits with nothing is done all the same, by itself', async () => {
  const done: string[][] = [];
  const work = new JoinedWork<string, string>({
    run: async (_, items) => {
      done.push([...items]);
      return [...items];
    },
    fits: () => false,
  });
  expect(await Promise.all(['a', 'b', 'c'].map(item => work.do('desk', item)))).toEqual(['a', 'b', 'c']);
  expect(done).toEqual([['a'], ['b'], ['c']]);
  // Nothing is under way any more: the next one begins at once.
  const next = work.do('desk', 'd');
  expect(done.at(-1)).toEqual(['d']);
  expect(await next).toBe('d');
});

test('what has to wait is prepared at once, what goes at once is not', async () => {
  const { done, end, prepared, work } = bench();
  const results = ['a', 'b', 'c'].map(item => work.do('desk', item));
  expect([prepared, done]).toEqual([['desk:b', 'desk:c'], [['a']]]);
  await end(0);
  await end(1);
  await Promise.all(results);
  expect(prepared).toHaveLength(2);
});

test('places do not wait for each other', async () => {
  const { end, work } = bench();
  const waiting = work.do('one', 'a');
  const other = work.do('two', 'b');
  await end(1);
  expect(await other).toBe('two:b');
  await end(0);
  expect(await waiting).toBe('one:a');
});

test('what fails by itself is not tried again', async () => {
  const { done, end, work } = bench(items => items.includes('bad'));
  const bad = work.do('desk', 'bad').catch((error: unknown) => String(error));
  await end(0);
  expect([await bad, done]).toEqual(['Error: refused bad', [['bad']]]);
});

test('what fails together is tried alone: only who fails alone is told so, and the next piece goes on', async () => {
  const { done, end, work } = bench(items => items.includes('bad'));
  const first = work.do('desk', 'a');
  const bad = work.do('desk', 'bad').catch((error: unknown) => String(error));
  const good = work.do('desk', 'good');
  for (const at of [0, 1, 2, 3]) await end(at);
  expect(await first).toBe('desk:a');
  expect(await good).toBe('desk:good');
  expect(await bad).toBe('Error: refused bad');
  const after = work.do('desk', 'z');
  await end(4);
  expect(await after).toBe('desk:z');
  expect(done).toEqual([['a'], ['bad', 'good'], ['bad'], ['good'], ['z']]);
});
