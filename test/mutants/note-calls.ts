// Notes which functions of the program each file of tests calls: a fault is tried against those that call what it is
// in.
import { appendFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';

const FOLDER = process.env.MUTANTS_CALLS ?? '';
const SOURCES = /(?:^|\/)((?:functions|sheets-addon)\/src\/.*\.ts)$/;

interface Counting {
  callsSession?: Session;
}
const global = globalThis as Counting;

if (global.callsSession === undefined) {
  global.callsSession = new Session();
  global.callsSession.connect();
  await global.callsSession.post('Profiler.enable');
  await global.callsSession.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
}
await global.callsSession.post('Profiler.takePreciseCoverage');

/** What was called since this was asked the last time, as `file name`. */
async function calls(): Promise<string[]> {
  const taken = await global.callsSession?.post('Profiler.takePreciseCoverage');
  return (taken?.result ?? []).flatMap(({ url, functions }) => {
    const file = SOURCES.exec(url)?.[1];
    if (file === undefined) return [];
    return functions
      .filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
      .map(({ functionName }) => `${file} ${functionName.replace(/^(?:get|set) /, '')}`);
  });
}

// What runs as modules are loaded runs once for all files of the worker: it is nobody's alone.
beforeAll(async () => note('', await calls()));
afterAll(async () => note(expect.getState().testPath ?? '', await calls()));

function note(test: string, called: string[]): void {
  appendFileSync(join(FOLDER, 'calls.jsonl'), `${JSON.stringify({ test, called })}\n`);
}
