// What the page that takes records out and the script behind it tell each other. Types only: the page runs in the
// browser.
import type { TableExportAnswer, TableExportRequest } from '../../../functions/src/contract/exchange.ts';
import type { TextPiece, TextPlace } from '../sheet/text-piece.ts';
import type { TEXTS } from '../texts.ts';

export type { TableExportAnswer };

/** What the page is opened with. */
export interface ExportPageData {
  tables: { table: string; title: string; isOpen: boolean }[];
  texts: ExportTexts;
}

/** The functions of the script that the page calls. */
export interface ExportScript {
  exportTables(request: TableExportRequest): TableExportAnswer;
  exportToTab(piece: TextPiece): TextPlace;
}

/** Sentences of the page. */
export type ExportTexts = { [name in keyof (typeof TEXTS)['taking']]: string };
