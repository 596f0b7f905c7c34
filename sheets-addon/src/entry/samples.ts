// Sample rows: what the menu does with them.

import { sampleRows } from '../platform/rows-together.ts';
import { knownDesk } from '../sync/desk.ts';
import { putSamples, removeSamples } from '../sync/samples/samples.ts';
import { TEXTS } from '../texts.ts';
import { SAMPLE_TEXTS } from '../texts-of-samples.ts';
import { perform } from './perform.ts';

/** Puts sample rows into the tabs that have none, and goes to the first. */
export function showSamples(): void {
  perform(spreadsheet => {
    const desk = knownDesk(spreadsheet);
    const { rows } = sampleRows(desk.deskId);
    const put = putSamples(spreadsheet, desk, rows);
    put.first?.tab.sheet.getRange(put.first.row, put.first.tab.tie.number ?? 1).activate();
    const said =
      put.rows > 0 ? SAMPLE_TEXTS.putDone(put.rows) : put.there ? SAMPLE_TEXTS.there : SAMPLE_TEXTS.nonePut;
    return [said, ...put.troubles].join('\n');
  });
}

/** Takes all sample rows out with one press; only where somebody has changed some it is asked whether those go too. */
export function clearSamples(): void {
  perform(spreadsheet => {
    const { taken, left } = removeSamples(spreadsheet, knownDesk(spreadsheet), places => {
      const ui = SpreadsheetApp.getUi();
      return ui.alert(TEXTS.title, SAMPLE_TEXTS.changed(places), ui.ButtonSet.YES_NO) === ui.Button.YES;
    });
    return taken + left === 0 ? SAMPLE_TEXTS.noneThere : SAMPLE_TEXTS.removed(taken, left);
  });
}
