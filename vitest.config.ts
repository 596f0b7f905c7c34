import { defineConfig } from 'vitest/config';

// Google's clients would look for a metadata server otherwise.
process.env.METADATA_SERVER_DETECTION = 'none';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Journeys start processes and browsers; on two busy cores they take their time. Nothing waits for a timeout to
    // pass.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
