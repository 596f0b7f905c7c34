// The process that tries tests on a tree with a fault in it: what one run finds is not told of the next.
import { mkdtemp, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestRuns } from '../mutants/run-tests.ts';

const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const LIMIT_MS = 60_000;
const CONFIG = [
  "import { defineConfig } from 'vitest/config';",
  "const test = { include: ['*.test.ts'], isolate: false, bail: 1, maxWorkers: 1, reporters: [{}] };",
  'export default defineConfig({ test });',
].join('\n');
const test = (title: string, value: number) =>
  [
    "import { expect, it } from 'vitest';",
    "import { sum } from './sum.ts';",
    `it('${title}', () => { expect(sum(2, 2)).toBe(${value}); });`,
  ].join('\n');
const program = (body: string) => `export function sum(a: number, b: number): number { ${body} }\n`;

let folder: string;
let runs: TestRuns;
const inFolder = (name: string) => join(folder, name);
const run = (tests: string[], limitMs = LIMIT_MS) =>
  runs.run({ changed: [inFolder('sum.ts')], tests: tests.map(inFolder) }, limitMs);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheetdesk-runs-'));
  await symlink(PACKAGES, inFolder('node_modules'));
  await writeFile(inFolder('package.json'), '{ "type": "module" }');
  await writeFile(inFolder('vitest.mutants.config.ts'), CONFIG);
  await writeFile(inFolder('sum.ts'), program('return a + b;'));
  await writeFile(inFolder('adds.test.ts'), test('adds', 4));
  await writeFile(inFolder('errs.test.ts'), test('errs', 5));
  runs = new TestRuns(folder);
});
afterEach(async () => {
  runs.close();
  await rm(folder, { recursive: true });
});

it('tells of the tests that were asked for, on the program as it stands, and of no earlier run', async () => {
  expect(await run(['errs.test.ts'])).toMatchObject({ failed: 'errs.test.ts: errs', passed: 0 });
  expect(await run(['adds.test.ts'])).toMatchObject({ failed: null, passed: 1 });
  await writeFile(inFolder('sum.ts'), program('return a - b;'));
  expect(await run(['adds.test.ts'])).toMatchObject({ failed: 'adds.test.ts: adds', passed: 0 });
  await writeFile(inFolder('sum.ts'), program('return a + b;'));
  expect(await run(['adds.test.ts'])).toMatchObject({ failed: null, passed: 1 });
});

it('ends a run that goes round in circles, and goes on with the next', async () => {
  await writeFile(inFolder('sum.ts'), program('for (;;) a += b;'));
  expect(await run(['adds.test.ts'], 10_000)).toBeUndefined();
  await writeFile(inFolder('sum.ts'), program('return a + b;'));
  expect(await run(['adds.test.ts'])).toMatchObject({ failed: null, passed: 1 });
});

it('says so where its process does not start', async () => {
  await unlink(inFolder('vitest.mutants.config.ts'));
  await expect(run(['adds.test.ts'])).rejects.toThrow('did not start');
});
