// DESIGN.md's import table and the like, executed over every source file of the project.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importsOf, mask } from './architecture/imports.ts';
import { LAYERS } from './architecture/layers.ts';
import { layerOf, violationsOf } from './architecture/violations.ts';

/** Paths of all sources, from the project's root, with `/` between. */
function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesOf(path);
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}

const SOURCES = ['functions', 'sheets-addon', 'local', 'scripts', 'test'].flatMap(sourcesOf);

describe('the sources', () => {
  it.each(LAYERS.map(layer => [layer.at, layer.why, layer] as const))('%s: %s', (_, __, layer) => {
    const files = SOURCES.filter(path => layerOf(path) === layer);
    expect(files.flatMap(path => violationsOf(path, readFileSync(path, 'utf8')))).toEqual([]);
  });

  it('all belong to a layer', () => {
    expect(SOURCES.filter(path => !layerOf(path))).toEqual([]);
    expect(SOURCES.length).toBeGreaterThan(100);
  });
});

describe('the reading of a source', () => {
  const read = SOURCES.map(path => ({ path, source: readFileSync(path, 'utf8') }));

  it('misses none of the imports that stand at the start of a line', () => {
    const atLineStart = /^(?:(?:import|export) [^'"=;(]*?from |import )'[^']+';$/gm;
    const missing = read.filter(
      ({ source }) => importsOf(source).length < [...source.matchAll(atLineStart)].length,
    );
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  it('keeps the lines', () => {
    const linesOf = (text: string) => text.split('\n').length;
    const shifted = read.filter(({ source }) => linesOf(mask(source).code) !== linesOf(source));
    expect(shifted.map(({ path }) => path)).toEqual([]);
  });
});

describe('the rules find', () => {
  it.each([
    ['functions/src/core/a.ts', `import { b } from '../ports.ts';`, 1],
    ['functions/src/core/a.ts', `\n\nimport { readFileSync } from 'node:fs';`, 3],
    ['functions/src/core/a.ts', `import fs from 'fs';`, 1],
    ['functions/src/core/a.ts', `import type { Row } from '../contract/contract.ts';`, 1],
    ['functions/src/core/a.ts', `export * from '../actions/b.ts';`, 1],
    ['functions/src/core/a.ts', `const b = await import('../adapters/b.ts');`, 1],
    ['functions/src/core/a.ts', `import {\n  b,\n  type C,\n} from 'chinese-days';`, 1],
    ['functions/src/contract/contract.ts', `import type { Row } from './row.ts';`, 1],
    ['functions/src/actions/a.ts', `import { Firestore } from '@google-cloud/firestore';`, 1],
    ['functions/src/actions/a.ts', `import { route } from '../http/router.ts';`, 1],
    ['functions/src/actions/a.ts', `import { outcome } from '../contract/contract.ts';`, 1],
    ['functions/src/adapters/a.ts', `import { act } from '../actions/b.ts';`, 1],
    ['functions/src/adapters/a.ts', `import 'jose';\nimport '@google-cloud/tasks';`, 1],
    ['functions/src/adapters/a.ts', `import { build } from 'esbuild';`, 1],
    ['functions/src/adapters/a.ts', `import { google } from 'googleapis';`, 1],
    ['functions/src/adapters/a.ts', `import { sheets } from 'googleapis/build/src/index.js';`, 1],
    ['functions/src/http/a.ts', `import { compose } from '../compose.ts';`, 1],
    ['functions/src/index.ts', `import { Firestore } from '@google-cloud/firestore';`, 1],
    ['functions/src/compose.ts', `import { api } from './index.ts';`, 1],
    ['functions/src/compose.ts', `import { Firestore } from '@google-cloud/firestore';`, 1],
    ['functions/src/compose.ts', `import { row } from '../../test/core/row.ts';`, 1],
    ['functions/src/index.ts', `import { clock } from '../../local/clock/clock.ts';`, 1],
    ['sheets-addon/src/a.ts', `import { outcome } from '../../functions/src/contract/contract.ts';`, 1],
    ['sheets-addon/src/a.ts', `import type { Table } from '../../functions/src/core/schema/table.ts';`, 1],
    ['sheets-addon/src/a.ts', `import * as z from 'zod/mini';`, 1],
    [
      'local/google/sheets/a.ts',
      `import type { Table } from '../../../functions/src/core/schema/table.ts';`,
      1,
    ],
    ['local/google/firestore/a.ts', `import { Workbook } from '../workbook/workbook.ts';`, 1],
    ['local/page/a.ts', `import { ScriptRuntime } from '../google/apps-script/runtime.ts';`, 1],
    ['local/start.ts', `import { submit } from '../functions/src/actions/submit.ts';`, 1],
    ['scripts/a.ts', `import { start } from '../local/start.ts';`, 1],
    ['functions/src/compose.ts', `const now = () => Date.now();`, 1],
    ['functions/src/actions/a.ts', `const name = 'x';\nconst text = \`at \${Date.now()}\`;`, 2],
    ['local/google/tasks/a.ts', `/* a\n b */ const now = new Date();`, 2],
    ['local/page/a.ts', `const at = new Date;`, 1],
    ['functions/src/http/a.ts', `const port = process.env.PORT;`, 1],
    ['functions/src/core/a.ts', 'x;\n'.repeat(301), 301],
    ['tools/a.ts', '', 1],
  ])('%s: %j', (path, source, line) => {
    const found = violationsOf(path, source);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${path}:${line} `));
  });
});

describe('the rules let pass', () => {
  it.each([
    ['functions/src/core/a.ts', `import * as z from 'zod';\nimport { b } from './tables/b.ts';`],
    [
      'functions/src/core/a.ts',
      `// import { b } from '../ports.ts';\nconst text = "import 'jose'; Date.now()";`,
    ],
    [
      'functions/src/core/a.ts',
      `const at = new Date(instant);\nconst slash = /\\/\\/ Date.now '/.test(text);`,
    ],
    ['functions/src/actions/a.ts', `import type { Row } from '../contract/contract.ts';`],
    ['functions/src/adapters/a.ts', `import { sheets } from 'googleapis/build/src/apis/sheets/v4.js';`],
    ['functions/src/http/a.ts', `import type { Row } from '../contract/contract.ts';`],
    ['functions/src/index.ts', `import { compose } from './compose.ts';\ncompose(process.env, Date.now);`],
    [
      'functions/src/adapters/a.ts',
      `import 'googleapis/build/src/apis/sheets/index.js';\nimport 'google-auth-library';`,
    ],
    ['sheets-addon/src/a.ts', `import type { Row } from '../../functions/src/contract/contract.ts';`],
    ['local/start.ts', `import { compose } from '../functions/src/compose.ts';`],
    ['local/page/a.ts', `import type { MenuView } from '../google/apps-script/views.ts';`],
    ['local/page/build.ts', `const define = { 'process.env.NODE_ENV': '"production"' };`],
    ['functions/src/core/a.ts', 'x;\n'.repeat(300)],
  ])('%s: %j', (path, source) => {
    expect(violationsOf(path, source)).toEqual([]);
  });
});
