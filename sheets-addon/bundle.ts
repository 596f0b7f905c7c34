/// <reference types="node" />
// Makes the add-on what Apps Script takes: one script with top-level functions, and its manifest.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { TEXTS } from './src/texts.ts';
import { cardEntry } from './src/ui/card-entry.ts';

export interface AddonOptions {
  /** Where the functions are, for instance `https://api-abc.a.run.app`. */
  serviceUrl: string;
  /** What the script may call; the service alone unless given. */
  urlFetchPrefixes?: string[];
}

/** appsscript.json. https://developers.google.com/apps-script/manifest */
export interface AddonManifest {
  timeZone: string;
  runtimeVersion: 'V8';
  exceptionLogging: 'STACKDRIVER';
  oauthScopes: string[];
  urlFetchWhitelist: string[];
}

export interface AddonBundle {
  /** By which the editor's menus and the marketplace show it. */
  name: string;
  code: string;
  manifest: AddonManifest;
}

/** The least that the add-on can work with; each has its reason. */
const SCOPES: Record<string, string> = {
  'https://www.googleapis.com/auth/spreadsheets.currentonly': 'this spreadsheet and no other',
  'https://www.googleapis.com/auth/script.external_request': 'the service',
  'https://www.googleapis.com/auth/script.container.ui': 'menu and dialogs',
  'https://www.googleapis.com/auth/script.scriptapp': 'the edit, change, open and hourly triggers',
  openid: 'the identity token',
  'https://www.googleapis.com/auth/userinfo.email': 'the mail address in the identity token',
};

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const ENTRY = join(FOLDER, 'src', 'entry', 'index.ts');
const GLOBAL = '__app';
/** Pages of the script's own, by the name that stands for what each runs in the browser. */
const PAGES = {
  BULK_PAGE_SCRIPT: join(FOLDER, 'page', 'bulk', 'main.ts'),
  CALL_PAGE_SCRIPT: join(FOLDER, 'page', 'call', 'main.ts'),
  CUSTOMER_PAGE_SCRIPT: join(FOLDER, 'page', 'customer', 'main.ts'),
  EXPORT_PAGE_SCRIPT: join(FOLDER, 'page', 'export', 'main.ts'),
  IMPORT_PAGE_SCRIPT: join(FOLDER, 'page', 'import', 'main.ts'),
  SIDEBAR_SCRIPT: join(FOLDER, 'page', 'sidebar', 'main.ts'),
};

/** Apps Script compares whole prefixes, so a path has to end before the service's own begin. */
const asPrefix = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

/** Stands in the bundled script for the address of a service. */
const ADDRESS = 'ADDRESS_OF_THE_SERVICE';

let bundled: Promise<string> | undefined;

/** The script for a service that is not named yet: a process bundles it once. */
function bundleOnce(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

/** The names that the entry exports; the bundler reports them for ES modules only. */
async function exportsOfEntry(): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [ENTRY],
    absWorkingDir: FOLDER,
    write: false,
    outdir: '.',
    format: 'esm',
    metafile: true,
  });
  return Object.values(metafile.outputs).flatMap(output => output.exports);
}

/** What a page runs in the browser, as one script. */
async function pageScript(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: FOLDER,
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2019',
    charset: 'utf8',
  });
  const [script] = outputFiles;
  if (!script) throw new Error('esbuild gave no script');
  // It stands between tags, where this would end it.
  return script.text.replaceAll('</script', '<\\/script');
}

async function bundle(): Promise<string> {
  const names = await exportsOfEntry();
  const stubs = [
    ...names.map(name => `function ${name}() { return ${GLOBAL}.${name}.apply(this, arguments); }`),
    ...Object.keys(TEXTS.cards).map(
      card => `function ${cardEntry(card)}() { ${GLOBAL}.showCard(${JSON.stringify(card)}); }`,
    ),
  ];
  const pages = await Promise.all(
    Object.entries(PAGES).map(
      async ([name, entry]) => [name, JSON.stringify(await pageScript(entry))] as const,
    ),
  );
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    absWorkingDir: FOLDER,
    bundle: true,
    write: false,
    format: 'iife',
    globalName: GLOBAL,
    target: 'es2019',
    charset: 'utf8',
    define: {
      SERVICE_URL: JSON.stringify(ADDRESS),
      ...Object.fromEntries(pages),
    },
    footer: { js: stubs.join('\n') },
  });
  const [script] = outputFiles;
  if (!script) throw new Error('esbuild gave no script');
  return script.text;
}

/** Bundles the add-on for one service. Throws when the address is not an http(s) URL. */
export async function bundleAddon(options: AddonOptions): Promise<AddonBundle> {
  const { protocol, href } = new URL(options.serviceUrl);
  if (!/^https?:$/.test(protocol)) throw new Error(`Not an address of a service: ${href}`);
  const serviceUrl = href.replace(/\/+$/, '');
  return {
    name: TEXTS.title,
    // An address has no character that means anything in a literal.
    code: (await bundleOnce()).replaceAll(ADDRESS, () => serviceUrl),
    manifest: {
      timeZone: 'Etc/UTC',
      runtimeVersion: 'V8',
      exceptionLogging: 'STACKDRIVER',
      oauthScopes: Object.keys(SCOPES),
      urlFetchWhitelist: (options.urlFetchPrefixes ?? [serviceUrl]).map(asPrefix),
    },
  };
}

/** Writes the bundle as `clasp push` takes it: Code.js and appsscript.json in `outDir`. */
export async function writeAddon(outDir: string, options: AddonOptions): Promise<void> {
  const { code, manifest } = await bundleAddon(options);
  await mkdir(outDir, { recursive: true });
  await writeFile(join(outDir, 'Code.js'), code);
  await writeFile(join(outDir, 'appsscript.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
