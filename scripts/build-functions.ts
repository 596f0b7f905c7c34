// Bundles the functions into a folder that can be deployed as it stands.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import * as z from 'zod';
import { manifestOf, manifestText } from '../functions/src/deploy/manifest.ts';
import { INSTALLED, lockOf, MAIN, NODE, packageOf } from '../functions/src/deploy/package.ts';
import { DEFAULT_REGION } from '../functions/src/deploy/place.ts';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const packageShape = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
});
const names = z.record(z.string(), z.string()).optional();
const locked = z.looseObject({ dependencies: names, optionalDependencies: names, peerDependencies: names });
const lockShape = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), locked),
});

/** In CommonJS there are these; some packages count on them, and a module has none. */
const COMMON_JS = [
  "import { createRequire as createRequireOfModule } from 'node:module'",
  "import { fileURLToPath as pathOfUrl } from 'node:url'",
  'const require = createRequireOfModule(import.meta.url)',
  'const __filename = pathOfUrl(import.meta.url)',
  "const __dirname = pathOfUrl(new URL('.', import.meta.url))",
].join(';\n');

/** Characters after which a line of the bundle ends where it may. */
const LINE_LIMIT = 200;

/** The client of Cloud Tasks reads JSON from its folder as it is loaded: here it is bundled instead. */
const tasksJson: Plugin = {
  name: 'json of cloud tasks',
  setup(bundle) {
    bundle.onLoad({ filter: /@google-cloud[\\/]tasks[\\/].*[\\/]cloud_tasks_client\.js$/ }, ({ path }) => {
      const read = /getJSON\(path\.join\(dirname,([^)]*)\)\)/g;
      const contents = readFileSync(path, 'utf8').replace(read, (_, parts: string) => {
        const names = [...parts.matchAll(/'([^']*)'/g)].flatMap(([, name]) => name ?? []);
        return `require(${JSON.stringify(join(dirname(path), ...names))})`;
      });
      return { contents, loader: 'js' };
    });
  },
};

/**
 * Writes one file with all functions, package.json, its lock and functions.yaml to `outDir` (from the project's root),
 * which is emptied before. Throws when the code cannot be bundled. `region` is where the functions are to run.
 */
export async function buildFunctions(outDir = 'dist/functions', region = DEFAULT_REGION): Promise<void> {
  const target = resolve(ROOT, outDir);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await bundleFunction(join(ROOT, 'functions', 'src', 'index.ts'), target);
  const root = packageShape.parse(readJson('package.json'));
  const lock = lockShape.parse(readJson('package-lock.json'));
  writeJson(join(target, 'package.json'), packageOf(root));
  writeJson(join(target, 'package-lock.json'), lockOf(root, lock));
  writeFileSync(join(target, 'functions.yaml'), manifestText(manifestOf(region)));
}

/** Bundles a file with all that it imports, but for what is installed, into the one that the framework loads. */
export async function bundleFunction(entry: string, target: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile: join(target, MAIN),
    bundle: true,
    platform: 'node',
    target: `node${NODE}`,
    format: 'esm',
    charset: 'utf8',
    // A smaller file is read and compiled sooner; names and lines stay, for what is logged of an error.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: LINE_LIMIT,
    banner: { js: COMMON_JS },
    plugins: [tasksJson],
    external: [...INSTALLED],
    logLevel: 'silent',
  });
}

/** What this version of the project is called. */
export function releaseOf(): string {
  const { name, version } = packageShape.parse(readJson('package.json'));
  return `${name} ${version}`;
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
