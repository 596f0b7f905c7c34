import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { referencePage } from '../../../functions/src/core/docs/reference-page.ts';
import { rightsPage } from '../../../functions/src/core/docs/rights-page.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';

it('docs/tables.md says what the declarations say (npm run build writes it)', () => {
  expect(readFileSync(new URL('../../../docs/tables.md', import.meta.url), 'utf8')).toBe(
    referencePage(TABLES),
  );
});

it('docs/rights.md says what the table of rights says (npm run build writes it)', () => {
  expect(readFileSync(new URL('../../../docs/rights.md', import.meta.url), 'utf8')).toBe(rightsPage(TABLES));
});

it('names every column, state and limit of every table', () => {
  const page = referencePage(TABLES);
  for (const { title, columns, states, clocks } of TABLES) {
    const section = page.slice(page.indexOf(`\n## ${title}\n`)).split('\n## ')[1] ?? '';
    for (const { label } of columns) expect(section).toContain(`| ${label} |`);
    const drawn = states.length > 1 ? states : [];
    for (const { name } of drawn) expect(section).toContain(`"${name}"`);
    for (const { label } of clocks) expect(section).toContain(`| ${label} |`);
  }
});
