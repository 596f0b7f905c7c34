// Declarations of the served part of Apps Script as global names, to compile an add-on against instead of
// @types/google-apps-script: what compiles against them runs here. Text, not a .d.ts, as our own code has no such
// globals.
import { fileURLToPath } from 'node:url';
import type { Globals } from './surface/globals.ts';

/** Google's namespaces and the files under `surface/` that hold what is served of them. */
export const NAMESPACES = {
  Base: 'base',
  Cache: 'cache',
  Events: 'events',
  HTML: 'html',
  Lock: 'lock',
  Properties: 'properties',
  Script: 'script',
  Spreadsheet: 'spreadsheet',
  URL_Fetch: 'url-fetch',
  Utilities: 'utilities',
} as const;

/** Keyed, so that the compiler sees a missing name. */
const GLOBAL_NAMES: Record<keyof Globals, true> = {
  CacheService: true,
  HtmlService: true,
  LockService: true,
  Logger: true,
  PropertiesService: true,
  ScriptApp: true,
  Session: true,
  SpreadsheetApp: true,
  UrlFetchApp: true,
  Utilities: true,
  console: true,
};

/** Path of a file under `surface/`. */
export function surfaceFile(name: string): string {
  return fileURLToPath(new URL(`./surface/${name}.ts`, import.meta.url));
}

/** The text of a declaration file; it imports the surface by absolute paths. */
export function addonDeclarations(): string {
  const namespaces = Object.entries(NAMESPACES);
  return [
    ...namespaces.map(([name, file]) => `import type * as Served${name} from '${surfaceFile(file)}';`),
    `import type { Globals } from '${surfaceFile('globals')}';`,
    'declare global {',
    ...Object.keys(GLOBAL_NAMES).map(name => `  const ${name}: Globals['${name}'];`),
    '  namespace GoogleAppsScript {',
    ...namespaces.map(([name]) => `    export import ${name} = Served${name};`),
    '  }',
    '}',
    '',
  ].join('\n');
}
