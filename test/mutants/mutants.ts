// Puts small faults into the program, one at a time, and asks the tests whether they notice. Works on a copy: the tree
// stays as it is.
//
//   npm run mutants -- core --count 100 --seed 7 --under functions/src/core/clocks
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Dice } from '../simulation/dice.ts';
import { type Fault, faultsIn, withFault } from './faults.ts';
import { PARTS, type Part, readOptions } from './options.ts';
import { SURVIVORS } from './survivors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A run that takes so many times as long as one without a fault goes round in circles: that is noticed as well. */
const MAX_SLOWER = 8;
const MIN_LIMIT_MS = 60_000;

interface Placed extends Fault {
  file: string;
}

type Outcome = 'noticed' | 'unnoticed' | 'untested';

const options = readOptions(process.argv.slice(2));
const part = PARTS[options.part] as Part;
const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

copyTree();
const began = performance.now();
if ((await run(part.tests, Number.POSITIVE_INFINITY)) !== 'unnoticed') {
  say(`The tests of ${options.part} fail, or there are none: nothing can be said of faults.`);
  process.exit(2);
}
const limitMs = Math.max(MIN_LIMIT_MS, (performance.now() - began) * MAX_SLOWER);

const tally: Record<Outcome, Placed[]> = { noticed: [], unnoticed: [], untested: [] };
for (const fault of drawn()) {
  const path = join(copy, fault.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, withFault(source, fault));
  const outcome = await run(part.related ? [...part.tests] : part.tests, limitMs, fault.file);
  writeFileSync(path, source);
  tally[outcome].push(fault);
  if (outcome !== 'noticed') say(`${outcome}: ${placeOf(fault)}`);
}
const total = tally.noticed.length + tally.unnoticed.length + tally.untested.length;
const share = total === 0 ? 1 : tally.noticed.length / total;
say(
  `${options.part}: ${tally.noticed.length} of ${total} faults noticed (${(share * 100).toFixed(0)} %, ` +
    `at least ${part.atLeast * 100} %), seed ${options.seed}`,
);
process.exitCode = share < part.atLeast ? 1 : 0;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function placeOf({ file, line, was, is }: Placed): string {
  const text = readFileSync(join(ROOT, file), 'utf8').split('\n')[line - 1] ?? '';
  return `${file}:${line} ${was} → ${is || 'nothing'}\n    ${text.trim()}`;
}

/** The faults of this run, drawn by its seed from all that there are; what survives on purpose is left out. */
function drawn(): Placed[] {
  const files = execFileSync('git', ['ls-files', part.sources], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter(file => file.endsWith('.ts') && file.startsWith(options.under));
  const all = files.flatMap(file => {
    const source = readFileSync(join(ROOT, file), 'utf8');
    return faultsIn(source).map(fault => ({ ...fault, file }));
  });
  const open = all.filter(fault => !isOnPurpose(fault));
  const dice = new Dice(options.seed);
  const chosen: Placed[] = [];
  while (chosen.length < options.count && open.length > 0)
    chosen.push(...open.splice(dice.between(0, open.length - 1), 1));
  return chosen;
}

function isOnPurpose({ file, line, is }: Placed): boolean {
  const text = readFileSync(join(ROOT, file), 'utf8').split('\n')[line - 1] ?? '';
  return SURVIVORS.some(each => each.file === file && each.line === text.trim() && each.is === is);
}

/** The files of the project as they are in the work tree, with the installed packages beside them. */
function copyTree(): void {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of files.split('\n').filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file), { force: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
}

/** Runs tests in the copy until the first that fails; `changed` keeps it to those that import this file. */
function run(tests: readonly string[], timeLimitMs: number, changed?: string): Promise<Outcome> {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const which =
    changed && part.related ? ['related', changed, '--run', '--dir', tests[0] ?? '.'] : ['run', ...tests];
  const args = [vitest, ...which, '--bail', '1', '--reporter', 'dot', '--no-color'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: copy,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const keep = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = Number.isFinite(timeLimitMs) ? setTimeout(() => stop(child.pid), timeLimitMs) : undefined;
    child.once('error', reject);
    child.once('close', code => {
      clearTimeout(timer);
      if (/No test files? found/.test(said)) resolve('untested');
      else resolve(code === 0 ? 'unnoticed' : 'noticed');
    });
  });
}

/** Ends a run with all its workers. */
function stop(pid: number | undefined): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}
