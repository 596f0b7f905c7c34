// Log lines as Cloud Logging reads them: one JSON object a line.
// https://cloud.google.com/logging/docs/structured-logging

import type { Log } from '../ports/log.ts';

export const consoleLog: Log = {
  info(event, facts = {}) {
    write({ severity: 'INFO', message: event, ...facts });
  },
  error(event, cause, facts = {}) {
    write({ severity: 'ERROR', message: event, ...facts, cause: causesOf(cause) });
  },
};

function write(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** An error with all that caused it: stacks, never the values they were about. */
function causesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [typeof error];
  return [error.stack ?? error.message, ...(error.cause === undefined ? [] : causesOf(error.cause))];
}
