// What a running script may ask of the main thread. Arguments and answers cross as JSON; absent is null.
import type { CellValue, Dimension } from '../../workbook/model.ts';
import type { DialogButton, DialogButtons, MenuView } from './views.ts';

/** A rectangle of cells, zero-based. */
export interface Area {
  sheetId: number;
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** What a person has selected: the area of the cursor, and what else. */
export interface Selected extends Area {
  /** Further areas of the same tab. */
  more?: readonly Area[] | undefined;
  /** Rows of the tab that its filter hides from this person; a filter view is none. */
  filteredOut?: readonly number[] | undefined;
}

/**
 * Values of an area row by row in one flat list, dates apart as [index, instant in ms]: an object per cell cost
 * fifty times as much for 20,000 rows.
 */
export interface FlatValues {
  values: (CellValue | null)[];
  dates: [index: number, ms: number][];
}

/** What a cell has beside its value, each as text; `''` for none. */
export type TextField = 'display' | 'formula' | 'note' | 'background' | 'numberFormat';

/** Of these, what scripts write beside values. */
export type WritableField = 'note' | 'background';

export interface SheetView {
  sheetId: number;
  title: string;
  index: number;
  hidden: boolean;
  rows: number;
  columns: number;
}

export interface SheetCalls {
  describeSpreadsheet(): { name: string; timeZone: string };
  listSheets(): SheetView[];
  describeSheet(sheetId: number): SheetView;
  /** The same for a range that is only named: Google looks at its bounds with the call that uses it. */
  sheetBounds(sheetId: number): SheetView;
  /** Known to a script without asking. */
  spreadsheetId(): string;
  /** Rows and columns up to the last cell with content. */
  measureContent(sheetId: number): { rows: number; columns: number };
  /** Adds a tab behind the one that is active, and answers its id. */
  insertSheet(title: string): number;
  listMetadata(): { id: number; key: string; value: string }[];
  addMetadata(key: string, value: string): void;
  removeMetadata(id: number): void;
  insertDimension(sheetId: number, dimension: Dimension, index: number, count: number): void;
  deleteDimension(sheetId: number, dimension: Dimension, index: number, count: number): void;
  isHidden(sheetId: number, dimension: Dimension, index: number): boolean;
  /** What the person at the page has selected. */
  readSelection(): Area;
  /** All areas that are selected, the cursor's last. */
  readSelections(): Area[];
  isFilteredOut(sheetId: number, row: number): boolean;
  select(area: Area): void;
}

export interface CellCalls {
  readValues(area: Area): FlatValues;
  writeValues(area: Area, values: FlatValues): void;
  appendRow(sheetId: number, values: FlatValues): void;
  readTexts(area: Area, field: TextField): string[];
  writeTexts(area: Area, field: WritableField, texts: (string | null)[]): void;
  /** Repeats a part of the cells of one area over another one. */
  copyPart(from: Area, to: Area, part: 'format' | 'validation'): void;
  /** Puts into the cells what this execution has written so far. */
  flush(): void;
  /** An area from A1 notation, on `sheetId` unless it names a tab; null when it is none. */
  locate(notation: string, sheetId: number): Area | null;
}

export interface UiCalls {
  /** Whether the execution is about a spreadsheet. */
  hasDocument(): boolean;
  /** Whether there is a person whom a dialog could reach. */
  hasUi(): boolean;
  addMenu(entries: MenuView['entries']): void;
  toast(message: string, title: string, seconds: number): void;
  alert(title: string, prompt: string, buttons: DialogButtons): DialogButton;
  prompt(title: string, prompt: string, buttons: DialogButtons): { button: DialogButton; text: string };
  showSidebar(title: string, html: string, width: number): void;
  showModalDialog(title: string, html: string, width: number, height: number): void;
}

export interface WireRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  /** Base64, null for none. */
  body: string | null;
  mute: boolean;
}

export interface WireResponse {
  status: number;
  headers: [name: string, value: string][];
  /** Base64. */
  body: string;
}

export type TriggerEvent = 'CLOCK' | 'ON_OPEN' | 'ON_EDIT' | 'ON_CHANGE';

/** When a clock trigger fires: every so often. */
export interface Schedule {
  everyMs: number;
}

export interface TriggerView {
  uid: string;
  functionName: string;
  event: TriggerEvent;
}

export interface ScriptCalls {
  fetch(request: WireRequest): WireResponse;
  identityToken(): string;
  listTriggers(): TriggerView[];
  /** Those of this spreadsheet alone. */
  listDocumentTriggers(): TriggerView[];
  createTrigger(functionName: string, event: TriggerEvent, schedule: Schedule | null): TriggerView;
  deleteTrigger(uid: string): void;
}

export type Scope = 'document' | 'user';

export interface StorageCalls {
  readProperties(scope: Scope): Record<string, string>;
  readProperty(scope: Scope, key: string): string | null;
  writeProperties(scope: Scope, properties: Record<string, string>, deleteOthers: boolean): void;
  deleteProperty(scope: Scope, key: string): void;
  readCache(scope: Scope, keys: string[]): Record<string, string>;
  writeCache(scope: Scope, entries: Record<string, string>, seconds: number): void;
  deleteCache(scope: Scope, keys: string[]): void;
  tryLock(scope: Scope, ms: number): boolean;
  releaseLock(scope: Scope): void;
}

export interface SystemCalls {
  /** Desk time in ms. */
  now(): number;
  sleep(ms: number): void;
  log(severity: 'error' | 'info' | 'log' | 'warn', text: string): void;
  uuid(): string;
  /** Base64 of a text's bytes in UTF-8. */
  encodeText(text: string): string;
  decodeText(base64: string): string;
}

export type Calls = SheetCalls & CellCalls & UiCalls & ScriptCalls & StorageCalls & SystemCalls;

/** The main thread's side of the calls; an answer may take its time, the script waits for it. */
export type Answers<C, Caller> = {
  [K in keyof C]: C[K] extends (...args: infer A) => infer R
    ? (caller: Caller, ...args: A) => R | Promise<R>
    : never;
};

/** One call as it crosses. */
export interface CallMessage {
  name: string;
  args: unknown[];
}

export type CallAnswer = { value: unknown } | { error: string };

/** What an execution is started with; the context builds the event object from it. */
export type EventInput =
  | { kind: 'open' }
  | { kind: 'edit'; area: Area; value: string | null; oldValue: string | null }
  | { kind: 'change'; changeType: string }
  | { kind: 'clock' };

/** What an execution is authorised to do. https://developers.google.com/apps-script/reference/script/auth-mode */
export type AuthModeName = 'NONE' | 'LIMITED' | 'FULL';

export interface ExecutionInput {
  functionName: string;
  /** Arguments of a function call; an event takes their place. */
  args: unknown[];
  event: EventInput | null;
  triggerUid: string | null;
  authMode: AuthModeName;
  /** Whose rights the script has, and who acted. */
  effectiveEmail: string;
  activeEmail: string;
  /** The same as far as the script may learn them; `''` where it may not. */
  shown: { effective: string; active: string };
  timeZone: string;
  locale: string;
}

export type ExecutionOutcome =
  | { ok: true; value: unknown }
  | { ok: false; name: string; message: string; stack: string };
