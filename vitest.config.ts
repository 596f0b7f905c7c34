import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/fixtures/longest-first.ts';

// Google's clients would look for a metadata server otherwise.
process.env.METADATA_SERVER_DETECTION = 'none';

/** Makes the folder of what all files of a run share. */
export const SHARED_FOLDER = 'test/fixtures/shared-folder.ts';
/** Has a test that fails say what its pages showed. */
export const KEEP_EVIDENCE = 'test/fixtures/page/keep-evidence.ts';
/** Delays by chance in every worker, by a seed. Things take longer then. */
const JITTER = process.env['TEST_JITTER']
  ? ['--import', new URL('test/fixtures/jitter.ts', import.meta.url).href]
  : [];
const FIRESTORE = ['test/contracts/{firestore,store}/**/*.test.ts'];
const SHARED_EMULATOR = 'test/contracts/firestore/shared-emulator.ts';
/** What is long by nature, most of it whole desks and browsers: `npm run test:long`. */
const LONG = ['test/**/*.long.test.ts'];

export default defineConfig({
  test: {
    // Journeys start processes and browsers; on two busy cores they take their time. Nothing waits for a timeout to
    // pass.
    testTimeout: JITTER.length > 0 ? 300_000 : 60_000,
    hookTimeout: JITTER.length > 0 ? 600_000 : 120_000,
    // More than most machines have cores for: half of what journeys and pages take is waiting.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Modules keep nothing that one file of tests could leave to the next. To load them anew for each file costs more
    // than most files do.
    isolate: false,
    // MiB that new objects have until they are sorted: most of what tests make is gone by then, and with the 16 of Node
    // a tenth of the processor's time goes into sorting.
    execArgv: ['--max-semi-space-size=64', ...JITTER],
    projects: [
      {
        extends: true,
        test: {
          name: 'firestore',
          include: FIRESTORE,
          exclude: LONG,
          globalSetup: SHARED_EMULATOR,
        },
      },
      {
        extends: true,
        test: {
          name: 'desk',
          include: ['test/**/*.test.ts'],
          exclude: [...FIRESTORE, ...LONG],
          globalSetup: SHARED_FOLDER,
          setupFiles: KEEP_EVIDENCE,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: LONG,
          globalSetup: [SHARED_FOLDER, SHARED_EMULATOR],
          setupFiles: KEEP_EVIDENCE,
        },
      },
    ],
  },
});
