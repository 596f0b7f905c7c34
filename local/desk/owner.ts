// Who works on a data folder: one process at a time. A second one would bring the same records into disorder.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SettableClock } from '../clock/clock.ts';
import { tryLock } from '../page/lock.ts';
import { StartRefusal } from '../start-refusal.ts';
import { readKept, writeKept } from './kept.ts';

/** What a folder says of its owner. */
interface OwnerFacts {
  pid: number;
  /** Real time of its start, ms. */
  since: number;
  /** Where its page is, once it is there. */
  address?: string;
}

export interface FolderOwner {
  /** Lets others find the page of this owner. */
  announce(address: string): void;
  /** The folder is free for the next. */
  release(): void;
}

/** An owner that has just begun may not have signed yet. */
const SIGNING = { tries: 20, everyMs: 50 } as const;

/**
 * Takes a data folder, which is made where it is not there, also one whose owner was killed.
 * @throws StartRefusal when another process has it; the sentence says which. The same where it cannot be made
 */
export async function takeFolder(data: string): Promise<FolderOwner> {
  try {
    mkdirSync(data, { recursive: true });
  } catch (cause) {
    throw unusable(data, cause);
  }
  const file = join(data, 'owner.json');
  for (let left: number = SIGNING.tries; ; left--) {
    const lock = tryLock(join(data, 'owner.lock'));
    if (lock) {
      const facts: OwnerFacts = { pid: process.pid, since: new SettableClock().now() };
      writeKept(file, facts);
      return {
        announce: address => writeKept(file, { ...facts, address } satisfies OwnerFacts),
        release: () => {
          rmSync(file, { force: true });
          lock.release();
        },
      };
    }
    const facts = readKept(file) as OwnerFacts | undefined;
    if ((facts && lives(facts.pid)) || left === 0) throw inUse(data, facts);
    await delay(SIGNING.everyMs);
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // EPERM: it is there, and belongs to somebody else.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

const unusable = (data: string, cause: unknown): StartRefusal =>
  new StartRefusal(
    `数据文件夹 ${data} 不能使用。请用 --data 指定另一个文件夹。`,
    `The data folder cannot be used (${String(cause)}). Name another folder with --data.`,
    { cause },
  );

function inUse(data: string, facts: OwnerFacts | undefined): StartRefusal {
  if (!facts) {
    return new StartRefusal(
      `数据文件夹 ${data} 正由另一个售后服务台使用。请先结束它，或用 --data 指定另一个文件夹。`,
      `Another desk works on ${data}. End it first, or name another folder with --data.`,
    );
  }
  const { pid, address } = facts;
  const since = new Date(facts.since).toLocaleString('zh-CN');
  return new StartRefusal(
    `数据文件夹 ${data} 正由另一个售后服务台使用：进程 ${pid}，${address ?? '正在启动'}，自 ${since} 起。` +
      `请直接打开它的页面，或先在它的终端按 Ctrl+C 结束它，或用 --data 指定另一个文件夹。`,
    `Process ${pid} (${address ?? 'starting'}, since ${since}) works on ${data}. ` +
      'Open its page, end it first with Ctrl+C, or name another folder with --data.',
  );
}
