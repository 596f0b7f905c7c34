// The served event objects. https://developers.google.com/apps-script/guides/triggers/events
import type { User } from './base.ts';
import type { AuthMode } from './script.ts';
import type { Range, Spreadsheet } from './spreadsheet.ts';

export interface AppsScriptEvent {
  authMode: AuthMode;
  /** Only in events of installable triggers. */
  triggerUid: string;
  /** Who acted; not whose rights the trigger has. */
  user: User;
}

export interface SheetsOnOpen extends AppsScriptEvent {
  source: Spreadsheet;
}

export type SheetsOnChangeChangeType =
  | 'EDIT'
  | 'INSERT_ROW'
  | 'INSERT_COLUMN'
  | 'REMOVE_ROW'
  | 'REMOVE_COLUMN'
  | 'INSERT_GRID'
  | 'REMOVE_GRID'
  | 'FORMAT'
  | 'OTHER';

export interface SheetsOnChange extends AppsScriptEvent {
  changeType: SheetsOnChangeChangeType;
  source: Spreadsheet;
}

/** `value` and `oldValue` are there only when one cell was edited and held, or holds, something. */
export interface SheetsOnEdit extends AppsScriptEvent {
  oldValue: string;
  range: Range;
  source: Spreadsheet;
  value: string;
}

export interface TimeDriven {
  authMode: AuthMode;
  year: number;
  month: number;
  'week-of-year': number;
  'day-of-month': number;
  'day-of-week': number;
  hour: number;
  minute: number;
  second: number;
  timezone: string;
  triggerUid: string;
}
