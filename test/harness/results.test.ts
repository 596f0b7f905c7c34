// bench/results.md keeps what each section printed last, and the others as they were.
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
