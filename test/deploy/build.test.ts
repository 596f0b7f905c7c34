import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ENDPOINTS } from '../../functions/src/deploy/endpoints.ts';
import { lockOf, packageOf } from '../../functions/src/deploy/package.ts';
import { buildFunctions } from '../../scripts/build-functions.ts';

const packageShape = z.looseObject({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
});
const lockShape = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      dev: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe('the package of the functions', () => {
  const root = packageShape.parse(readJson('package.json'));
  const made = packageShape.parse(packageOf(root));
  const lock = lockShape.parse(lockOf(root, lockShape.parse(readJson('package-lock.json'))));

  it('lists the framework in one version, or Google would add an older one, and nothing that is bundled', () => {
    const name = '@google-cloud/functions-framework';
    expect(made.dependencies).toEqual({ [name]: root.dependencies[name] });
    expect(made.dependencies[name]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('is a module for Node 24 and runs nothing when it is installed', () => {
    expect(made).toMatchObject({
      type: 'module',
      engines: { node: '24' },
      main: 'index.js',
      private: true,
    });
    expect(made).not.toHaveProperty('scripts');
    expect(made).not.toHaveProperty('devDependencies');
  });

  it('is locked to what is installed here, without what it does not need', () => {
    const { '': own, ...installed } = lock.packages;
    expect(own?.dependencies).toEqual(made.dependencies);
    for (const [name, version] of Object.entries(made.dependencies)) {
      expect(installed[`node_modules/${name}`]?.version).toBe(version);
    }
    for (const name of ['vitest', 'googleapis', '@google-cloud/firestore']) {
      expect(installed).not.toHaveProperty([`node_modules/${name}`]);
    }
  });

  it('locks every package that a locked one needs', () => {
    const { '': _, ...installed } = lock.packages;
    for (const [place, { dependencies }] of Object.entries(installed)) {
      for (const name of Object.keys(dependencies ?? {})) expect(found(place, name, installed)).toBe(true);
    }
  });
});

/** Whether Node, from a package at `place`, comes upon another one on its way up. */
function found(place: string, name: string, installed: Record<string, unknown>): boolean {
  for (let folder = place; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (`${folder}${folder ? '/' : ''}node_modules/${name}` in installed) return true;
    if (folder === '') return false;
  }
}

describe('the built functions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'built-'));
  beforeAll(() => buildFunctions(folder, 'asia-east2'), 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are a package, its lock, a manifest for the region, and one file with all that they import', () => {
    expect(packageShape.parse(readJson(join(folder, 'package.json')))).toHaveProperty('main', 'index.js');
    expect(readJson(join(folder, 'package-lock.json'))).toHaveProperty('lockfileVersion', 3);
    expect(readJson(join(folder, 'functions.yaml'))).toHaveProperty('endpoints.api.region', ['asia-east2']);
    expect(readdirSync(folder).toSorted()).toEqual([
      'functions.yaml',
      'index.js',
      'package-lock.json',
      'package.json',
    ]);
  });

  it('export a handler under the name of each endpoint', () => {
    const index = pathToFileURL(resolve(folder, 'index.js')).href;
    const script = `const all = await import(${JSON.stringify(index)});
      console.log(JSON.stringify(Object.keys(all).filter(name => typeof all[name] === 'function')));`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(z.array(z.string()).parse(JSON.parse(run.stdout))).toEqual(
      expect.arrayContaining(ENDPOINTS.map(({ name }) => name)),
    );
  });
});
