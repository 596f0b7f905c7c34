// The spreadsheet, as far as the service touches it.

import type { ExistingName, ExistingTab, SheetRequest } from '../core/workbook/sheet-request.ts';

/** The spreadsheet, as far as the service touches it: layout and summary tabs. */
export interface Workbooks {
  /** The address that spreadsheets are shared with, where it is known. */
  readonly account?: string | undefined;
  inspect(deskId: string): Promise<{ timeZone: string; tabs: ExistingTab[]; names: ExistingName[] }>;
  /**
   * Applies requests of spreadsheets.batchUpdate, all or none.
   * @throws RequestError `workbook_refused` when one of them cannot be, `workbook_protected` when one is about what is
   * protected from the service; none of them has been then.
   */
  apply(deskId: string, requests: readonly SheetRequest[]): Promise<void>;
  /** Texts of the column with this header in a tab, from row 1; none when tab or header is not there. */
  column(deskId: string, sheetId: number, header: string): Promise<string[]>;
  /** What stands under a key in the spreadsheet's metadata; only those can write there who can edit the spreadsheet. */
  metadata(deskId: string, key: string): Promise<string[]>;
}
