// bench/results.md keeps what each section printed last, and the others as they were; README quotes what is there.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withSection } from '../bench/results.ts';

test('a section takes the place of its last one, a new one is put in by its name, and the rest stays', () => {
  const first = withSection('', 'wire', 'two round trips');
  expect(first).toMatch(/^# Results of the bench\n[^#]+\n## wire\n\ntwo round trips\n$/);
  const both = withSection(first, 'door', '| a | b |\n\n| c | d |');
  expect(both.indexOf('## door')).toBeLessThan(both.indexOf('## wire'));
  const again = withSection(both, 'wire', 'one round trip');
  expect(again).toBe(both.replace('two round trips', 'one round trip'));
  expect(withSection(again, 'door', '| a | b |\n\n| c | d |')).toBe(again);
});

const page = (name: string) => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');

test('README quotes the medians of the door as they are on file', () => {
  const [, door = ''] = /^## door\n([^]+?)^## /m.exec(page('bench/results.md')) ?? [];
  const medians = new Map(
    [...door.matchAll(/^(\d+) x (\d+) +(.+)$/gm)].toReversed().map(([, rows, clients, spreads = '']) => {
      const three = [...spreads.matchAll(/[\d.,]+ \/ ([\d.,]+) \/ [\d.,]+/g)].map(([, median]) => median);
      return [`${rows} × ${clients}`, three];
    }),
  );
  const quoted = [...page('README.md').matchAll(/^\| (\d+ × \d+) \| (.+) \|$/gm)];
  expect(quoted.map(([, load]) => load)).toEqual(['1 × 1', '1 × 16', '100 × 1', '100 × 16']);
  // On the local Firestore, which the section begins with.
  for (const [, load = '', figures = ''] of quoted) expect(figures.split(' | ')).toEqual(medians.get(load));
});
