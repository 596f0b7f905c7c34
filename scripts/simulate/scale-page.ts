// docs/scale.md: its tables, written between their marks from what was counted; the words around them are people's.

import type { Operations } from './operations.ts';
import { bendsTable, needsTable, operationsTable } from './tables.ts';

const TABLES: Record<string, (operations: Operations) => string> = {
  operations: operationsTable,
  needs: needsTable,
  bends: bendsTable,
};

/** The page with its tables as they are now. @throws Error where a mark is missing */
export function scalePage(page: string, operations: Operations): string {
  return Object.entries(TABLES).reduce((text, [name, tableOf]) => {
    const [begin, end] = [`<!-- table: ${name} -->`, `<!-- end: ${name} -->`];
    const [head, rest] = parted(text, begin);
    const [, tail] = parted(rest, end);
    return `${head}${begin}\n\n${tableOf(operations)}\n\n${end}${tail}`;
  }, page);
}

function parted(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`docs/scale.md lacks ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
