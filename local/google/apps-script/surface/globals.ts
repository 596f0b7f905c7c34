// The global names of Apps Script that are served. The declarations of an add-on and the script's context both come
// from it.
import type { Logger, Session } from './base.ts';
import type { CacheService } from './cache.ts';
import type { HtmlService } from './html.ts';
import type { LockService } from './lock.ts';
import type { PropertiesService } from './properties.ts';
import type { ScriptApp } from './script.ts';
import type { SpreadsheetApp } from './spreadsheet.ts';
import type { Untyped } from './untyped.ts';
import type { UrlFetchApp } from './url-fetch.ts';
import type { Utilities } from './utilities.ts';

/** The script's log. https://developers.google.com/apps-script/reference/base/console */
export interface ScriptConsole {
  error(...values: Untyped[]): void;
  info(...values: Untyped[]): void;
  log(...values: Untyped[]): void;
  warn(...values: Untyped[]): void;
}

export interface Globals {
  CacheService: CacheService;
  HtmlService: HtmlService;
  LockService: LockService;
  Logger: Logger;
  PropertiesService: PropertiesService;
  ScriptApp: ScriptApp;
  Session: Session;
  SpreadsheetApp: SpreadsheetApp;
  UrlFetchApp: UrlFetchApp;
  Utilities: Utilities;
  console: ScriptConsole;
}
