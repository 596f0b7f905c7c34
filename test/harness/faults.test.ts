// The faults that a mutation run puts into the program, held to what a reader would call a fault.
import { describe, expect, it } from 'vitest';
import { faultsIn, withFault } from '../mutants/faults.ts';

const spoilt = (source: string): string[] => faultsIn(source).map(fault => withFault(source, fault));

describe('a fault', () => {
  it.each([
    ['a comparison', 'const is = a === b;', ['const is = a !== b;']],
    ['a border', 'if (count <= most) return;', ['if (count < most) return;']],
    ['what joins two conditions', 'const ok = a && b;', ['const ok = a || b;']],
    ['a sum', 'const sum = a + b;', ['const sum = a - b;']],
    ['a denial', 'if (!isOpen(a)) b = a;', ['if (isOpen(a)) b = a;']],
    ['a statement', '  tell(person);', ['  ;']],
    ['a statement that is waited for', '  await store.keep(a);', ['  ;']],
    ['a number', 'const next = at + 1;', ['const next = at - 1;', 'const next = at + 2;']],
    ['the least and the most', 'return Math.min(a, b);', ['return Math.max(a, b);']],
    ['what is taken where there is nothing', 'return cell ?? null;', ['return cell ?? undefined;']],
  ])('of %s', (_, source, all) => {
    expect(spoilt(source)).toEqual(all);
  });

  it.each([
    ['a comment', '// a === b && c'],
    ['a string', "const text = 'a === b';"],
    ['an import', "import { a } from './a.ts';"],
    ['a type', 'export type Side = Left<Right> | true;'],
    ['what an interface says', 'interface A {\n  open: true;\n  most: 3 | 4;\n}'],
  ])('is in no %s', (_, source) => {
    expect(spoilt(source)).toEqual([]);
  });

  it('stands before a string on its line, but never behind one', () => {
    expect(spoilt("if (a === b) say('x'); c = d + e;")).toEqual(["if (a !== b) say('x'); c = d + e;"]);
  });

  it('is refused where the text is another', () => {
    expect(() => withFault('a', { line: 1, column: 1, was: 'b', is: 'c' })).toThrow('line 1');
  });
});
