// What a deployment needs of this machine: its terminal, its programs, its files, and the account of who sits at it.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GoogleAuth } from 'google-auth-library';
import { writeAddon } from '../../sheets-addon/bundle.ts';
import { ROOT } from '../build-functions.ts';
import { GoogleApi } from './google-api.ts';
import type { DeployInput } from './input.ts';
import { originsOf } from './origins.ts';
import { type DeployContext, DeployError } from './step.ts';

type Environment = Record<string, string | undefined>;

const CLOUD = 'https://www.googleapis.com/auth/cloud-platform';

/** The context of a real deployment. `speed` divides what is waited for: a stub needs no time. */
export function terminalContext(input: DeployInput, environment: Environment): DeployContext {
  const speed = Number(environment.DEPLOY_SPEED ?? 1);
  const wait = (ms: number) => sleep(ms / speed);
  const projectId = input.projectId;
  return {
    input,
    google: new GoogleApi({
      origins: originsOf(environment),
      projectId,
      token: tokens(environment),
      fetch,
      wait,
    }),
    say,
    wait,
    renewed: new Set(),
    run: async (command, args, cwd) => void (await start(command, args, cwd, 'inherit')),
    output: (command, args, cwd) => start(command, args, cwd, 'pipe'),
    write: (path, text) => writeFileSync(join(ROOT, path), text),
    secret: () => randomBytes(48).toString('base64'),
    buildAddon: buildAndMark,
  };
}

/** Builds the add-on; the mark is another one as soon as a character of it is. */
async function buildAndMark(outDir: string, serviceUrl: string): Promise<string> {
  const folder = join(ROOT, outDir);
  await writeAddon(folder, { serviceUrl });
  const hash = createHash('sha256');
  for (const name of ['Code.js', 'appsscript.json']) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 10);
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says why it ends, and that it failed. */
export function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}

/** A token as gcloud takes it from the environment, else of whoever is logged in. */
function tokens(environment: Environment): () => Promise<string> {
  const given = environment.CLOUDSDK_AUTH_ACCESS_TOKEN;
  if (given !== undefined) return async () => given;
  const auth = new GoogleAuth({ scopes: [CLOUD] });
  return async () => {
    try {
      const token = await auth.getAccessToken();
      if (typeof token === 'string') return token;
    } catch (cause) {
      throw new DeployError('Nobody is logged in. Run: gcloud auth application-default login', { cause });
    }
    throw new DeployError('Google gave no token. Run: gcloud auth application-default login');
  };
}

/** Runs a program to its end and answers what it wrote, where that is not for the terminal. */
async function start(command: string, args: string[], cwd: string, out: 'inherit' | 'pipe'): Promise<string> {
  const shell = process.platform === 'win32';
  const child = spawn(command, args, { cwd: join(ROOT, cwd), stdio: ['inherit', out, 'inherit'], shell });
  let written = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    written += part;
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', cause =>
      reject(new DeployError(`${command} could not be started. Is npm installed?`, { cause })),
    );
    child.once('close', (status, signal) => resolve(status ?? signal));
  });
  if (code !== 0)
    throw new DeployError(
      `${command} ${args.join(' ')} ended with ${String(code)}.${written && ` ${written}`}`,
    );
  return written;
}
