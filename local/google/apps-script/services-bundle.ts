// The services as one text that each fresh context evaluates, so that all they make belongs to the script's own realm.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { usingEsbuild } from './esbuild.ts';

let bundled: Promise<string> | undefined;

/** An expression whose value is `{ execute, listFunctions }` of services/context.ts; built once per process. */
export function bundleServices(): Promise<string> {
  bundled ??= usingEsbuild(bundle);
  return bundled;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./services/context.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'services',
    // A context has the language only: what would need more does not bundle.
    platform: 'neutral',
    target: 'es2024',
    charset: 'utf8',
  });
  return `(() => { ${outputFiles[0]?.text ?? ''}\nreturn services; })()`;
}
