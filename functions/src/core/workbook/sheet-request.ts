// What requests to a spreadsheet are made of, and what is known of the spreadsheet beforehand. Knows nothing of any
// tab.

/** One request of spreadsheets.batchUpdate. */
export type SheetRequest = Record<string, object>;

/** What is to be done in one tab, by the title that it has, or that it gets. */
export interface TabRequests {
  title: string;
  requests: readonly SheetRequest[];
}

/** What the planner has to know of a tab that exists. */
export interface ExistingTab {
  sheetId: number;
  title: string;
  rowCount: number;
  columnCount: number;
  /** Texts of row 1. */
  header: string[];
  /** Whether anything stands in it. */
  empty: boolean;
  /** Ids of its charts. */
  charts: number[];
  /** Its basic filter, where it has one. */
  filter?: ExistingFilter;
  /** Its filter views, people's own among them. */
  views?: ExistingView[];
}

/** A filter view that a tab has. */
export interface ExistingView {
  id: number;
  title: string;
}

/** A basic filter as it stands; a side that is open reaches to the edge of the tab. */
export interface ExistingFilter {
  startRow: number;
  endRow?: number;
  startColumn: number;
  endColumn?: number;
  /** What is filtered by, as the Sheets API gives it. */
  specs: object[];
}

/** A name that the spreadsheet has for a range; without a tab when what it named was deleted. */
export interface ExistingName {
  id: string;
  name: string;
  sheetId?: number;
}

/** A title that no tab of the people's own has. */
export function freeTitle(title: string, taken: ReadonlySet<string>): string {
  let free = title;
  for (let count = 1; taken.has(free); count += 1) free = `${title}（服务台${count > 1 ? count : ''}）`;
  return free;
}

/** `#rrggbb` as the Sheets API's colour. */
export function rgb(colour: string): { red: number; green: number; blue: number } {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16) / 255;
  return { red: channel(1), green: channel(3), blue: channel(5) };
}
