// What goes to the printer: the entries of the menu.

import type { PapersAnswer } from '../../../functions/src/contract/papers.ts';
import { printedList } from '../sheet/printed-list.ts';
import { knownDesk } from '../sync/desk.ts';
import { TEXTS } from '../texts.ts';
import { callsOnPaper, paperOf, shiftsOnPaper } from '../ui/card.ts';
import { listPage, paperPage } from '../ui/paper-page.ts';
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

/** Who works on the next seven days. */
export function printShifts(): void {
  attempt(spreadsheet => showPaper(shiftsOnPaper(spreadsheet), TEXTS.print.shiftsHint));
}

/** Selected rows as a list, as the sheet shows them: asks nothing of the service. */
export function printChosen(): void {
  attempt(spreadsheet => {
    const { button, chosenHint } = TEXTS.print;
    const list = printedList(spreadsheet, knownDesk(spreadsheet));
    openPage(listPage(list, { print: button, hint: chosenHint }), list.title);
  });
}

function showPaper(answer: PapersAnswer, hint: string): void {
  const { button, noCompany } = TEXTS.print;
  const page = paperPage(answer, { print: button, hint: answer.company === '' ? hint + noCompany : hint });
  openPage(page, answer.papers[0]?.title ?? TEXTS.title);
}

function openPage(page: string, title: string): void {
  const html = HtmlService.createHtmlOutput(page).setWidth(PAPER_SIZE.width).setHeight(PAPER_SIZE.height);
  SpreadsheetApp.getUi().showModalDialog(html, title);
}
