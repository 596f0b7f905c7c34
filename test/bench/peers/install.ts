// Puts a peer into a folder of its own, outside this project: what it brings is none of our dependencies. Each version
// is installed once, through npm, and found again by the next bench.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export interface Package {
  name: string;
  version: string;
  /** Other packages that it needs beside it, by exact version. */
  beside: Readonly<Record<string, string>>;
  /** What is taken in place of packages that it names. */
  overrides: Readonly<Record<string, string>>;
  /** Packages that have to be built here. */
  built: readonly string[];
  /** Packages that do nothing here, by the version that they stand for. */
  stubs: Readonly<Record<string, string>>;
}

const HEAP_MB = 4_096;
/** Characters of what npm said that a failure is told with. */
const QUOTED = 1_500;
/** Written when all is there: an installation that was broken off is begun anew. */
const DONE = 'installed.json';

/** The folder of a package, installed now if it was not before. @throws Error that says which step failed, and how */
export function installed(peer: Package): string {
  const folder = join(cacheFolder(), `${peer.name}-${peer.version}`);
  if (existsSync(join(folder, DONE))) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, version] of Object.entries(peer.stubs)) stub(join(folder, 'stubs', name), name, version);
  const stubs = Object.keys(peer.stubs).map(name => [name, `file:./stubs/${name}`] as const);
  write(join(folder, 'package.json'), {
    private: true,
    dependencies: { [peer.name]: peer.version, ...peer.beside, ...Object.fromEntries(stubs) },
    overrides: { ...peer.overrides, ...Object.fromEntries(stubs.map(([name]) => [name, `$${name}`])) },
  });
  npm(folder, ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund']);
  for (const name of peer.built) npm(folder, ['rebuild', name]);
  write(join(folder, DONE), peer);
  return folder;
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'sheetdesk-bench');
}

/** A package that can be loaded and holds nothing. */
function stub(folder: string, name: string, version: string): void {
  mkdirSync(folder, { recursive: true });
  write(join(folder, 'package.json'), { name, version, main: 'index.js' });
  writeFileSync(join(folder, 'index.js'), 'module.exports = {};\n');
}

const write = (file: string, content: object) => writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);

function npm(folder: string, args: readonly string[]): void {
  // By the Node that runs the peer: npm takes older packages for an older one.
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const ran = spawnSync('npm', args, {
    cwd: folder,
    env: { ...process.env, PATH: path, NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (ran.error) throw ran.error;
  if (ran.status === 0) return;
  throw new Error(
    `npm ${args.join(' ')} ended (${ran.status}): ${`${ran.stdout}${ran.stderr}`.slice(-QUOTED)}`,
  );
}
