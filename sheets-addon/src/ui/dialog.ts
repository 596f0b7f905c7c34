// Questions to the person in front of the sheet.

import { TEXTS } from '../texts.ts';

/** What is written into a dialog; nothing where it was closed. */
export function answerTo(question: string): string | undefined {
  const ui = SpreadsheetApp.getUi();
  const asked = ui.prompt(TEXTS.title, question, ui.ButtonSet.OK_CANCEL);
  return asked.getSelectedButton() === ui.Button.OK ? asked.getResponseText().trim() : undefined;
}

export function isSure(question: string): boolean {
  const ui = SpreadsheetApp.getUi();
  return ui.alert(TEXTS.title, question, ui.ButtonSet.OK_CANCEL) === ui.Button.OK;
}
