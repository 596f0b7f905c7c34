import { defineConfig } from 'vitest/config';
import type { TestSpecification } from 'vitest/node';
import base, { SHARED_FOLDER } from './vitest.config.ts';

const { projects: _, ...rest } = base.test ?? {};

/** As it was planned. */
class InOrder {
  shard = (files: TestSpecification[]) => files;
  sort = (files: TestSpecification[]) => files;
}

// One project, so that one run may have any of the tests. Google's emulator is not started for them: what runs on it
// runs on our server as well.
export default defineConfig({
  ...base,
  test: {
    ...rest,
    include: ['test/**/*.test.ts'],
    globalSetup: SHARED_FOLDER,
    runner: 'test/mutants/fault-runner.ts',
    maxWorkers: 1,
    // Much that is awaited never comes where there is a fault.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    sequence: { sequencer: InOrder },
    reporters: [{}],
  },
});
