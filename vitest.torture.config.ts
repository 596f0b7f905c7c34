import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import base, { KEEP_EVIDENCE, SHARED_FOLDER } from './vitest.config.ts';

process.env.TORTURE = 'yes';

const { projects: _, ...rest } = base.test ?? {};

/** Tests that do little in `npm test` and much here. */
const enduring = globSync('test/**/*.test.ts').filter(file =>
  readFileSync(file, 'utf8').includes('/fixtures/endurance.ts'),
);

// Endurance: hours on two cores. `npm run torture -- -t "a day of seed 7"` runs one of them.
export default defineConfig({
  ...base,
  test: {
    ...rest,
    include: ['test/torture/**/*.torture.ts', ...enduring],
    globalSetup: SHARED_FOLDER,
    setupFiles: KEEP_EVIDENCE,
  },
});
