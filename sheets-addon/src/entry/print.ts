// What goes to the printer: the entries of the menu.

import type { PapersAnswer } from '../../../functions/src/contract/papers.ts';
import { TEXTS } from '../texts.ts';
import { callsOnPaper, paperOf } from '../ui/card.ts';
import { paperPage } from '../ui/paper-page.ts';
import { attempt } from './perform.ts';

/** As wide as A4 is on the screen, and most of a small one's height, in pixels. */
const PAPER_SIZE = { width: 800, height: 620 };

/** The row that the cursor is in as a form, contacts as the sheet shows them. */
export function printRow(): void {
  attempt(spreadsheet => showPaper(paperOf(spreadsheet, false), TEXTS.print.hint));
}

/** The same with the customer's full contact, which is written down. */
export function printRowInFull(): void {
  attempt(spreadsheet => showPaper(paperOf(spreadsheet, true), TEXTS.print.fullHint));
}

export function printCalls(): void {
  attempt(spreadsheet => {
    const answer = callsOnPaper(spreadsheet);
    if (answer.papers.length > 0) showPaper(answer, TEXTS.print.hint);
    else spreadsheet.toast(TEXTS.print.noCalls, TEXTS.title, 10);
  });
}

function showPaper(answer: PapersAnswer, hint: string): void {
  const { button, noCompany } = TEXTS.print;
  const page = paperPage(answer, { print: button, hint: answer.company === '' ? hint + noCompany : hint });
  const html = HtmlService.createHtmlOutput(page).setWidth(PAPER_SIZE.width).setHeight(PAPER_SIZE.height);
  SpreadsheetApp.getUi().showModalDialog(html, answer.papers[0]?.title ?? TEXTS.title);
}
