// What docs/templates.md and docs/cases.md are written from, read from the tree.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { casesPage, readCases } from './cases.ts';
import { readPoints, shownIn, type TestSource, templatesPage } from './page.ts';

const listed = (root: string, name: string) => readFileSync(join(root, 'scripts', 'templates', name), 'utf8');

/** The points, the tests that show them, and the page that follows from both. */
export function readTemplates(root: string) {
  const points = readPoints(listed(root, 'points.tsv'));
  const shown = shownIn(testsIn(root));
  return { points, shown, page: templatesPage(points, shown) };
}

/** The cases, the tests that show them, and the page that follows from both. */
export function readAllCases(root: string) {
  const cases = readCases(listed(root, 'cases.tsv'));
  const shown = shownIn(testsIn(root), 'Case');
  return { cases, shown, page: casesPage(cases, shown) };
}

const testsIn = (root: string): TestSource[] =>
  readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.test.ts'))
    .map(path => `test/${path.replaceAll('\\', '/')}`)
    .toSorted()
    .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }));
