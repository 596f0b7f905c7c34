// Google's own Firestore emulator as a process. Knows neither cases nor clients.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';

export interface RunningServer {
  /** `host:port` */
  address: string;
  close(): Promise<void>;
}

/** Resolves with the first line that a process prints and `matches`. */
export function lineOf(child: ChildProcess, matches: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const look = (chunk: Buffer): void => {
      printed += chunk.toString();
      const line = printed.split('\n').find(text => matches.test(text));
      if (line !== undefined) resolve(line);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('error', reject);
    child.once('close', code => reject(new Error(`The server ended with ${code}: ${printed}`)));
  });
}

/** The jar that FIRESTORE_EMULATOR_JAR names, or that of the gcloud SDK. */
export function findEmulatorJar(): string | undefined {
  const inSdk = ['platform', 'cloud-firestore-emulator', 'cloud-firestore-emulator.jar'];
  const path = (process.env['PATH'] ?? '').split(delimiter).map(folder => join(folder, 'gcloud'));
  const gcloud = path.find(existsSync);
  const sdks = [...(gcloud ? [dirname(dirname(realpathSync(gcloud)))] : []), '/usr/lib/google-cloud-sdk'];
  const named = process.env['FIRESTORE_EMULATOR_JAR'];
  return [...(named ? [named] : []), ...sdks.map(sdk => join(sdk, ...inSdk))].find(existsSync);
}

/** It lives for a minute: what it would compile thoroughly, and collect beside its work, costs more than it saves. */
const QUICK = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** How often somebody else may be given the port that was found free, before the emulator listens at it. */
const MAX_LOST = 3;

/** Starts Google's emulator on a free port. @param portOf finds one */
export async function startEmulator(jar: string, portOf = freePort): Promise<RunningServer> {
  for (let lost = 0; ; lost += 1) {
    try {
      return await startAt(await portOf(), jar);
    } catch (cause) {
      if (lost === MAX_LOST || !String(cause).includes('BindException')) throw cause;
    }
  }
}

async function startAt(port: number, jar: string): Promise<RunningServer> {
  const main = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';
  const child = spawn('java', [...QUICK, '-cp', jar, main, '--host=127.0.0.1', `--port=${port}`]);
  await lineOf(child, /Dev App Server is now running/);
  return {
    address: `127.0.0.1:${port}`,
    close: async () => {
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The emulator takes no port 0. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });
}
