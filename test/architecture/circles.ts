// Circles of imports: files or parts that reach themselves again. Knows nothing of what may import what.
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { importsOf } from './imports.ts';

/** What each source imports of the others, types included. */
export function importGraph(sources: readonly string[]): Map<string, string[]> {
  return new Map(
    sources.map(path => [
      path,
      importsOf(readFileSync(path, 'utf8'))
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => posix.join(posix.dirname(path), specifier))
        .filter(target => existsSync(target)),
    ]),
  );
}

/** The circles of a graph, each as the nodes that reach one another (Tarjan's strongly connected components). */
export function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];

  function visit(node: string): number {
    const index = order.size;
    order.set(node, index);
    lowest.set(node, index);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      const seen = order.get(next);
      if (seen === undefined) lower(node, visit(next));
      else if (stack.includes(next)) lower(node, seen);
    }
    const low = lowest.get(node) ?? index;
    if (low === index) {
      const members = stack.splice(stack.indexOf(node));
      if (members.length > 1 || graph.get(node)?.includes(node)) circles.push(members);
    }
    return low;
  }

  function lower(node: string, to: number): void {
    lowest.set(node, Math.min(lowest.get(node) ?? to, to));
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
}
