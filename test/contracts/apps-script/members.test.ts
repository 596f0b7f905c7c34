import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import {
  addonDeclarations,
  NAMESPACES,
  surfaceFile,
} from '../../../local/google/apps-script/declarations.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** Compiles these files, besides those that `include` names, and gives what the compiler says. */
async function compile(
  files: Record<string, string>,
  options: { include?: string[]; types?: string[] },
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'addon-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const config = {
    extends: join(ROOT, 'sheets-addon', 'tsconfig.json'),
    // Only members matter here; `npm run check` looks at the rest.
    compilerOptions: {
      noUnusedLocals: false,
      noUnusedParameters: false,
      types: options.types ?? [],
      typeRoots: [join(ROOT, 'node_modules', '@types')],
    },
    include: [join(folder, '*.ts'), ...(options.include ?? [])],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  return new Promise(resolve => {
    execFile(process.execPath, [TSC, '-p', folder, '--pretty', 'false'], (_, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
}

test('the add-on uses only what the local runtime serves', async () => {
  const output = await compile(
    { 'globals.d.ts': addonDeclarations() },
    { include: [join(ROOT, 'sheets-addon', 'src')] },
  );
  expect(output).toBe('');
}, 60_000);

test('an add-on that uses a member or a service that is not served does not compile, and the compiler names it', async () => {
  const addon = `
    export function go(range: GoogleAppsScript.Spreadsheet.Range, event: GoogleAppsScript.Events.SheetsOnEdit): void {
      range.getValues();
      range.getSheet().getRange(event.range.getA1Notation()).activate();
      range.getSheet().autoResizeColumns(1, 2);
      SpreadsheetApp.getActiveSpreadsheet().rename('x');
      MailApp.sendEmail('a', 'b', 'c');
    }`;
  const output = await compile({ 'globals.d.ts': addonDeclarations(), 'addon.ts': addon }, {});
  const errors = output
    .trim()
    .split('\n')
    .map(line => line.replace(/^.*error /, ''));
  expect(errors).toEqual([
    "TS2339: Property 'autoResizeColumns' does not exist on type 'Sheet'.",
    "TS2339: Property 'rename' does not exist on type 'Spreadsheet'.",
    "TS2304: Cannot find name 'MailApp'.",
  ]);
}, 60_000);

/** One assignment for each served type: Google's has to fit wherever ours is expected. */
function conformance(): string {
  const checks = Object.entries(NAMESPACES).flatMap(([namespace, file]) => {
    const types = readFileSync(surfaceFile(file), 'utf8').matchAll(/^export (?:interface|type) (\w+)/gm);
    return [...types].map(
      ([, type]) =>
        `export const ${namespace}_${type} = (google: GoogleAppsScript.${namespace}.${type}): Served${namespace}.${type} => google;`,
    );
  });
  const imports = Object.entries(NAMESPACES).map(
    ([namespace, file]) => `import type * as Served${namespace} from '${surfaceFile(file)}';`,
  );
  return [...imports, ...checks].join('\n');
}

test("what is served has Google's names and signatures", async () => {
  const text = conformance();
  expect(text.match(/=>/g)?.length).toBeGreaterThan(40);
  expect(await compile({ 'conformance.ts': text }, { types: ['google-apps-script'] })).toBe('');
}, 60_000);
