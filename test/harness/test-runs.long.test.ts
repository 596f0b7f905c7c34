// The process that tries faults with tests: one is awake at a time, and what one run finds is not told of the next.
import { mkdtemp, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestRuns } from '../mutants/run-tests.ts';

const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const RUNNER = fileURLToPath(new URL('../mutants/fault-runner.ts', import.meta.url));
const LIMIT_MS = 60_000;
const CONFIG = [
  "import { defineConfig } from 'vitest/config';",
  'const sort = files => files;',
  'const sequence = { sequencer: class { sort = sort; shard = sort; } };',
  `const runner = { runner: ${JSON.stringify(RUNNER)}, sequence, isolate: false, maxWorkers: 1 };`,
  "export default defineConfig({ test: { include: ['*.test.ts'], reporters: [{}], ...runner } });",
].join('\n');
/** Fault 1 is come by as it is called, fault 2 as it is loaded; with fault 3 it does not end. */
const PROGRAM = `const awake = (id: number): boolean => globalThis.isFaultAwake(id);
const added = awake(2) ? 1 : 0;
export function sum(a: number, b: number): number {
  while (awake(3) && a < Infinity) if (b > 3) awake(3);
  return awake(1) ? a - b : a + b + added;
}
`;
const test = (a: number, b: number, sum: number) =>
  [
    "import { expect, it } from 'vitest';",
    "import { sum } from './sum.ts';",
    `it('adds', () => { expect(sum(${a}, ${b})).toBe(${sum}); });`,
    "it('adds nothing', () => { expect(sum(1, 0)).toBe(1); });",
  ].join('\n');
const STUCK = ["import { it } from 'vitest';", "it('does not end', () => { for (;;); });"].join('\n');

let folder: string;
let runs: TestRuns;
const inFolder = (name: string) => join(folder, name);
const run = (steps: readonly [string, number | null][], stops = false, limitMs = LIMIT_MS) =>
  runs.run(
    steps.map(([name, fault]) => ({ test: inFolder(name), fault })),
    stops,
    limitMs,
  );
/** What failed first in each step that was run, without its place. */
const failures = async (...how: Parameters<typeof run>) =>
  (await run(...how)).outcomes.map(({ step, failed, passed }) => [step, failed, passed]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheetdesk-runs-'));
  await symlink(PACKAGES, inFolder('node_modules'));
  await writeFile(inFolder('package.json'), '{ "type": "module" }');
  await writeFile(inFolder('vitest.mutants.config.ts'), CONFIG);
  await writeFile(inFolder('sum.ts'), PROGRAM);
  await writeFile(inFolder('adds.test.ts'), test(2, 2, 4));
  await writeFile(inFolder('errs.test.ts'), test(2, 2, 5));
  await writeFile(inFolder('more.test.ts'), test(2, 4, 6));
  await writeFile(inFolder('stuck.test.ts'), STUCK);
  runs = new TestRuns(folder);
});
afterEach(async () => {
  runs.close();
  await rm(folder, { recursive: true });
});

it('wakes the fault of each step, and none behind it, and says what the tests have come by', async () => {
  const { outcomes } = await run([
    ['adds.test.ts', null],
    ['adds.test.ts', 1],
    ['adds.test.ts', null],
  ]);
  expect(outcomes).toMatchObject([
    { failed: null, passed: 2, hits: { 1: 2 }, atLoad: [2] },
    { failed: 'adds.test.ts > adds', passed: 0 },
    { failed: null, passed: 2, atLoad: [] },
  ]);
});

it('runs a fault no more that was noticed, and nothing behind a failure where it is told so', async () => {
  const twice: [string, number][] = [
    ['adds.test.ts', 1],
    ['more.test.ts', 1],
  ];
  expect(await failures(twice)).toEqual([[0, 'adds.test.ts > adds', 0]]);
  expect(await failures([['errs.test.ts', null], ...twice], true)).toEqual([[0, 'errs.test.ts > adds', 0]]);
  expect(await failures(twice.slice(1))).toEqual([[0, 'more.test.ts > adds', 0]]);
});

it('runs the tests that it is told of, and then, without a fault, those that failed', async () => {
  const name = 'adds.test.ts > adds nothing';
  const step = { test: inFolder('adds.test.ts'), fault: 1 };
  const alone = { ...step, fault: null, only: 'failed' as const };
  const { outcomes } = await runs.run([alone, { ...step, only: [name] }, step, alone], false, LIMIT_MS);
  expect(outcomes).toMatchObject([
    { step: 1, failed: null, passed: 1, inTests: { [name]: [3, 1] } },
    { step: 2, failed: 'adds.test.ts > adds', passed: 0 },
    { step: 3, failed: null, passed: 1 },
  ]);
});

it('has a fault awake while modules are loaded, in the first step of a run', async () => {
  expect(await failures([['adds.test.ts', 2]])).toEqual([[0, 'adds.test.ts > adds', 0]]);
  // They are loaded by then.
  const loaded: [string, number | null][] = [
    ['adds.test.ts', null],
    ['more.test.ts', 2],
  ];
  expect(await failures(loaded)).toEqual([
    [0, null, 2],
    [1, null, 2],
  ]);
});

it('has a fault noticed that is come by without an end', async () => {
  expect(await failures([['more.test.ts', 3]])).toEqual([[0, 'more.test.ts > adds', 0]]);
});

it('says which step does not end, and goes on with the next run', async () => {
  const steps: [string, number | null][] = [
    ['adds.test.ts', null],
    ['stuck.test.ts', 1],
    ['adds.test.ts', 1],
  ];
  expect(await run(steps, false, 10_000)).toMatchObject({ stuckAt: 1, outcomes: [{ failed: null }] });
  expect(await run(steps.slice(2))).toMatchObject({ stuckAt: undefined, outcomes: [{ passed: 0 }] });
});

it('says so where its process does not start', async () => {
  await unlink(inFolder('vitest.mutants.config.ts'));
  await expect(run([['adds.test.ts', null]])).rejects.toThrow('did not start');
});
