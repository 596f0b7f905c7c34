// A process that keeps vitest at hand for many runs over one copy of the tree: what a fault did not change is compiled
// once. It is ended from outside where a fault goes round in circles.
import { createVitest } from 'vitest/node';

/** Files that were changed since the last order, and files of tests to run, both as absolute paths. */
export interface Order {
  changed: readonly string[];
  tests: readonly string[];
}

export interface Answer {
  /** Full name of the first test that failed, or what else went wrong; null where all passed. */
  failed: string | null;
  /** How many tests passed. */
  passed: number;
  /** Milliseconds that each file of tests took, by its path. */
  tookMs: Readonly<Record<string, number>>;
}

const vitest = await createVitest('test', {
  watch: false,
  root: process.cwd(),
  config: 'vitest.mutants.config.ts',
});
await vitest.standalone();

process.on('message', (order: Order) => void reply(order));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

async function reply(order: Order): Promise<void> {
  const done = await answer(order).catch(
    (error: unknown): Answer => ({ failed: String(error), passed: 0, tookMs: {} }),
  );
  process.send?.(done);
}

async function answer({ changed, tests }: Order): Promise<Answer> {
  for (const file of changed) vitest.invalidateFile(file);
  // A failure of an earlier run would be told of again, and end this one.
  vitest.state.filesMap.clear();
  vitest.state.idMap.clear();
  const wanted = new Set(tests);
  const all = await vitest.globTestSpecifications();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    all.filter(({ moduleId }) => wanted.has(moduleId)),
  );
  const failed = testModules.flatMap(module => [
    ...[...module.children.allTests('failed')].map(test => `${module.relativeModuleId}: ${test.fullName}`),
    ...module.errors().map(error => `${module.relativeModuleId}: ${error.message}`),
  ]);
  return {
    failed: failed[0] ?? (unhandledErrors.length > 0 ? String(unhandledErrors[0]) : null),
    passed: testModules.reduce((sum, module) => sum + [...module.children.allTests('passed')].length, 0),
    tookMs: Object.fromEntries(
      testModules.map(module => {
        const { duration, collectDuration } = module.diagnostic();
        return [module.moduleId, duration + collectDuration];
      }),
    ),
  };
}
