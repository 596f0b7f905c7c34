// Single cells as few rectangles. It must not know what they hold.

/** One cell to write; row and column are counted from 1. */
export interface Placed<T> {
  row: number;
  column: number;
  content: T;
}

interface Block<T> {
  row: number;
  column: number;
  lines: T[][];
}

/** Ascending numbers as runs without a gap wider than `gap`. */
export function runs(numbers: readonly number[], gap = 1): { first: number; last: number }[] {
  const found: { first: number; last: number }[] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const run = found[found.length - 1];
    if (run && number - run.last <= gap) run.last = number;
    else found.push({ first: number, last: number });
  }
  return found;
}

/** Rows' cells side by side become one line; equal lines below each other become one block. */
function byRows<T>(writes: readonly Placed<T>[]): Block<T>[] {
  const lines: Block<T>[] = [];
  for (const { row, column, content } of [...writes].sort((a, b) => a.row - b.row || a.column - b.column)) {
    const line = lines[lines.length - 1];
    const cells = line?.lines[0];
    if (line && cells && line.row === row && line.column + cells.length === column) cells.push(content);
    else lines.push({ row, column, lines: [[content]] });
  }
  const open = new Map<string, Block<T>>();
  const blocks: Block<T>[] = [];
  for (const line of lines) {
    const shape = `${line.column}:${line.lines[0]?.length}`;
    const above = open.get(shape);
    if (above && above.row + above.lines.length === line.row) above.lines.push(...line.lines);
    else {
      open.set(shape, line);
      blocks.push(line);
    }
  }
  return blocks;
}

/** Columns side by side that are written in the same rows go together, each other one by itself. */
function byColumns<T>(writes: readonly Placed<T>[]): Block<T>[] {
  const columns = new Map<number, Placed<T>[]>();
  for (const write of writes) {
    const others = columns.get(write.column);
    if (others) others.push(write);
    else columns.set(write.column, [write]);
  }
  const rows = new Map<number, string>();
  for (const [column, cells] of columns) {
    const found = cells.map(({ row }) => row).sort((a, b) => a - b);
    rows.set(column, found.join());
  }
  const groups: Placed<T>[][] = [];
  for (const [column, cells] of [...columns].sort(([a], [b]) => a - b)) {
    const before = groups[groups.length - 1];
    if (before && rows.get(column - 1) === rows.get(column)) before.push(...cells);
    else groups.push([...cells]);
  }
  return groups.flatMap(group => byRows(group));
}

/** Rows that are ragged are fewer blocks by columns, rows that stand apart fewer by rows. */
export function blocksOf<T>(writes: readonly Placed<T>[]): Block<T>[] {
  const rows = byRows(writes);
  if (rows.length <= 1) return rows;
  const columns = byColumns(writes);
  return columns.length < rows.length ? columns : rows;
}
