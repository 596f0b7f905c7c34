// `npm run bench`: what the desk carries, as medians and ratios of one run. `-- --only door,wire --rounds 5 --slice
// 2000` (ms) narrows it; `--only crowd --people 5 --rows 1` makes the crowd small, `--only page --page 20000` the tab
// large. Each section is kept in bench/results.md.

import { benchCold } from './cold/cold.ts';
import { benchCore } from './core.ts';
import { benchCrowd } from './crowd.ts';
import { benchDoor } from './door/door.ts';
import { benchInstances } from './door/instances.ts';
import { benchMemory } from './memory.ts';
import { benchOperations } from './operations.ts';
import { readOptions, type Settings } from './options.ts';
import { benchPage } from './page.ts';
import { benchPeers } from './peers/peers.ts';
import { killAll } from './process.ts';
import { heard, machineFacts, say, showNumber } from './report.ts';
import { keepResults } from './results.ts';
import { benchSimilarity } from './similarity.ts';
import { benchGrowth } from './sizes/growth.ts';
import { benchSearch } from './sizes/search.ts';
import { benchSummaries } from './sizes/summaries.ts';
import { benchStart } from './start.ts';
import { benchWire } from './wire.ts';

/** Every section, in the order they run. */
const SECTIONS: Readonly<Record<string, (settings: Settings) => Promise<void>>> = {
  core: benchCore,
  similarity: benchSimilarity,
  wire: benchWire,
  operations: benchOperations,
  door: benchDoor,
  peers: benchPeers,
  instances: benchInstances,
  summaries: benchSummaries,
  growth: benchGrowth,
  search: benchSearch,
  page: benchPage,
  crowd: benchCrowd,
  cold: benchCold,
  start: benchStart,
  memory: benchMemory,
};

// Google's clients would look for a metadata server otherwise.
process.env['METADATA_SERVER_DETECTION'] = 'none';
process.once('exit', killAll);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const options = readOptions(process.argv.slice(2), Object.keys(SECTIONS));
const begin = performance.now();
say(`SheetDesk bench on ${machineFacts()}`);
say(`Everything shares this machine, so take ratios, not absolute figures.\n`);
for (const [name, run] of Object.entries(SECTIONS))
  if (options.only.includes(name)) keepResults(name, await heard(() => run(options)));
say(`Took ${showNumber((performance.now() - begin) / 1_000)} s.`);
