// The language that Apps Script reads is an older one than this machine's.
import { expect, test } from 'vitest';
import { stage } from './stage.ts';

test.each([
  ["'aa'.replaceAll('a', 'b')", 'replaceAll'],
  ['[1].at(-1)', 'at'],
  ['[1].findLast(Boolean)', 'findLast'],
  ['[2, 1].toSorted()', 'toSorted'],
  ['Object.hasOwn({}, 1)', 'hasOwn'],
  ['Object.groupBy([], String)', 'groupBy'],
  ['new Set().union(new Set())', 'union'],
  ['[1].values().map(String)', 'map'],
  ['new WeakRef({})', 'WeakRef'],
  ['new Intl.ListFormat()', 'ListFormat'],
  ["new URL('https://a.example')", 'URL'],
  ['setTimeout(String, 1)', 'setTimeout'],
  ["new TextEncoder().encode('x')", 'TextEncoder'],
  ['structuredClone({})', 'structuredClone'],
  ["fetch('https://a.example')", 'fetch'],
])('what Apps Script lacks is not there: %s', async (work, missing) => {
  const { runtime } = await stage(`function go() { ${work}; }`);
  await expect(runtime.run('go')).rejects.toThrow(new RegExp(`(Type|Reference)Error: .*${missing}`));
});

test.each([
  ['a class field', 'class A { x = 1; }'],
  ['a private one', 'class A { #x = 1; get() { return this.#x; } }'],
  ['an assignment by condition', 'let a; a ??= 1;'],
  ['a block of a class', 'class A { static { A.b = 1; } }'],
])('a script with %s is refused at the start', async (_, work) => {
  await expect(stage(`function go() {} ${work}`)).rejects.toThrow('SyntaxError: newer than es2020');
});
