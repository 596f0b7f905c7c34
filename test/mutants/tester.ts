// A process that keeps vitest at hand for many runs over one copy of the tree: all is compiled once. It is ended
// from outside where a fault goes round in circles.
import { createVitest, type TestSpecification } from 'vitest/node';
import { type Plan, readPlan } from './steps.ts';

/** What went wrong beside the tests, such as an error that nobody caught; null where nothing did. */
export interface Answer {
  error: string | null;
}

const vitest = await createVitest('test', {
  watch: false,
  root: process.cwd(),
  config: 'vitest.mutants.config.ts',
});
await vitest.standalone();
const specifications = new Map(
  (await vitest.globTestSpecifications()).map(each => [each.moduleId, each] as const),
);

process.on('message', () => void reply());
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

async function reply(): Promise<void> {
  const done = await answer(readPlan()).catch((error: unknown): Answer => ({ error: String(error) }));
  process.send?.(done);
}

async function answer({ steps }: Plan): Promise<Answer> {
  // A failure of an earlier run would be told of again, and end this one.
  vitest.state.filesMap.clear();
  vitest.state.idMap.clear();
  const wanted = steps.map(({ test }): TestSpecification => {
    const found = specifications.get(test);
    if (!found) throw new Error(`${test}: no file of tests`);
    return found;
  });
  const { unhandledErrors } = await vitest.runTestSpecifications(wanted);
  return { error: unhandledErrors.length > 0 ? String(unhandledErrors[0]) : null };
}
