// Bundles the browser side of the page. Knows nothing of the server that serves it.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { build } from 'esbuild';
import { COMPRESSED } from './assets.ts';
import { ENCODINGS, type Encoding } from './http.ts';
import { LIGHTER } from './lighter.ts';
import { withLock } from './lock.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

/** Everything whose change makes another bundle; sources outside these folders are not imported by the page. */
const INPUTS = ['local/page', 'local/workbook', 'package-lock.json'] as const;

const MARK = '.inputs';

/**
 * Builds the page into a folder, which then holds index.html, scripts and styles, each with its compressed copies.
 * Costs a few milliseconds when neither sources nor lockfile changed since the folder was filled.
 */
export async function buildPage(outDir: string): Promise<void> {
  const inputs = await hashInputs();
  await withLock(`${outDir}.owner`, () => buildUnlessBuilt(outDir, inputs));
}

async function buildUnlessBuilt(outDir: string, inputs: string): Promise<void> {
  if ((await readFile(join(outDir, MARK), 'utf8').catch(() => '')) === inputs) return;
  // Built beside it and then put in its place: another process may be serving the folder.
  const fresh = await mkdtemp(`${outDir}-`);
  await build({
    entryPoints: {
      main: join(here, 'web', 'main.ts'),
      page: join(here, 'web', 'page.css'),
      print: join(here, 'web', 'print.ts'),
      'print-style': join(here, 'web', 'print.css'),
    },
    outdir: fresh,
    bundle: true,
    // Without splitting, five megabytes of hyphenation tables end up in the first script.
    splitting: true,
    format: 'esm',
    target: 'es2023',
    minify: true,
    sourcemap: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'file', '.woff': 'file', '.woff2': 'file', '.svg': 'file' },
    logLevel: 'warning',
    plugins: LIGHTER,
  });
  for (const document of ['index.html', 'print.html'])
    await cp(join(here, 'web', document), join(fresh, document));
  await compressAll(fresh);
  await writeFile(join(fresh, MARK), inputs);
  await rm(outDir, { recursive: true, force: true });
  await rename(fresh, outDir);
}

/** A sixth smaller than gzip; the steps above it take many times as long for little more. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 } };

const COMPRESSORS = {
  br: () => createBrotliCompress(BROTLI),
  gzip: () => createGzip({ level: constants.Z_BEST_COMPRESSION }),
} as const satisfies Record<Encoding, unknown>;

/** Puts compressed copies beside each file that a browser loads, so that nobody has to compress it again. */
async function compressAll(folder: string): Promise<void> {
  const loaded = (await readdir(folder)).filter(name => /\.(?:js|css|html)$/.test(name));
  for (const name of loaded)
    for (const encoding of ENCODINGS)
      await pipeline(
        createReadStream(join(folder, name)),
        COMPRESSORS[encoding](),
        createWriteStream(join(folder, name + COMPRESSED[encoding])),
      );
}

async function hashInputs(): Promise<string> {
  const hash = createHash('sha256');
  for (const input of INPUTS) {
    for (const file of await filesUnder(input)) {
      hash.update(file);
      hash.update(await readFile(join(root, file)));
    }
  }
  return hash.digest('hex');
}

async function filesUnder(path: string): Promise<string[]> {
  if (path.endsWith('.json')) return [path];
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
