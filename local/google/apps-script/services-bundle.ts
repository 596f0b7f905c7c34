// What a worker thread runs, as text. The services are evaluated in each fresh context, so that all they make belongs
// to the script's own realm; the worker is plain JavaScript, so that no thread has to load what takes types away.
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

export interface Bundles {
  /** An expression whose value is `{ execute, listFunctions }` of services/context.ts. */
  services: string;
  /** worker.ts. */
  worker: string;
}

let bundled: Promise<Bundles> | undefined;

/** Built once per process. */
export function bundleServices(): Promise<Bundles> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<Bundles> {
  const [services, worker] = await Promise.all([
    // A context has the language only: what would need more does not bundle.
    textOf(new URL('./services/context.ts', import.meta.url), {
      format: 'iife',
      globalName: 'services',
      platform: 'neutral',
    }),
    textOf(new URL('./worker.ts', import.meta.url), { format: 'cjs', platform: 'node' }),
  ]);
  return { services: `(() => { ${services}\nreturn services; })()`, worker };
}

async function textOf(entry: URL, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    target: 'es2024',
    charset: 'utf8',
  });
  return outputFiles[0]?.text ?? '';
}
