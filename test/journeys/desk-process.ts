// The whole desk in processes of its own, as `npm start` runs it. Knows how it starts and ends, and nothing of what it does.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Endpoints } from '../../local/desk.ts';
import { DeskDoors } from './desk-doors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STARTED = '已启动';
/** Characters of the desk's output that are kept, to be shown when it fails. */
const KEPT_OUTPUT = 8_000;

export class DeskProcess {
  /** Folder that keeps everything between runs. */
  readonly data: string;
  #child: ChildProcess | undefined;
  #closed: Promise<void> = Promise.resolve();
  #output = '';
  #doors: DeskDoors | undefined;

  private constructor(data: string) {
    this.data = data;
  }

  /** Starts a new desk in a folder of its own. */
  static async start(): Promise<DeskProcess> {
    const desk = new DeskProcess(await mkdtemp(join(tmpdir(), 'sheetdesk-journey-')));
    process.once('exit', desk.#killGroup);
    try {
      await desk.restart();
    } catch (cause) {
      await desk.dispose();
      throw cause;
    }
    return desk;
  }

  /** The doors of the run that stands now. */
  get doors(): DeskDoors {
    if (!this.#doors) throw new Error('The desk does not run');
    return this.#doors;
  }

  /** The last that its processes have written. */
  get output(): string {
    return this.#output;
  }

  /** Starts the desk on what the run before left. @throws with its output when it ends instead. */
  async restart(): Promise<void> {
    // What an earlier run wrote must not pass for this one's.
    await rm(join(this.data, 'endpoints.json'), { force: true });
    const child = spawn(process.execPath, ['local/start.ts', '--port', '0', '--data', this.data], {
      cwd: ROOT,
      // A process group of its own, so that a kill takes all of it at one moment.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#output = '';
    // Not `exit`: the functions hold the same pipes, so this comes when both processes are gone.
    this.#closed = new Promise(resolve => child.once('close', () => resolve()));
    await this.#started(child);
    const endpoints = JSON.parse(await readFile(join(this.data, 'endpoints.json'), 'utf8')) as Endpoints;
    this.#doors = new DeskDoors(endpoints, this.data);
  }

  /** Ends the desk as Ctrl+C does, and answers its exit code. */
  async stop(): Promise<number | null> {
    this.#child?.kill('SIGTERM');
    return this.#gone();
  }

  /** Kills all of its processes at this very moment; nothing of it gets to act. */
  async kill(): Promise<void> {
    this.#killGroup();
    await this.#gone();
  }

  /** Ends it for good and removes its folder. */
  async dispose(): Promise<void> {
    process.off('exit', this.#killGroup);
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  readonly #killGroup = (): void => {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH')) throw cause;
    }
  };

  async #gone(): Promise<number | null> {
    await this.#closed;
    await this.#doors?.close();
    this.#doors = undefined;
    const code = this.#child?.exitCode ?? null;
    this.#child = undefined;
    return code;
  }

  #started(child: ChildProcess): Promise<void> {
    return new Promise((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        this.#output = (this.#output + chunk.toString()).slice(-KEPT_OUTPUT);
        if (this.#output.includes(STARTED)) resolve();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('error', reject);
      child.once('close', code => reject(new Error(`The desk ended with ${code}:\n${this.#output}`)));
    });
  }
}
