// SpreadsheetApp and the one spreadsheet that an add-on with `spreadsheets.currentonly` reaches.
import type * as Surface from '../surface/spreadsheet.ts';
import type { Book } from './book.ts';
import { call, Exception } from './call.ts';
import { enumeration, guard } from './guard.ts';
import { CopyPasteType, rangeOf } from './range.ts';
import { rangeListOf, sheetOf } from './sheet.ts';
import { activeUi } from './ui.ts';

const DeveloperMetadataVisibility = enumeration('DeveloperMetadataVisibility', ['DOCUMENT']);

class SpreadsheetService implements Surface.Spreadsheet {
  addDeveloperMetadata(
    key: string,
    value: string,
    visibility: Surface.DeveloperMetadataVisibility,
  ): Surface.Spreadsheet {
    if (visibility !== DeveloperMetadataVisibility.DOCUMENT)
      throw new Exception('[local] addDeveloperMetadata is served for visibility DOCUMENT only');
    call('addMetadata', key, value);
    return this;
  }
  getActiveRangeList(): Surface.RangeList | null {
    return rangeListOf(call('readSelections').map(area => book.range(area)));
  }
  getActiveSheet(): Surface.Sheet {
    return book.sheet(call('readSelection').sheetId);
  }
  getCurrentCell(): Surface.Range {
    return book.range({ ...call('readSelection'), rows: 1, columns: 1 });
  }
  getDeveloperMetadata(): Surface.DeveloperMetadata[] {
    return call('listMetadata').map(({ id, key, value }) =>
      guard('DeveloperMetadata', {
        getId: () => id,
        getKey: () => key,
        getValue: () => value,
        remove: () => call('removeMetadata', id),
      }),
    );
  }
  getId(): string {
    return call('spreadsheetId');
  }
  getName(): string {
    return call('describeSpreadsheet').name;
  }
  getRange(a1Notation: string): Surface.Range {
    return book.rangeAt(a1Notation, call('readSelection').sheetId);
  }
  getSheetById(id: number): Surface.Sheet | null {
    return call('listSheets').some(it => it.sheetId === id) ? book.sheet(id) : null;
  }
  getSheetByName(name: string): Surface.Sheet | null {
    const found = call('listSheets').find(it => it.title === name);
    return found ? book.sheet(found.sheetId) : null;
  }
  getSheets(): Surface.Sheet[] {
    return call('listSheets').map(it => book.sheet(it.sheetId));
  }
  getSpreadsheetTimeZone(): string {
    return call('describeSpreadsheet').timeZone;
  }
  insertSheet(sheetName: string): Surface.Sheet {
    return book.sheet(call('insertSheet', sheetName)).activate();
  }
  toast(msg: unknown, title: string = '', timeoutSeconds: number | null = 5): void {
    // Google's -1 and null both mean: until it is dismissed.
    call('toast', String(msg), title, timeoutSeconds ?? -1);
  }
}

class SpreadsheetAppService implements Surface.SpreadsheetApp {
  readonly CopyPasteType = CopyPasteType;
  readonly DeveloperMetadataVisibility = DeveloperMetadataVisibility;

  flush(): void {
    call('flush');
  }
  getActiveSheet(): Surface.Sheet {
    return book.spreadsheet().getActiveSheet();
  }
  getActiveSpreadsheet(): Surface.Spreadsheet {
    // Google's own declaration does not know of it either.
    return call('hasDocument') ? book.spreadsheet() : (null as unknown as Surface.Spreadsheet);
  }
  getCurrentCell(): Surface.Range {
    return new SpreadsheetService().getCurrentCell();
  }
  getUi(): ReturnType<typeof activeUi> {
    return activeUi();
  }
}

export const book: Book = {
  spreadsheet: () => guard('Spreadsheet', new SpreadsheetService()),
  sheet: sheetId => sheetOf(book, sheetId),
  range: area => rangeOf(book, area),
  rangeAt: (notation, sheetId) => {
    const area = call('locate', notation, sheetId);
    if (!area) throw new Exception('Range not found');
    return book.range(area);
  },
};

export function spreadsheetApp(): Surface.SpreadsheetApp {
  return guard('SpreadsheetApp', new SpreadsheetAppService());
}
