// What tests may read of the page. Types only, so that tests need no browser's types.

export interface ShownCell {
  /** The text in the cell as it is drawn, number format applied. */
  text: string;
  note?: string;
  /** `#rrggbb`; absent where nothing is painted. */
  background?: string;
}

/** All positions are zero-based and in the active tab. */
export interface TestDoor {
  /** Titles of the visible tabs, in order. */
  tabs(): string[];
  activeTab(): string;
  goto(title: string): void;
  /** Selects a block and scrolls it into view. */
  select(row: number, column: number, rows?: number, columns?: number): void;
  /** The first cell of the selection. */
  selected(): { row: number; column: number } | undefined;
  cell(row: number, column: number): ShownCell;
  /** Where a cell is drawn, in pixels of the window. */
  box(row: number, column: number): { x: number; y: number; width: number; height: number };
  counts(): { rows: number; columns: number };
  /** Whether the cell editor is open. */
  editing(): boolean;
  /** Whether everything is sent and nothing waits to be shown. */
  settled(): boolean;
  /** Resolves when the grid has drawn what it shows, and takes keys and clicks. */
  drawn(): Promise<void>;
}

declare global {
  var sheetdesk: TestDoor | undefined;
}
