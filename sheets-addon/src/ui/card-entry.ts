// The name of the top-level function behind a card's menu entry: Apps Script calls entries by name and gives them
// nothing.

/** The function that shows a card. */
export const cardEntry = (card: string): string => `card_${card}`;
