// What a customer asks for and somebody does for him: the entries of the menu.

import type { CustomerRequest, TaskAnswer } from '../../../functions/src/contract/contract.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import * as service from '../platform/service.ts';
import { knownDesk } from '../sync/desk.ts';
import { TEXTS } from '../texts.ts';
import { CUSTOMER_TEXTS } from '../texts-of-customer.ts';
import { customerAtCursor, keyAtCursor } from '../ui/card.ts';
import { customerPage } from '../ui/customer-page.ts';
import { answerTo, isSure } from '../ui/dialog.ts';
import { attempt, perform, showAside } from './perform.ts';

/** Pages of an export that are shown; a sidebar holds no more. */
const MAX_PAGES = 40;

/** All records of the customer of the row that the cursor is in. */
export function showCustomer(): void {
  attempt(spreadsheet => {
    const page = customerPage({ ...customerAtCursor(spreadsheet), texts: CUSTOMER_TEXTS });
    const html = HtmlService.createHtmlOutput(page).setTitle(CUSTOMER_TEXTS.title);
    SpreadsheetApp.getUi().showSidebar(html);
  });
}

export function exportCustomer(): void {
  attempt(spreadsheet => {
    const whom = askedCustomer(spreadsheet);
    if (!whom) return;
    const { deskId } = knownDesk(spreadsheet);
    const lines: string[] = [];
    let next: string | null = null;
    for (let page = 0; page === 0 || (next !== null && page < MAX_PAGES); page += 1) {
      const answer = service.exportCustomer(deskId, next === null ? whom : { ...whom, after: next });
      lines.push(...answer.lines);
      next = answer.next;
    }
    const cut = next === null ? [] : [TEXTS.exportCut];
    showAside({ title: TEXTS.menu.exportCustomer, lines: [TEXTS.exported(lines.length), ...lines, ...cut] });
  });
}

export function correctCustomer(): void {
  perform(spreadsheet => {
    const whom = askedCustomer(spreadsheet);
    if (!whom) return undefined;
    const contact = answerTo(TEXTS.rightNumber);
    if (contact === undefined) return undefined;
    const from = answerTo(TEXTS.wrongName);
    if (from === undefined) return undefined;
    const to = from === '' ? '' : answerTo(TEXTS.rightName);
    if (to === undefined) return undefined;
    const request: CustomerRequest = { ...whom };
    if (contact !== '') request.contact = contact;
    if (from !== '' && to !== '') request.name = { from, to };
    return sentence(service.correctCustomer(knownDesk(spreadsheet).deskId, request));
  });
}

export function eraseCustomer(): void {
  perform(spreadsheet => {
    const whom = askedCustomer(spreadsheet);
    if (!whom || !isSure(TEXTS.eraseSure(whom.number ?? TEXTS.thisRow))) return undefined;
    return sentence(service.eraseCustomer(knownDesk(spreadsheet).deskId, whom));
  });
}

/** A customer by the number that is written into a dialog, or the one of the row where the cursor is. */
function askedCustomer(spreadsheet: Spreadsheet): CustomerRequest | undefined {
  const number = answerTo(TEXTS.customerNumber);
  if (number === undefined) return undefined;
  return number === '' ? { key: keyAtCursor(spreadsheet, knownDesk(spreadsheet)) } : { number };
}

const sentence = ({ changed, done }: TaskAnswer): string =>
  done ? TEXTS.taskDone(changed) : TEXTS.taskGoesOn(changed);
