// Sizes of rows and columns that nobody has set, in pixels: those of Google Sheets.

export const DEFAULT_ROW_HEIGHT = 21;
export const DEFAULT_COLUMN_WIDTH = 100;
