// Compiles the functions into a folder that can be deployed as it stands.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { manifestOf, manifestText } from '../functions/src/deploy/manifest.ts';
import { lockOf, packageOf } from '../functions/src/deploy/package.ts';
import { DEFAULT_REGION } from '../functions/src/deploy/place.ts';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const packageShape = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
});
const lockShape = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })),
});

/**
 * Writes compiled code, package.json, its lock and functions.yaml to `outDir` (from the project's root), which is emptied
 * before. Throws when the code does not compile. `region` is where the functions are to run.
 */
export function buildFunctions(outDir = 'dist/functions', region = DEFAULT_REGION): void {
  const target = resolve(ROOT, outDir);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(ROOT, 'functions', 'tsconfig.build.json');
  const compiled = spawnSync(process.execPath, [compiler, '-p', project, '--outDir', join(target, 'src')], {
    encoding: 'utf8',
  });
  if (compiled.error) throw compiled.error;
  if (compiled.status !== 0)
    throw new Error(`The functions do not compile.\n${compiled.stdout}${compiled.stderr}`);

  const root = packageShape.parse(readJson('package.json'));
  const lock = lockShape.parse(readJson('package-lock.json'));
  writeJson(join(target, 'package.json'), packageOf(root));
  writeJson(join(target, 'package-lock.json'), lockOf(root, lock));
  writeFileSync(join(target, 'functions.yaml'), manifestText(manifestOf(region)));
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
