// The script behind the page, asked by google.script.run.
// https://developers.google.com/apps-script/guides/html/reference/run

import type { CallScript } from '../src/ui/call-page-data.ts';

type Functions = { [Name in keyof CallScript]: (asked: Parameters<CallScript[Name]>[0]) => void };

interface Runner extends Functions {
  withSuccessHandler(hear: (answer: never) => void): Runner;
  withFailureHandler(hear: (cause: Error) => void): Runner;
}

declare const google: { script: { run: Runner } };

/** What the function answers. Rejects with the script's own sentence. */
export function ask<Name extends keyof CallScript>(
  name: Name,
  asked: Parameters<CallScript[Name]>[0],
): Promise<ReturnType<CallScript[Name]>> {
  return new Promise((resolve, reject) => {
    const runner: Functions = google.script.run
      .withSuccessHandler((answer: ReturnType<CallScript[Name]>) => resolve(answer))
      .withFailureHandler(reject);
    runner[name](asked);
  });
}
