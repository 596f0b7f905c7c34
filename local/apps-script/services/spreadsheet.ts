// SpreadsheetApp and the one spreadsheet that an add-on with `spreadsheets.currentonly` reaches.
import type * as Surface from '../surface/spreadsheet.ts';
import { call } from './call.ts';
import { guard } from './guard.ts';
import { rangeOf } from './range.ts';
import { rangeAt, sheetOf } from './sheet.ts';
import { activeUi } from './ui.ts';

class SpreadsheetService implements Surface.Spreadsheet {
  getActiveCell(): Surface.Range {
    return rangeOf({ ...call('readSelection'), rows: 1, columns: 1 });
  }
  getActiveRange(): Surface.Range | null {
    return rangeOf(call('readSelection'));
  }
  getActiveSheet(): Surface.Sheet {
    return sheetOf(call('readSelection').sheetId);
  }
  getCurrentCell(): Surface.Range | null {
    return this.getActiveCell();
  }
  getDeveloperMetadata(): Surface.DeveloperMetadata[] {
    return call('listMetadata').map(({ id, key, value }) =>
      guard('DeveloperMetadata', { getId: () => id, getKey: () => key, getValue: () => value }),
    );
  }
  getId(): string {
    return call('describeSpreadsheet').id;
  }
  getName(): string {
    return call('describeSpreadsheet').name;
  }
  getNumSheets(): number {
    return call('listSheets').length;
  }
  getRange(a1Notation: string): Surface.Range {
    return rangeAt(a1Notation, call('readSelection').sheetId);
  }
  getSheetById(id: number): Surface.Sheet | null {
    return call('listSheets').some(it => it.sheetId === id) ? sheetOf(id) : null;
  }
  getSheetByName(name: string): Surface.Sheet | null {
    const found = call('listSheets').find(it => it.title === name);
    return found ? sheetOf(found.sheetId) : null;
  }
  getSheets(): Surface.Sheet[] {
    return call('listSheets').map(it => sheetOf(it.sheetId));
  }
  getSpreadsheetLocale(): string {
    return call('describeSpreadsheet').locale;
  }
  getSpreadsheetTimeZone(): string {
    return call('describeSpreadsheet').timeZone;
  }
  getUrl(): string {
    return call('describeSpreadsheet').url;
  }
  setActiveRange(range: Surface.Range): Surface.Range {
    return range.activate();
  }
  setActiveSelection(range: Surface.Range | string): Surface.Range {
    return (typeof range === 'string' ? this.getRange(range) : range).activate();
  }
  setActiveSheet(sheet: Surface.Sheet): Surface.Sheet {
    return sheet.activate();
  }
  setCurrentCell(cell: Surface.Range): Surface.Range {
    return cell.activate();
  }
  toast(msg: string, title: string = '', timeoutSeconds: number | null = 5): void {
    // Google's -1 and null both mean: until it is dismissed.
    call('toast', String(msg), title, timeoutSeconds ?? -1);
  }
}

class SpreadsheetAppService implements Surface.SpreadsheetApp {
  /** Writes are applied at once here, so there is nothing to flush. */
  flush(): void {}
  getActive(): Surface.Spreadsheet {
    return activeSpreadsheet();
  }
  getActiveRange(): Surface.Range {
    return rangeOf(call('readSelection'));
  }
  getActiveSheet(): Surface.Sheet {
    return activeSpreadsheet().getActiveSheet();
  }
  getActiveSpreadsheet(): Surface.Spreadsheet {
    return activeSpreadsheet();
  }
  getCurrentCell(): Surface.Range {
    return activeSpreadsheet().getActiveCell();
  }
  getUi(): ReturnType<typeof activeUi> {
    return activeUi();
  }
  setActiveRange(range: Surface.Range): Surface.Range {
    return range.activate();
  }
  setActiveSheet(sheet: Surface.Sheet): Surface.Sheet {
    return sheet.activate();
  }
}

export function activeSpreadsheet(): Surface.Spreadsheet {
  return guard('Spreadsheet', new SpreadsheetService());
}

export function spreadsheetApp(): Surface.SpreadsheetApp {
  return guard('SpreadsheetApp', new SpreadsheetAppService());
}
