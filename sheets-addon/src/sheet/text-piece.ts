// Texts on their way into a tab of their own. Types only: a page of the browser makes them.

/** Texts of a table, piece by piece; `sheetId` is the tab that the first piece was written into. */
export interface TextPiece {
  sheetId: number | null;
  /** What the tab is to be called; a number is put behind it where there is one already. */
  name: string;
  /** Of one width. */
  lines: string[][];
}

/** Where a piece went. */
export interface TextPlace {
  sheetId: number;
  name: string;
}
