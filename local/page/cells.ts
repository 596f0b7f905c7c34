// Walks the sparse grid of a sheet. Knows nothing of what is in the cells.

type Grid<Item> = Record<number, Record<number, Item>>;

/** Every cell that is there, row by row. */
export function* eachCell<Item>(grid: Grid<Item>): Generator<{ row: number; column: number; cell: Item }> {
  for (const [row, line] of Object.entries(grid))
    for (const [column, cell] of Object.entries(line))
      yield { row: Number(row), column: Number(column), cell };
}
