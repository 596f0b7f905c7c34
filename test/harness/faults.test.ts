// The faults that a mutation run puts into the program, held to what a reader would call a fault.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faultsIn, withFault } from '../mutants/faults.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
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
    ['a large number', 'const MOST = 2_000;'],
    ['an import', "import { a } from './a.ts';"],
    ["a column's width", '  widths: [240, 92],\n  width: 90,'],
    ["a message's time", 'else book.toast(text, title, 10);'],
    ['a type', 'export type Side = Left<Right> | true;'],
    ['what an interface says', 'interface A {\n  open: true;\n  most: 3 | 4;\n}'],
  ])('is in no %s', (_, source) => {
    expect(spoilt(source)).toEqual([]);
  });

  it('stands before a string and behind it, and takes out a statement with its strings', () => {
    expect(spoilt("if (a === b) say('x && y'); c = d + e;")).toEqual([
      "if (a !== b) say('x && y'); c = d + e;",
      "if (a === b) say('x && y'); c = d - e;",
    ]);
    expect(spoilt("  say('a', 'b');")).toEqual(['  ;']);
  });

  it('stands before a comment or a template on its line, and never behind', () => {
    expect(spoilt('const is = a === b; // && c')).toEqual(['const is = a !== b; // && c']);
    expect(spoilt('const is = a === `${b} + 1` && c;')).toEqual(['const is = a !== `${b} + 1` && c;']);
  });

  it('can be put into every source of ours where it says that it stands', () => {
    const sources = globSync(`${ROOT}{functions,sheets-addon}/src/**/*.ts`).map(path =>
      readFileSync(path, 'utf8'),
    );
    expect(sources.length).toBeGreaterThan(400);
    for (const source of sources)
      expect(() => {
        for (const fault of faultsIn(source)) withFault(source, fault);
      }).not.toThrow();
  });

  it('is refused where the text is another', () => {
    expect(() => withFault('a', { line: 1, column: 1, was: 'b', is: 'c' })).toThrow('line 1');
  });
});
