// What `npm start` holds in memory on an empty desk, process by process.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inFolder } from './place.ts';
import { startProcess } from './process.ts';
import { printTable, say } from './report.ts';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** How long a desk that has just started is left alone: what it needed for that is given back by then. */
const REST_MS = 15_000;

interface Held {
  command: string;
  /** Kilobytes: its share of what processes have in common, and all that it sees. */
  share: number;
  resident: number;
}

export async function benchMemory(): Promise<void> {
  say('Memory of `npm start` on an empty desk, over all its processes (aim: under 500 MB)');
  if (process.platform !== 'linux') return say('Only Linux tells what each process holds.');
  await inFolder(async folder => {
    const data = join(folder, 'desk');
    const desk = await startProcess(npm, ['start', '--', '--port', '0', '--data', data], /http:\/\/127/);
    try {
      await wait(REST_MS);
      const held = ofGroup(desk.group);
      const sum = (amount: (each: Held) => number) => held.reduce((all, each) => all + amount(each), 0);
      const megabytes = (kilobytes: number) => String(Math.round(kilobytes / 1_000));
      printTable(
        ['process', 'MB, its share', 'MB resident'],
        [
          ...held.map(({ command, share, resident }) => [command, megabytes(share), megabytes(resident)]),
          ['all', megabytes(sum(each => each.share)), megabytes(sum(each => each.resident))],
        ],
      );
    } finally {
      await desk.end();
    }
  });
}

/** The processes of a group, the largest first. https://docs.kernel.org/filesystems/proc.html */
function ofGroup(group: number): Held[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  const held = pids.flatMap((pid): Held[] => {
    try {
      // The name stands in brackets and may hold anything; after it come state, parent and group.
      const [, , own] = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
      if (Number(own) !== group) return [];
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0);
      const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      const file = args.find(each => each !== '' && !each.startsWith('-')) ?? '';
      const command = [program, file].map(each => each.split('/').at(-1)).join(' ');
      return [{ command, share: field('Pss'), resident: field('Rss') }];
    } catch (cause) {
      // It has ended meanwhile.
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (code === 'ENOENT' || code === 'ESRCH') return [];
      throw cause;
    }
  });
  return held.toSorted((one, other) => other.share - one.share);
}
