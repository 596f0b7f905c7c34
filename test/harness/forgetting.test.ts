// What a worker forgets between the tests of a mutation run.
import { runInNewContext } from 'node:vm';
import { afterEach, expect, it } from 'vitest';
import { forget, withForgetting } from '../mutants/forgetting.ts';

/** What a source declares under a name, as a worker of a mutation run has it. */
const run = (source: string, name: string): unknown =>
  runInNewContext(`${withForgetting(source)}\n${name};`, {
    forgetting: (globalThis as { forgetting?: unknown }).forgetting,
    Map,
    WeakMap,
  });

afterEach(() => forget());

it.each([
  ['a map of a module', 'const known = new Map();', 'known'],
  ['a weak map of a module', 'const known = new WeakMap();', 'known'],
])('forgets %s that begins empty', (_, source, name) => {
  const key = {};
  const kept = run(source, name) as Map<object, number>;
  kept.set(key, 1);
  expect([kept.get(key), kept.has(key)]).toEqual([1, true]);
  forget();
  expect([kept.get(key), kept.has(key)]).toEqual([undefined, false]);
});

it('leaves what a map has from the beginning, and what a function keeps while it runs', () => {
  const source = [
    'const words = new Map([[1, 2]]);',
    '    const seen = new Map();',
    '    seen.set(1, 2);',
  ].join('\n');
  const [words, seen] = run(source, '[words, seen]') as [Map<number, number>, Map<number, number>];
  forget();
  expect([words.get(1), seen.get(1)]).toEqual([2, 2]);
});
