// The one door of all npm scripts. Runs on the host's Node (20 or later): installs what is missing,
// then hands over to the Node 24 that the `node` package pins.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const node = join(bin, process.platform === 'win32' ? 'node.exe' : 'node');

/** What ends a process from outside. A closed terminal says SIGHUP. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * MiB that new objects have until they are sorted, as the functions have it where they are deployed: by itself Node
 * takes more, and a desk at rest stands in a third more memory.
 */
const FEW_NEW = '--max-semi-space-size=16';

/** Each npm script as the commands it runs, in order; the first one that fails ends it. */
const SCRIPTS = {
  start: [['node', FEW_NEW, 'local/start.ts']],
  test: [
    ['node', 'scripts/build.ts'],
    ['vitest', 'run'],
  ],
  'test:long': [
    ['node', 'scripts/build.ts'],
    ['vitest', 'run', '--project', 'long'],
  ],
  check: [
    ['biome', 'check', '.'],
    ['oxlint', '--type-aware', '--deny-warnings'],
    ['tsc', '-p', 'tsconfig.json'],
    ['tsc', '-p', 'functions/src/core'],
    ['tsc', '-p', 'sheets-addon'],
    ['tsc', '-p', 'sheets-addon/page'],
    ['tsc', '-p', 'local/page/web'],
    ['tsc', '-p', 'test/addon/rules'],
    // Files, exports and packages that nobody uses.
    ['knip', '--no-progress'],
  ],
  format: [['biome', 'check', '--write', '.']],
  bench: [['node', 'test/bench/bench.ts']],
  torture: [
    ['node', 'scripts/build.ts'],
    ['vitest', 'run', '--config', 'vitest.torture.config.ts'],
  ],
  mutants: [['node', 'test/mutants/mutants.ts']],
  pictures: [
    ['node', 'scripts/build.ts'],
    ['node', 'test/pictures/pictures.ts'],
  ],
  build: [['node', 'scripts/build.ts', '--docs']],
  recount: [['node', 'scripts/recount.ts']],
  sbom: [['node', 'scripts/sbom.ts']],
  simulate: [['node', 'scripts/simulate.ts']],
  deploy: [
    ['node', 'scripts/build.ts'],
    ['node', 'scripts/deploy.ts'],
  ],
  undeploy: [['node', 'scripts/undeploy.ts']],
};

/** What the last command of a script is given when the user adds nothing. Who names files or tests may name any. */
const UNASKED = { test: ['--project', 'firestore', '--project', 'desk'] };

/**
 * A mark of the lockfile that was installed, so that a changed lockfile installs again and an unchanged one costs
 * nothing.
 */
async function installIfNeeded() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const mark = join(root, 'node_modules', '.installed');
  if (existsSync(node) && existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.log('Installing dependencies (first run, or the lockfile changed) …');
  // Not `npm ci`: it refuses a lockfile without the binaries of platforms that the registry it was made with does not
  // carry. Versions come from the lockfile all the same. Dev dependencies are needed also where NODE_ENV says
  // production.
  const quiet = ['--loglevel=error', '--no-audit', '--no-fund'];
  await run('npm', ['install', '--no-save', '--include=dev', ...quiet], process.env);
  writeFileSync(mark, lock);
}

/** Runs a command to its end, and ends as it ended. Whoever ends this ends the command: it is handed on. */
async function run(command, args, env) {
  const windowsShell = process.platform === 'win32' && command === 'npm';
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env, shell: windowsShell });
  const handOn = signal => void child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, handOn);
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...end) => resolve(end));
  });
  for (const each of SIGNALS) process.off(each, handOn);
  if (signal) process.kill(process.pid, signal);
  if (code !== 0) process.exit(code ?? 1);
}

const [name, ...args] = process.argv.slice(2);
const steps = SCRIPTS[name];
if (!steps) {
  console.error(`Unknown script "${name}"; there are: ${Object.keys(SCRIPTS).join(', ')}`);
  process.exit(2);
}
const asked = args.length > 0 ? args : (UNASKED[name] ?? []);
await installIfNeeded();
// What is compiled, and freed of its types, is kept: whoever starts next loads in half the time.
const compiled = process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'compiled');
const path = `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
for (const [index, [command, ...fixed]] of steps.entries()) {
  // What the user adds goes to the last step, the one the script is named for.
  const extra = index === steps.length - 1 ? asked : [];
  const program = command === 'node' ? node : join(bin, command);
  await run(program, [...fixed, ...extra], { ...process.env, PATH: path, NODE_COMPILE_CACHE: compiled });
}
