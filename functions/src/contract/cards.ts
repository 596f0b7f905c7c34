// Cards: what the menu shows of a row, and of a figure in a summary tab. Types only, as the rest of the contract.

/** What the menu can show of the row that the cursor is in. */
export type CardName = 'contacts' | 'history' | 'forecast' | 'script';

/** POST /v1/desks/{deskId}/records/{key}/cards/{card}: `at` (ISO 8601) is how far a card that looks ahead looks. */
export interface CardRequest {
  at?: string | undefined;
}

/** What a card says. */
export interface CardAnswer {
  title: string;
  /** Paragraphs of plain text; one may have line breaks. `views` show rows that it tells of, alone in their tabs. */
  lines: string[];
  views?: { label: string; url: string }[];
}

/** POST /v1/desks/{deskId}/figures — what the figure in a cell of a summary tab counts; answered as a card. */
export interface FigureRequest {
  sheetId: number;
  /** Row and column from 1. */
  row: number;
  column: number;
}
