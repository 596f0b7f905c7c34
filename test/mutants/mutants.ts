// Puts small faults into the program, one at a time, and asks the tests whether they notice. Works on a copy: the tree
// stays as it is.
//
//   npm run mutants -- core --count 100 --seed 7 --under functions/src/core/clocks
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Dice } from '../simulation/dice.ts';
import { type Callers, callersOf } from './callers.ts';
import { Copy, type Placed } from './copy.ts';
import { faultsIn, withFault } from './faults.ts';
import { PARTS, type Part, readOptions } from './options.ts';
import { TestRuns } from './run-tests.ts';
import { SURVIVORS } from './survivors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A run that takes so many times as long as one without a fault goes round in circles, if it does so twice. */
const MAX_SLOWER = 10;
const MIN_LIMIT_MS = 180_000;
/** Files are run together that take so long together; those that take less come first. */
const FIRST_BATCH_MS = 1500;
const BATCH_GROWS = 6;

/** `circles`: the tests did not end. `unreached`: no test calls what the fault is in. */
type Outcome = 'noticed' | 'circles' | 'unnoticed' | 'unreached';

const options = readOptions(process.argv.slice(2));
const part = PARTS[options.part] as Part;
const copy = new Copy(ROOT);
const runs = new TestRuns(copy.folder);
process.once('exit', () => {
  runs.close();
  copy.remove();
});
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const faults = drawn();
say(`${options.part}: ${faults.length} faults drawn that the compiler takes, seed ${options.seed}`);
const outcomes = new Map<Placed, Outcome>();
let touched: string | undefined;
for (const folders of [part.tests, part.also]) {
  const left = faults.filter(fault => !isNoticed(outcomes.get(fault)));
  if (left.length === 0 || folders.length === 0) break;
  const tests = copy.tests(folders);
  const callers = await callersOf(copy, tests).catch((error: unknown) => {
    say(`The tests in ${folders.join(', ')} say nothing of faults: ${String(error)}`);
    return process.exit(2);
  });
  say(`${callers.passed} tests of ${tests.length} files in ${folders.join(', ')} pass without a fault`);
  for (const fault of left) {
    const { outcome, by } = await tryFault(fault, callers);
    // What the tests of before have reached stays reached.
    if (outcome !== 'unreached' || !outcomes.has(fault)) outcomes.set(fault, outcome);
    say(`${outcome}${by === undefined ? '' : ` by ${by}`}: ${placeOf(fault)}`);
  }
}
const count = (outcome: Outcome) => [...outcomes.values()].filter(each => each === outcome).length;
const total = faults.length;
const noticed = faults.filter(fault => isNoticed(outcomes.get(fault))).length;
const share = total === 0 ? 1 : noticed / total;
say(
  `${options.part}: ${noticed} of ${total} faults noticed (${(share * 100).toFixed(0)} %, at least ` +
    `${part.atLeast * 100} %), seed ${options.seed}; ${count('circles')} of them because the tests did not end; ` +
    `${count('unreached')} of the others are in code that none of these tests calls`,
);
process.exit(share < part.atLeast ? 1 : 0);

function isNoticed(outcome: Outcome | undefined): boolean {
  return outcome === 'noticed' || outcome === 'circles';
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function placeOf({ file, line, was, is }: Placed): string {
  const text = copy.read(file).split('\n')[line - 1] ?? '';
  return `${file}:${line} ${was} → ${is || 'nothing'}\n    ${text.trim()}`;
}

/** The faults of this run, drawn by its seed from all that there are; what survives on purpose is left out. */
function drawn(): Placed[] {
  const all = copy
    .sources(part.sources)
    .filter(file => file.startsWith(options.under))
    .flatMap(file => faultsIn(copy.read(file)).map(fault => ({ ...fault, file })))
    .filter(fault => !isOnPurpose(fault));
  const dice = new Dice(options.seed);
  const chosen: Placed[] = [];
  while (chosen.length < options.count && all.length > 0) {
    const missing = Math.min(options.count - chosen.length, all.length);
    const next = Array.from({ length: missing }, () => all.splice(dice.between(0, all.length - 1), 1)).flat();
    const refused = copy.refused(next, part.project);
    chosen.push(...next.filter(fault => !refused.has(fault)));
  }
  return chosen;
}

function isOnPurpose({ file, line, is }: Placed): boolean {
  const text = copy.read(file).split('\n')[line - 1] ?? '';
  return SURVIVORS.some(each => each.file === file && each.line === text.trim() && each.is === is);
}

/** Tries a fault against all files of tests that could notice it, until the first test that fails. */
async function tryFault(fault: Placed, callers: Callers): Promise<{ outcome: Outcome; by?: string }> {
  const batches = batchesOf(callers.of(fault));
  if (batches.length === 0) return { outcome: 'unreached' };
  // The one before was restored since.
  const changed = [...new Set([touched ?? fault.file, fault.file])].map(file => join(copy.folder, file));
  touched = fault.file;
  copy.change(fault.file, text => withFault(text, fault));
  try {
    for (const { files, tookMs } of batches) {
      const order = { changed, tests: files.map(file => join(copy.folder, file)) };
      const limitMs = Math.max(MIN_LIMIT_MS, tookMs * MAX_SLOWER);
      const answer = (await runs.run(order, limitMs)) ?? (await runs.run(order, limitMs));
      if (answer === undefined) return { outcome: 'circles' };
      if (answer.failed !== null) return { outcome: 'noticed', by: answer.failed };
      // Nothing that passed was seen: that no test failed says nothing then.
      if (answer.passed === 0) throw new Error(`no test ran of ${files.join(', ')}`);
    }
    return { outcome: 'unnoticed' };
  } finally {
    copy.restore(fault.file);
  }
}

function batchesOf(
  calling: readonly { test: string; tookMs: number }[],
): { files: string[]; tookMs: number }[] {
  const batches: { files: string[]; tookMs: number }[] = [];
  let limit = FIRST_BATCH_MS;
  for (const { test, tookMs } of calling) {
    const last = batches.at(-1);
    if (last !== undefined && last.tookMs + tookMs <= limit) {
      last.files.push(test);
      last.tookMs += tookMs;
    } else {
      if (last !== undefined) limit *= BATCH_GROWS;
      batches.push({ files: [test], tookMs });
    }
  }
  return batches;
}
