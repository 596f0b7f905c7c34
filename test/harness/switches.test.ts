// Faults that are asleep in a source: with none awake it says what it said, with one awake what the fault says.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import { faultsIn } from '../mutants/faults.ts';
import { withSwitches } from '../mutants/switches.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const numbered = (source: string) => faultsIn(source).map((fault, id) => ({ id, fault }));
const asleep = (source: string) =>
  withSwitches(source, numbered(source)).text.replaceAll('globalThis.isFaultAwake?.', 'awake');

it.each([
  ['const is = a === b;', 'const is = (awake(0) ? (a !== b) : (a === b));'],
  ['if (!isOpen(a)) b = a;', 'if ((awake(0) ? (isOpen(a)) : (!isOpen(a)))) b = a;'],
  ['  tell(person);', '  if (awake(0)) { ; } else { tell(person); }'],
  ['const next = Math.min(a, b);', 'const next = (awake(0) ? (Math.max(a, b)) : (Math.min(a, b)));'],
  ['const is = a?.b.some(c).d;', 'const is = (awake(0) ? (a?.b.every(c).d) : (a?.b.some(c).d));'],
  ['const is = a.some(b).c;', 'const is = (awake(0) ? (a.every(b)) : (a.some(b))).c;'],
  [
    "const text = a\n  .replaceAll('b', 'c');",
    "const text = (awake(0) ? (a\n  ) : (a\n  .replaceAll('b', 'c')));",
  ],
])('says %s in both ways', (source, both) => {
  expect(asleep(source)).toBe(both);
});

it('has one fault within another', () => {
  expect(asleep('const is = a && b > c;')).toBe(
    'const is = (awake(0) ? (a || b > c) : (a && (awake(1) ? (b >= c) : (b > c))));',
  );
});

it('leaves out what is no value', () => {
  const source = 'const marks = { 1: a, 2: b };';
  expect(withSwitches(source, numbered(source))).toMatchObject({ text: source, left: { size: 1 } });
});

it('takes nearly every fault of ours, and what comes of it can be read', () => {
  // Each tenth source: all of them would take seconds.
  const sources = globSync(`${ROOT}{functions,sheets-addon}/src/**/*.ts`)
    .toSorted()
    .filter((_, at) => at % 10 === 0)
    .map(path => readFileSync(path, 'utf8'));
  const both = sources.map(source => withSwitches(source, numbered(source)));
  const left = both.reduce((sum, each) => sum + each.left.size, 0);
  expect(left).toBeLessThan(20);
  for (const { text } of both) expect(() => parseAst(text, { lang: 'ts' })).not.toThrow();
});
