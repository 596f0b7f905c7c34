// What an open sidebar asks for by itself.
import { openSpreadsheet } from '../platform/platform.ts';
import { beginPerson, sayOpen } from '../sync/aside.ts';
import { recallDesk } from '../sync/memory.ts';
import { drainOf } from './edit.ts';

/**
 * Sends what whoever has the sidebar open has typed into the sheet, under his own account and on his own quota. Called
 * by the sidebar every few seconds. Where Google does not name who has typed, nothing is his: the triggers send it.
 */
export function sendMine(): void {
  beginPerson();
  const mail = Session.getEffectiveUser().getEmail();
  const spreadsheet = openSpreadsheet();
  if (mail === '' || !spreadsheet || !recallDesk()) return;
  sayOpen(mail);
  drainOf(spreadsheet, mail);
}
