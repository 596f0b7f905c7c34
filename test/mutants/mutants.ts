// Puts small faults into the program, one at a time, and asks the tests whether they notice. Works on a copy: the tree
// stays as it is.
//
//   npm run mutants -- core --count 100 --seed 7 --under functions/src/core/clocks
import { fileURLToPath } from 'node:url';
import { Dice } from '../simulation/dice.ts';
import { Copy, type Placed } from './copy.ts';
import { functionAround } from './enclosing.ts';
import { faultsIn } from './faults.ts';
import { withForgetting } from './forgetting.ts';
import { IN_THREAD } from './note-calls.ts';
import { PARTS, type Part, readOptions } from './options.ts';
import { TestRuns } from './run-tests.ts';
import { SURVIVORS } from './survivors.ts';
import { withSwitches } from './switches.ts';
import { Trial, type Verdict } from './trial.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Runs the add-on in a thread. */
const THREAD = 'local/google/apps-script/worker.ts';
/** Keeps what it has read, for as long as a worker runs. */
const KEEPING = 'functions/src';

const options = readOptions(process.argv.slice(2));
const part = PARTS[options.part] as Part;
const copy = new Copy(ROOT);
// Whatever is done to the tree meanwhile: what is read by a path of its own is read here.
process.chdir(copy.folder);
const runs = new TestRuns(copy.folder);
process.once('exit', () => {
  runs.close();
  copy.remove();
});
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const faults = new Map(drawn().entries());
say(`${options.part}: ${faults.size} faults drawn that the compiler takes, seed ${options.seed}`);
putToSleep();
const trial = new Trial(copy, runs, faults);
for (const folders of options.own ? [part.tests] : [part.tests, part.also]) {
  if (folders.length === 0 || noticed().length === faults.size) break;
  const tests = copy.tests(folders);
  const passed = await trial.tryAll(tests, tell).catch((error: unknown) => {
    say(`The tests in ${folders.join(', ')} say nothing of faults: ${String(error)}`);
    return process.exit(2);
  });
  say(
    `${noticed().length} of ${faults.size} noticed by ${tests.length} files in ${folders.join(', ')}, whose ` +
      `${passed} tests pass without a fault`,
  );
}
const share = faults.size === 0 ? 1 : noticed().length / faults.size;
say(
  `${options.part}: ${noticed().length} of ${faults.size} faults noticed (${(share * 100).toFixed(0)} %, at least ` +
    `${part.atLeast * 100} %), seed ${options.seed}; ${count('circles')} of them because the tests did not end; ` +
    `${count('unreached')} of the others are in code that none of these tests calls`,
);
process.exit(share < part.atLeast ? 1 : 0);

function count(outcome: Verdict['outcome']): number {
  return [...trial.verdicts.values()].filter(each => each.outcome === outcome).length;
}

function noticed(): Verdict[] {
  return [...trial.verdicts.values()].filter(({ outcome }) => outcome === 'noticed' || outcome === 'circles');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function tell(id: number, verdict: Verdict): void {
  const { file, line, was, is } = faults.get(id) as Placed;
  const text = copy.read(file).split('\n')[line - 1] ?? '';
  const around = functionAround(copy.read(file), line);
  const where = around === undefined ? '' : ` in ${around}`;
  const by = verdict.outcome === 'noticed' ? ` by ${verdict.by}` : '';
  say(`${verdict.outcome}${by}: ${file}:${line}${where} ${was} → ${is || 'nothing'}\n    ${text.trim()}`);
}

/** Puts all faults into the copy, where each waits to be woken. */
function putToSleep(): void {
  // All of them in each run: what a test finds there may not depend on which faults were drawn.
  for (const file of new Set([...copy.sources(KEEPING), ...copy.sources(part.sources)])) {
    const own = [...faults].flatMap(([id, fault]) => (fault.file === file ? [{ id, fault }] : []));
    copy.change(file, text => withForgetting(withSwitches(text, own).text));
  }
  copy.change(THREAD, text =>
    [
      [/^(?=\/\/)/, IN_THREAD.begins],
      [/^(?= {2}code\.runInContext)/m, IN_THREAD.loads],
      [/^(?= {2}send\(parent, \{ outcome)/m, IN_THREAD.ends],
    ].reduce((before, [place, added]) => {
      const after = before.replace(place as RegExp, () => added as string);
      if (after === before) throw new Error(`${THREAD} has no place for faults: ${String(place)}`);
      return after;
    }, text),
  );
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
    const next = Array.from({ length: missing }, () => all.splice(dice.between(0, all.length - 1), 1))
      .flat()
      .filter(canSleep);
    const refused = copy.refused(next, part.project);
    chosen.push(...next.filter(fault => !refused.has(fault)));
  }
  return chosen;
}

/** Whether it is in a value: keys of an object, for instance, cannot be said in two ways. */
function canSleep(fault: Placed): boolean {
  return withSwitches(copy.read(fault.file), [{ id: 0, fault }]).left.size === 0;
}

function isOnPurpose({ file, line, is }: Placed): boolean {
  const text = copy.read(file).split('\n')[line - 1] ?? '';
  return SURVIVORS.some(each => each.file === file && each.line === text.trim() && each.is === is);
}
