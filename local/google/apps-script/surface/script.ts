// The served part of Google's `Script` namespace: triggers of the spreadsheet and of the clock, the identity token.
import type { Spreadsheet } from './spreadsheet.ts';

export interface AuthMode {
  toString(): string;
}
export interface EventType {
  toString(): string;
}

export interface ClockTriggerBuilder {
  create(): Trigger;
  everyHours(n: number): ClockTriggerBuilder;
}

export interface SpreadsheetTriggerBuilder {
  create(): Trigger;
  onChange(): SpreadsheetTriggerBuilder;
  onEdit(): SpreadsheetTriggerBuilder;
  onOpen(): SpreadsheetTriggerBuilder;
}

export interface Trigger {
  getEventType(): EventType;
  getHandlerFunction(): string;
  getUniqueId(): string;
}

export interface TriggerBuilder {
  forSpreadsheet(sheet: Spreadsheet): SpreadsheetTriggerBuilder;
  forSpreadsheet(key: string): SpreadsheetTriggerBuilder;
  timeBased(): ClockTriggerBuilder;
}

export interface ScriptApp {
  AuthMode: { NONE: AuthMode; CUSTOM_FUNCTION: AuthMode; LIMITED: AuthMode; FULL: AuthMode };
  EventType: { CLOCK: EventType; ON_OPEN: EventType; ON_EDIT: EventType; ON_CHANGE: EventType };
  deleteTrigger(trigger: Trigger): void;
  getIdentityToken(): string;
  getProjectTriggers(): Trigger[];
  getUserTriggers(spreadsheet: Spreadsheet): Trigger[];
  newTrigger(functionName: string): TriggerBuilder;
}
