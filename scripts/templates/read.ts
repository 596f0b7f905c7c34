// What docs/templates.md is written from, read from the tree.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPoints, shownIn, templatesPage } from './page.ts';

/** The points, the tests that show them, and the page that follows from both. */
export function readTemplates(root: string) {
  const points = readPoints(readFileSync(join(root, 'scripts', 'templates', 'points.tsv'), 'utf8'));
  const paths = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.test.ts'))
    .map(path => `test/${path.replaceAll('\\', '/')}`)
    .toSorted();
  const shown = shownIn(paths.map(path => ({ path, text: readFileSync(join(root, path), 'utf8') })));
  return { points, shown, page: templatesPage(points, shown) };
}
