// Limits of a spreadsheet. https://support.google.com/drive/answer/37603

export const MAX_CELLS = 10_000_000;
export const MAX_COLUMNS = 18_278;
export const MAX_CELL_CHARACTERS = 50_000;
