import { defineConfig } from 'vitest/config';
import base, { SHARED_FOLDER } from './vitest.config.ts';

const { projects: _, ...rest } = base.test ?? {};

// One project, so that one run may have any of the tests. Google's emulator is not started for them: what runs on it
// runs on our server as well.
export default defineConfig({
  ...base,
  test: {
    ...rest,
    include: ['test/**/*.test.ts'],
    globalSetup: SHARED_FOLDER,
    // Which functions each file calls is asked once, before there is a fault.
    setupFiles: process.env.MUTANTS_CALLS ? 'test/mutants/note-calls.ts' : [],
    maxWorkers: 1,
    bail: process.env.MUTANTS_CALLS ? 0 : 1,
    reporters: [{}],
  },
});
