// Which files of tests could notice a fault that acts while its source is loaded: those that import it.
import { importGraph } from '../architecture/circles.ts';
import type { Copy } from './copy.ts';

const PARTS = ['functions', 'sheets-addon', 'local', 'test', 'scripts'];

/** Those of some files of tests that import a source, by themselves or by what they import. */
export function importersOf(copy: Copy, file: string, tests: readonly string[]): string[] {
  const graph = importGraph([...new Set([...PARTS.flatMap(part => copy.sources(part)), ...tests])]);
  return tests.filter(test => reaches(graph, test, file));
}

function reaches(graph: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (file === to) return true;
    for (const next of graph.get(file) ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
    }
  }
  return false;
}
