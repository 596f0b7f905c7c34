// The menu and its entries: what a person starts, with the outcome shown to them.

import type { CardName } from '../../../functions/src/contract/cards.ts';
import * as service from '../platform/service.ts';
import { keepBlankRowsEverywhere } from '../sheet/blank-rows.ts';
import { markUnserved } from '../sheet/unserved.ts';
import { fetchDesk, knownDesk } from '../sync/desk.ts';
import { recallDesk } from '../sync/memory.ts';
import { pull } from '../sync/pull.ts';
import { restoreRemoved } from '../sync/removed.ts';
import { restoreHeld } from '../sync/restore.ts';
import { setUpDesk, takeOverDesk } from '../sync/set-up.ts';
import { submit } from '../sync/submit.ts';
import { sendWaiting } from '../sync/waiting.ts';
import { TEXTS } from '../texts.ts';
import { BULK_TEXTS } from '../texts-of-bulk.ts';
import { CUSTOMER_TEXTS } from '../texts-of-customer.ts';
import { DUPLICATE_TEXTS } from '../texts-of-duplicates.ts';
import { FIND_TEXTS } from '../texts-of-finding.ts';
import { SAMPLE_TEXTS } from '../texts-of-samples.ts';
import { cardOf, choiceOfRow, figureOf, rowAtCursor } from '../ui/card.ts';
import { cardEntry } from '../ui/card-entry.ts';
import { pageOf } from '../ui/card-page.ts';
import { answerTo } from '../ui/dialog.ts';
import { findRecords } from '../ui/find-records.ts';
import { nameMyself } from '../ui/name-myself.ts';
import { attempt, perform, showAside } from './perform.ts';

/** Whoever installs the add-on has the file open already. */
export function onInstall(): void {
  onOpen();
}

/**
 * Simple trigger: no service that needs authorisation may be called here, nor, before the add-on was used in this
 * document, the document itself. So it builds the menu: an add-on has one under 扩展程序, by its name. Where the
 * document may be read, it says in a copy of a desk's spreadsheet that nothing is saved there: no other trigger came
 * along.
 */
export function onOpen(event?: { authMode?: unknown }): void {
  const isRead = event !== undefined && event.authMode === ScriptApp.AuthMode.LIMITED;
  const isDesk = event === undefined || (isRead && recallDesk() !== undefined);
  buildMenu(isDesk ? TEXTS.menu.setUp : TEXTS.menu.setUpFirst);
  if (isDesk || !isRead) return;
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  if (markUnserved(spreadsheet)) spreadsheet.toast(TEXTS.unservedSheet, TEXTS.title, 30);
}

function buildMenu(setUpCaption: string): void {
  const { menu } = TEXTS;
  const built = SpreadsheetApp.getUi().createAddonMenu().addItem(setUpCaption, 'setUp').addSeparator();
  built.addItem(TEXTS.call.title, 'openCallForm').addSeparator();
  for (const [card, caption] of Object.entries(TEXTS.cards)) built.addItem(caption, cardEntry(card));
  built
    .addItem(CUSTOMER_TEXTS.title, 'showCustomer')
    .addItem(TEXTS.figure, 'showFigure')
    .addSeparator()
    .addItem(TEXTS.print.row, 'printRow')
    .addItem(TEXTS.print.rowInFull, 'printRowInFull')
    .addItem(TEXTS.print.chosen, 'printChosen')
    .addItem(TEXTS.print.calls, 'printCalls')
    .addItem(TEXTS.print.shifts, 'printShifts')
    .addSeparator()
    .addItem(menu.calendar, 'showCalendar')
    .addItem(menu.refresh, 'refresh')
    .addItem(menu.resend, 'resend')
    .addItem(menu.saveAsMe, 'saveAsMe')
    .addItem(menu.find, 'findRecord')
    .addItem(BULK_TEXTS.title, 'openBulk')
    .addItem(BULK_TEXTS.handOverTitle, 'openHandOver')
    .addItem(DUPLICATE_TEXTS.title, 'joinRows')
    .addSeparator()
    .addItem(TEXTS.past.title, 'openImport')
    .addItem(TEXTS.taking.title, 'openExport')
    .addSeparator()
    .addItem(SAMPLE_TEXTS.put, 'showSamples')
    .addItem(SAMPLE_TEXTS.remove, 'clearSamples')
    .addSeparator()
    .addItem(menu.exportCustomer, 'exportCustomer')
    .addItem(menu.correctCustomer, 'correctCustomer')
    .addItem(menu.eraseCustomer, 'eraseCustomer')
    .addSeparator()
    .addItem(menu.rebuild, 'rebuildSummaries')
    .addItem(menu.resendNotices, 'resendNotices')
    .addSeparator()
    .addItem(menu.takeOver, 'takeOver')
    .addItem(menu.giveDesk, 'giveDesk')
    .addItem(menu.about, 'about')
    .addToUi();
}

export function setUp(): void {
  perform(spreadsheet => {
    const said = setUpDesk(
      spreadsheet,
      owner => {
        const ui = SpreadsheetApp.getUi();
        return ui.alert(TEXTS.title, TEXTS.setUpByOther(owner), ui.ButtonSet.YES_NO) === ui.Button.YES;
      },
      sentence => {
        const ui = SpreadsheetApp.getUi();
        const answer = ui.alert(TEXTS.title, sentence + TEXTS.shareThenGoOn, ui.ButtonSet.OK_CANCEL);
        return answer === ui.Button.OK;
      },
    );
    nameMyself(spreadsheet, () => answerTo(TEXTS.yourName));
    return said;
  });
}

/** For whoever finds that the sheet is sent no more: its triggers are this account's from then on. */
export function takeOver(): void {
  perform(takeOverDesk);
}

/** Both ways: what waits in the sheet goes first, so that a pull does not bring it back as it was. */
export function refresh(): void {
  perform(spreadsheet => {
    const desk = fetchDesk(spreadsheet);
    const { left, troubles } = sendWaiting(spreadsheet, desk);
    const restored = restoreRemoved(spreadsheet, desk);
    const pulled = pull(spreadsheet, desk);
    keepBlankRowsEverywhere(spreadsheet, desk);
    const waiting = left > 0 ? [TEXTS.stillWaiting(left)] : [];
    const given = restoreHeld(spreadsheet, desk, rows => {
      const ui = SpreadsheetApp.getUi();
      return ui.alert(TEXTS.title, TEXTS.restoreHeld(rows), ui.ButtonSet.YES_NO) === ui.Button.YES;
    });
    if (given > 0) return TEXTS.restored(given);
    const said = [...troubles, ...pulled.troubles, ...restored.troubles];
    return [
      TEXTS.refreshed(pulled.rows + restored.rows),
      ...(restored.rows > 0 ? [TEXTS.rowsRestored(restored.rows)] : []),
      ...waiting,
      ...new Set(said),
    ].join('\n');
  });
}

export function resend(): void {
  perform(spreadsheet => {
    const desk = knownDesk(spreadsheet);
    const { sent, left, others, troubles } = sendWaiting(spreadsheet, desk);
    if (others) troubles.push(...pull(spreadsheet, desk).troubles);
    return [TEXTS.resent(sent, left), ...troubles].join('\n');
  });
}

/**
 * The row that the cursor is in, sent in the name of whoever chose this: what carries a right is done so where edits
 * tell no names.
 */
export function saveAsMe(): void {
  perform(spreadsheet => {
    const desk = knownDesk(spreadsheet);
    const { table, row } = rowAtCursor(spreadsheet, desk);
    const sent = submit({
      spreadsheet,
      desk,
      table,
      asMe: true,
      choose: tab => choiceOfRow(tab, row),
    });
    if (sent.failure) throw sent.failure;
    if (sent.others) pull(spreadsheet, desk);
    return sent.refused > 0 || sent.held > 0
      ? TEXTS.notSavedAsMe
      : TEXTS.savedAsMe(Session.getEffectiveUser().getEmail());
  });
}

export function giveDesk(): void {
  attempt(spreadsheet => {
    const { deskId } = knownDesk(spreadsheet);
    const mail = answerTo(TEXTS.giveDesk);
    if (!mail) return;
    service.giveDesk(deskId, mail);
    spreadsheet.toast(TEXTS.deskGiven(mail), TEXTS.title, 10);
  });
}

/** A record by its number or customer, whose row may have left its tab. */
export function findRecord(): void {
  attempt(spreadsheet => {
    const text = answerTo(FIND_TEXTS.find);
    if (text) spreadsheet.toast(findRecords(spreadsheet, text), TEXTS.title, 10);
  });
}

export function rebuildSummaries(): void {
  perform(spreadsheet => {
    service.rebuildSummaries(spreadsheet.getId());
    return TEXTS.rebuilt;
  });
}

/** Shown where it can be selected and copied. */
export function showCalendar(): void {
  attempt(spreadsheet => {
    const { url } = service.calendarAddress(spreadsheet.getId());
    const page = HtmlService.createHtmlOutput(pageOf([TEXTS.calendar, url, TEXTS.calendarSecret]));
    SpreadsheetApp.getUi().showSidebar(page.setTitle(TEXTS.menu.calendar));
  });
}

export function resendNotices(): void {
  perform(spreadsheet => TEXTS.noticesResent(service.resendNotices(spreadsheet.getId()).resent));
}

export function about(): void {
  const desk = recallDesk();
  SpreadsheetApp.getUi().alert(desk ? TEXTS.about(desk.deskId, desk.version) : TEXTS.notSetUp);
}

/** Every card's entry: what stands in the row that the cursor is in goes into the sidebar. */
export function showCard(card: CardName): void {
  attempt(spreadsheet => showAside(cardOf(spreadsheet, card)));
}

/** What the figure counts that the cursor is on, in a tab that the system writes; each record leads to its row. */
export function showFigure(): void {
  attempt(spreadsheet => {
    const titles = knownDesk(spreadsheet).tables.map(({ title }) => title);
    showAside(figureOf(spreadsheet), titles);
  });
}
