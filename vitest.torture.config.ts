import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

process.env.TORTURE_KILLS ??= '20';

const { projects: _, ...rest } = base.test ?? {};

// Endurance: hours on two cores. `npm run torture -- -t "a day of seed 7"` runs one of them.
export default defineConfig({
  ...base,
  test: { ...rest, include: ['test/torture/**/*.torture.ts', 'test/journeys/kill.test.ts'] },
});
