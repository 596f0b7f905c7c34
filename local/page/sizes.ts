// Sizes of rows and columns that nobody has set, in pixels.

export const DEFAULT_ROW_HEIGHT = 24;
export const DEFAULT_COLUMN_WIDTH = 100;
