import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

process.env.TORTURE_KILLS ??= '20';

// Endurance: hours on two cores. `npm run torture -- -t "a day of seed 7"` runs one of them.
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/torture/**/*.torture.ts', 'test/journeys/kill.test.ts'] },
});
