// What an open sidebar asks for by itself.
import { openSpreadsheet } from '../platform/platform.ts';
import { beginPerson, isBarred, sayClosed, sayOpen } from '../sync/aside.ts';
import { recallDesk } from '../sync/memory.ts';
import { actsHere } from '../sync/triggers.ts';
import { drainLeft, drainOf } from './edit.ts';

/**
 * Sends what whoever has the sidebar open has typed into the sheet, under his own account and on his own quota. Called
 * by the sidebar every few seconds, and when it goes. Where Google does not name who has typed, nothing is his: the
 * triggers send it, and so they do where the sheet is protected from his account. Whose triggers send for the desk
 * also takes what was left to others who have not come for it: nobody else can vouch for who has typed.
 * @param isLast whether the sidebar is about to go, so that nothing is to be left to it any more
 */
export function sendMine(isLast = false): void {
  beginPerson();
  const mail = Session.getEffectiveUser().getEmail();
  const spreadsheet = openSpreadsheet();
  if (mail === '' || !spreadsheet || !recallDesk()) return;
  if (!isBarred(mail)) {
    if (isLast) sayClosed(mail);
    else sayOpen(mail);
    drainOf(spreadsheet, mail);
  }
  if (actsHere()) drainLeft(spreadsheet);
}
