// Walks the sparse grid of a sheet. Knows nothing of what is in the cells.

type Grid<Item> = Record<number, Record<number, Item>>;

/** Every cell that is there, row by row. */
export function* eachCell<Item>(grid: Grid<Item>): Generator<{ row: number; column: number; cell: Item }> {
  for (const [row, line] of Object.entries(grid))
    for (const [column, cell] of Object.entries(line))
      yield { row: Number(row), column: Number(column), cell };
}

export function mapCells<From, To>(grid: Grid<From>, map: (cell: From) => To): Grid<To> {
  const result: Grid<To> = {};
  for (const { row, column, cell } of eachCell(grid)) {
    result[row] ??= {};
    result[row][column] = map(cell);
  }
  return result;
}
