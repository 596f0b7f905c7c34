// The script behind the page, asked by google.script.run.
// https://developers.google.com/apps-script/guides/html/reference/run

import type { BulkScript } from '../src/ui/bulk-page-data.ts';
import type { CallScript } from '../src/ui/call-page-data.ts';
import type { ExportScript } from '../src/ui/export-page-data.ts';
import type { ImportScript } from '../src/ui/import-page-data.ts';

/** What pages may ask: each runs in a frame of its own. */
type Script = BulkScript & CallScript & ImportScript & ExportScript;

type Functions = { [Name in keyof Script]: (...asked: Parameters<Script[Name]>) => void };

interface Runner extends Functions {
  withSuccessHandler(hear: (answer: never) => void): Runner;
  withFailureHandler(hear: (cause: Error) => void): Runner;
}

declare const google: { script: { run: Runner } };

/** What the function answers. Rejects with the script's own sentence. */
export function ask<Name extends keyof Script>(
  name: Name,
  ...asked: Parameters<Script[Name]>
): Promise<ReturnType<Script[Name]>> {
  return new Promise((resolve, reject) => {
    const runner: Functions = google.script.run
      .withSuccessHandler((answer: ReturnType<Script[Name]>) => resolve(answer))
      .withFailureHandler(reject);
    runner[name](...asked);
  });
}
