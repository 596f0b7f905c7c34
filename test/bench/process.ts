// Processes that the bench starts, each in a group of its own; none of them outlives the bench.

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** How long a group may take to end before it is killed. */
const END_MS = 10_000;

export interface Running {
  /** The line by which it said that it is ready. */
  line: string;
  /** The group of it and of all that it has started. */
  group: number;
  end: () => Promise<void>;
}

/** Characters of its output that a process is quoted with when it fails. */
const MAX_SAID = 20_000;

const groups = new Set<number>();

/**
 * Starts a program and waits until it prints a line that `ready` matches.
 * @throws when it ends before, with what it said
 */
export async function startProcess(
  command: string,
  args: readonly string[],
  ready: RegExp,
  env: Record<string, string> = {},
): Promise<Running> {
  const child = spawn(command, args, {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, METADATA_SERVER_DETECTION: 'none', ...env },
  });
  if (child.pid !== undefined) groups.add(child.pid);
  try {
    return { line: await readyLine(child, ready), group: child.pid ?? 0, end: () => end(child) };
  } catch (error) {
    await end(child);
    throw error;
  }
}

/** Starts a file of this project with the Node that runs the bench. */
export function startNode(
  file: string,
  args: readonly string[],
  ready: RegExp,
  env: Record<string, string> = {},
): Promise<Running> {
  return startProcess(process.execPath, [join(ROOT, file), ...args], ready, env);
}

/** Kills whatever still runs, at once: for a bench that is interrupted. */
export function killAll(): void {
  for (const pid of groups) signalGroup(pid, 'SIGKILL');
}

function readyLine(child: ChildProcess, ready: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const keep = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-MAX_SAID);
    };
    let printed = '';
    const look = (chunk: Buffer) => {
      keep(chunk);
      const lines = (printed + chunk.toString()).split('\n');
      printed = lines.pop() ?? '';
      const line = lines.find(each => ready.test(each));
      if (line !== undefined) resolve(line);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', keep);
    child.once('error', reject);
    child.once('close', code => reject(new Error(`${child.spawnargs.join(' ')} ended (${code}): ${said}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  // Its pipes close when the last of the group is gone.
  const closed = child.stdout?.destroyed
    ? Promise.resolve()
    : new Promise<void>(resolve => child.once('close', () => resolve()));
  signalGroup(pid, 'SIGTERM');
  const late = setTimeout(() => signalGroup(pid, 'SIGKILL'), END_MS);
  await closed;
  clearTimeout(late);
  groups.delete(pid);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!gone) throw error;
  }
}
