// Which files of tests could notice a fault: those that call the function it is in, told by one run without a fault.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { importGraph } from '../architecture/circles.ts';
import type { Copy, Placed } from './copy.ts';
import { functionAround } from './enclosing.ts';
import { TestRuns } from './run-tests.ts';

const WORKER = 'local/google/apps-script/worker.ts';
const WORKER_ANSWERS = '  send(parent, { outcome } satisfies WorkerReport);';
/** In a thread that runs the add-on: what the script called is noted before its outcome is known. */
const NOTED_IN_WORKER = `  session.post('Profiler.takePreciseCoverage', (_error, taken) => {
    const script = taken.result.filter(({ url }) => url === 'Code.js').flatMap(({ functions }) => functions);
    const called = script.filter(({ ranges }) => ranges[0].count > 0).map(f => 'Code.js ' + f.functionName);
    appendFileSync(process.env.MUTANTS_CALLS + '/calls.jsonl', JSON.stringify({ test: null, called }) + '\\n');
  });
`;
const WORKER_BEGINS = [
  "import { appendFileSync } from 'node:fs';",
  "import { Session } from 'node:inspector';",
  'const session = new Session();',
  'session.connect();',
  "session.post('Profiler.enable');",
  "session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });\n",
].join('\n');

export interface Callers {
  /** Files of tests that could notice this fault, those that take least first, with what they take. */
  of(fault: Placed): { test: string; tookMs: number }[];
  /** How many tests passed without a fault. */
  passed: number;
}

/** Runs all these tests without a fault. @throws Error where one of them fails */
export async function callersOf(copy: Copy, tests: readonly string[]): Promise<Callers> {
  const folder = mkdtempSync(join(copy.folder, 'calls-'));
  copy.change(WORKER, text => WORKER_BEGINS + text.replace(WORKER_ANSWERS, NOTED_IN_WORKER + WORKER_ANSWERS));
  const runs = new TestRuns(copy.folder, { MUTANTS_CALLS: folder });
  const answer = await runs.run(
    { changed: [], tests: tests.map(file => join(copy.folder, file)) },
    2 ** 31 - 1,
  );
  runs.close();
  copy.restore(WORKER);
  if (answer === undefined || answer.failed !== null || answer.passed === 0)
    throw new Error(`without a fault: ${answer?.failed ?? 'no test passed'}`);
  const { byFunction, loading } = read(copy, join(folder, 'calls.jsonl'));
  rmSync(folder, { recursive: true });

  const took = new Map(tests.map(test => [test, answer.tookMs[join(copy.folder, test)] ?? 0]));
  const graph = importGraph([
    ...new Set(
      ['functions', 'sheets-addon', 'local', 'test', 'scripts']
        .flatMap(part => copy.sources(part))
        .concat(tests),
    ),
  ]);
  const importers = (file: string) => tests.filter(test => reaches(graph, test, file));
  return {
    passed: answer.passed,
    of(fault) {
      const name = functionAround(copy.read(fault.file), fault.line);
      const isAddon = fault.file.startsWith('sheets-addon/');
      const key = `${isAddon ? 'Code.js' : fault.file} ${name}`;
      // What runs as a module is loaded runs for all that import it; a bundle is imported by none.
      const isLoaded = name === undefined || loading.has(key);
      const calling = isLoaded ? (isAddon ? tests : importers(fault.file)) : [...(byFunction.get(key) ?? [])];
      return calling
        .map(test => ({ test, tookMs: took.get(test) ?? 0 }))
        .toSorted((a, b) => a.tookMs - b.tookMs);
    },
  };
}

interface Noted {
  test: string | null;
  called: string[];
}

function read(copy: Copy, file: string): { byFunction: Map<string, Set<string>>; loading: Set<string> } {
  const byFunction = new Map<string, Set<string>>();
  const loading = new Set<string>();
  let script: string[] = [];
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { test, called } = JSON.parse(line) as Noted;
    // The bundler numbers functions of one name.
    if (test === null) script.push(...called.map(each => each.replace(/\d+$/, '')));
    else if (test === '') for (const each of called) loading.add(each);
    else {
      const path = relative(copy.folder, test);
      for (const each of [...called, ...script]) {
        const all = byFunction.get(each) ?? new Set();
        byFunction.set(each, all.add(path));
      }
      script = [];
    }
  }
  return { byFunction, loading };
}

function reaches(graph: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (file === to) return true;
    for (const next of graph.get(file) ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
    }
  }
  return false;
}
