// How long `npm start` takes until it prints the page's address: on an empty data folder, and again on the one it has
// made.

import { join } from 'node:path';
import { spreadOf } from './figures.ts';
import type { Settings } from './options.ts';
import { inFolder } from './place.ts';
import { startProcess } from './process.ts';
import { printTable, say, showSpread } from './report.ts';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

export async function benchStart({ rounds }: Settings): Promise<void> {
  say('Seconds from `npm start` to the address of the page (aim: under 10 the second time)');
  const empty: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await inFolder(async folder => {
      const data = join(folder, 'desk');
      empty.push(await secondsToStart(data));
      again.push(await secondsToStart(data));
    });
  }
  printTable(
    ['start', 'min/median/max'],
    [
      ['on an empty folder', showSpread(spreadOf(empty), 1)],
      ['on what is there', showSpread(spreadOf(again), 1)],
    ],
  );
}

async function secondsToStart(data: string): Promise<number> {
  const begin = performance.now();
  const desk = await startProcess(npm, ['start', '--', '--port', '0', '--data', data], /http:\/\/127/);
  const seconds = (performance.now() - begin) / 1_000;
  await desk.end();
  return seconds;
}
