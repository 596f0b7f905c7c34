// docs/cases.md: every input on which a desk may go wrong has a test that shows what is right.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { casesPage, readCases } from '../../scripts/templates/cases.ts';
import { shownIn } from '../../scripts/templates/page.ts';
import { readAllCases } from '../../scripts/templates/read.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { cases, shown, page } = readAllCases(ROOT);
const ids = cases.map(({ id }) => id);

describe('docs/cases.md', () => {
  it('is what cases and tags say now (npm run build writes it)', () => {
    expect(readFileSync(`${ROOT}docs/cases.md`, 'utf8')).toBe(page);
  });

  it('has each case of each group once, in order, with what is given and what is right', () => {
    const all = Object.entries({ A: 16, B: 7, C: 9, D: 16, E: 8 }).flatMap(([group, count]) =>
      Array.from({ length: count }, (_, at) => `${group}.${at + 1}`),
    );
    expect(ids).toEqual(all);
    expect(cases.filter(({ given, right }) => given === '' || right === '')).toEqual([]);
  });

  it('has a test for each case', () => {
    const tagged = new Set(shown.flatMap(({ points }) => points));
    expect(ids.filter(id => !tagged.has(id))).toEqual([]);
  });

  it('knows each case that a test names', () => {
    expect(shown.filter(({ points }) => points.some(id => !ids.includes(id)))).toEqual([]);
  });
});

describe('a tag of a case', () => {
  const text = "// Template 0.9\n// Case B.1, D.2\nit('counts', () => {});\n";

  it('may stand beside one of a template, before one test', () => {
    const sources = [{ path: 'test/a.test.ts', text }];
    expect(shownIn(sources, 'Case')).toEqual([
      { points: ['B.1', 'D.2'], path: 'test/a.test.ts', title: 'counts' },
    ]);
    expect(shownIn(sources)).toEqual([{ points: ['0.9'], path: 'test/a.test.ts', title: 'counts' }]);
  });

  it('is linked from its line, and a case without one shows none', () => {
    const listed = readCases('case\tgiven\tright\nB.1\tone\ttwo\nB.2\tthree\tfour');
    const rows = casesPage(listed, shownIn([{ path: 'test/a.test.ts', text }], 'Case')).split('\n');
    expect(rows).toContain('| B.1 | one | two | [counts](../test/a.test.ts) |');
    expect(rows).toContain('| B.2 | three | four |  |');
  });
});
