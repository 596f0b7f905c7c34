// From the start of a process of `api` to its first saved row, as it is deployed: one bundle beside the framework.
// Turn by turn with the least that a function of this kind needs.

import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { heapOption } from '../../../functions/src/deploy/endpoints.ts';
import { forEachFunction } from '../../../local/desk/function-names.ts';
import { environmentOf } from '../../../local/desk/functions.ts';
import { buildFunctions, bundleFunction } from '../../../scripts/build-functions.ts';
import { doorPath } from '../door/sample.ts';
import { quantile, ratiosOf, spreadOf } from '../figures.ts';
import { freePort } from '../free-port.ts';
import { post } from '../load.ts';
import type { Settings } from '../options.ts';
import { inFolder, type Place, surroundingsOf, withDesk } from '../place.ts';
import { startProcess } from '../process.ts';
import { withQueuesHeld } from '../queues.ts';
import { printTable, say, showSpread } from '../report.ts';
import { bodyOf, newRows } from '../rows.ts';

const FLOOR = fileURLToPath(new URL('floor.ts', import.meta.url));
const FRAMEWORK = ['node_modules', '@google-cloud', 'functions-framework', 'build', 'src', 'main.js'];
const AIM = 1.5;
const MEMORY_MB = 512;

export async function benchCold({ rounds }: Settings): Promise<void> {
  say('Milliseconds from the start of a process of `api`, as it is deployed, to its first saved row');
  await inFolder(async folder => {
    const [api, floor] = [join(folder, 'api'), join(folder, 'floor')];
    await buildFunctions(api);
    install(api);
    mkdirSync(floor);
    writeFileSync(join(floor, 'package.json'), '{"type":"module","main":"index.js"}');
    symlinkSync(join(api, 'node_modules'), join(floor, 'node_modules'));
    await bundleFunction(FLOOR, floor);
    await withDesk(folder, undefined, place =>
      withQueuesHeld(place, async () => {
        const [ours, least]: [number[], number[]] = [[], []];
        for (let round = 0; round < rounds; round += 1) {
          ours.push(await firstRow(api, place));
          least.push(await firstRow(floor, place));
        }
        print(ours, least);
      }),
    );
  });
}

/** Installs as the cloud does: what the lock says, and nothing is run. */
function install(folder: string): void {
  const args = ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const ran = spawnSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (ran.status !== 0) throw new Error(`The package cannot be installed. ${ran.stderr}`);
}

/** @throws Error when the row is not saved */
async function firstRow(folder: string, place: Place): Promise<number> {
  const port = await freePort();
  const [token, body] = [await place.token(), bodyOf(newRows(1))];
  const nowhere = forEachFunction(() => 'http://127.0.0.1:9');
  const env = {
    ...environmentOf(surroundingsOf(place), nowhere),
    RUN_URLS: '',
    NODE_OPTIONS: heapOption(MEMORY_MB),
  };
  const args = [join(folder, ...FRAMEWORK), '--target=api', `--port=${port}`, `--source=${folder}`];
  const begin = performance.now();
  const running = await startProcess(process.execPath, args, /URL: http/, env);
  const agent = new Agent();
  try {
    const { status, text } = await post(agent, `http://127.0.0.1:${port}${doorPath(place)}`, token, body);
    const ms = performance.now() - begin;
    if (status !== 200 || !text.includes('"outcome":"saved"'))
      throw new Error(`The first row was answered ${status}: ${text.slice(0, 300)}`);
    return ms;
  } finally {
    agent.destroy();
    await running.end();
  }
}

function print(ours: readonly number[], least: readonly number[]): void {
  const ratios = ratiosOf(ours, least);
  printTable(
    ['process', 'min/median/max', 'aim'],
    [
      ['api of the desk', showSpread(spreadOf(ours)), ''],
      ['framework and Firestore client', showSpread(spreadOf(least)), ''],
      [
        'ratio',
        showSpread(spreadOf(ratios), 2),
        `at most ${AIM} ${quantile(ratios, 0.5) <= AIM ? 'met' : 'missed'}`,
      ],
    ],
  );
}
