// The table of layers and the like, executed over every source file of the project.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LONGEST_LINE, MAX_FILES } from './architecture/bounds.ts';
import { circlesOf, importGraph } from './architecture/circles.ts';
import { importsOf, mask } from './architecture/imports.ts';
import { LAYERS } from './architecture/layers.ts';
import { amiss, roomsNamed } from './architecture/rooms.ts';
import { layerOf, reaches, violationsOf } from './architecture/violations.ts';

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

  it('are no more in one folder than one can look through', () => {
    const folders = Map.groupBy(SOURCES, path => path.slice(0, path.lastIndexOf('/')));
    const crowded = [...folders].filter(([, files]) => files.length > MAX_FILES);
    expect(crowded.map(([folder, files]) => `${files.length} files in ${folder}`)).toEqual([]);
  });

  it('of the service export each name once, so that it means one thing', () => {
    const exported = SOURCES.filter(
      path => path.startsWith('functions/src/') && path !== 'functions/src/index.ts',
    )
      .flatMap(path => [
        ...readFileSync(path, 'utf8').matchAll(
          /^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm,
        ),
      ])
      .map(([, name = '']) => name);
    // The contract has problems as the add-on reads them.
    const twice = exported.filter((name, at) => exported.indexOf(name) < at && name !== 'Problem');
    expect(twice).toEqual([]);
  });

  it('import each other in no circle, types included', () => {
    expect(circlesOf(importGraph(SOURCES))).toEqual([]);
  });

  it('all belong to a layer', () => {
    expect(SOURCES.filter(path => !layerOf(path))).toEqual([]);
    expect(SOURCES.length).toBeGreaterThan(100);
  });
});

describe('the pages', () => {
  const folders = ['.', 'docs', 'local', 'sheets-addon'];
  const pages = folders.flatMap(folder =>
    readdirSync(folder)
      .filter(name => name.endsWith('.md'))
      .map(name => `${folder}/${name}`),
  );
  /** Files that a reader makes himself. */
  const HIS_OWN = ['functions/.env.PROJECT', 'test/core/decide/my-fact.test.ts'];

  it.each(pages)('%s names sources that are there', page => {
    const named = readFileSync(page, 'utf8').matchAll(
      /`((?:functions|sheets-addon|local|scripts|test|docs)\/[\w./-]+)`/g,
    );
    const missing = [...named].map(([, path = '']) => path).filter(path => !existsSync(path));
    expect(missing.filter(path => !HIS_OWN.includes(path))).toEqual([]);
  });

  // Tables, code and what a program has printed cannot be broken.
  it.each(pages)('%s is read without scrolling', page => {
    const prose = readFileSync(page, 'utf8').replace(/^```[^]*?^```/gm, '');
    const long = prose.split('\n').filter(line => line.length > LONGEST_LINE && !line.startsWith('|'));
    expect(long).toEqual([]);
  });
});

describe('the rooms in CONTRIBUTING.md', () => {
  const named = roomsNamed(readFileSync('CONTRIBUTING.md', 'utf8'));

  it('are those of the four folders that have some', () => {
    const folders = ['functions/src/core/', 'functions/src/actions/', 'sheets-addon/src/', 'local/'];
    expect(named.map(({ at }) => at)).toEqual(folders);
  });

  it.each(named)('$at: all are named, each after those that it stands on', row => {
    expect(amiss(row, LAYERS)).toEqual([]);
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

describe('the table of layers', () => {
  it('has no circle: no part imports what imports it', () => {
    const graph = new Map(
      LAYERS.map(layer => [layer.at, LAYERS.filter(other => reaches(layer, other)).map(({ at }) => at)]),
    );
    expect(circlesOf(graph)).toEqual([]);
  });
});

describe('the search for circles', () => {
  it.each([
    ['none', { a: ['b', 'c'], b: ['c'], c: [] }, []],
    ['two that know each other', { a: ['b'], b: ['a'], c: ['a'] }, [['a', 'b']]],
    ['one that knows itself', { a: ['a'] }, [['a']]],
    ['a long way round', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, [['b', 'c', 'd']]],
  ])('%s', (_, graph, circles) => {
    expect(circlesOf(new Map(Object.entries(graph))).map(each => each.toSorted())).toEqual(circles);
  });
});

describe('the rules find', () => {
  it.each([
    ['functions/src/core/decide/a.ts', `import { b } from '../../ports.ts';`, 1],
    ['functions/src/core/schema/a.ts', `import type { DeskContext } from '../desk/desk.ts';`, 1],
    ['functions/src/core/clocks/a.ts', `import { noticeOf } from '../notices/notice.ts';`, 1],
    ['functions/src/core/a.ts', `import { b } from './desk/b.ts';`, 1],
    ['functions/src/actions/timers/a.ts', `import { b } from '../submit/b.ts';`, 1],
    ['sheets-addon/src/sheet/a.ts', `import { b } from '../sync/b.ts';`, 1],
    ['functions/src/core/decide/a.ts', `\n\nimport { readFileSync } from 'node:fs';`, 3],
    ['functions/src/core/decide/a.ts', `import fs from 'fs';`, 1],
    ['functions/src/core/decide/a.ts', `import type { Row } from '../../contract/contract.ts';`, 1],
    ['functions/src/core/decide/a.ts', `export * from '../../actions/b.ts';`, 1],
    ['functions/src/core/decide/a.ts', `const b = await import('../../adapters/b.ts');`, 1],
    ['functions/src/core/decide/a.ts', `import {\n  b,\n  type C,\n} from 'chinese-days';`, 1],
    ['functions/src/contract/contract.ts', `import type { Row } from './row.ts';`, 1],
    ['functions/src/actions/timers/a.ts', `import { Firestore } from '@google-cloud/firestore';`, 1],
    ['functions/src/actions/timers/a.ts', `import { route } from '../../http/router.ts';`, 1],
    ['functions/src/actions/timers/a.ts', `import { outcome } from '../../contract/contract.ts';`, 1],
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
    [
      'sheets-addon/src/sync/a.ts',
      `import { outcome } from '../../../functions/src/contract/contract.ts';`,
      1,
    ],
    [
      'sheets-addon/src/sync/a.ts',
      `import type { Table } from '../../../functions/src/core/schema/table.ts';`,
      1,
    ],
    ['sheets-addon/src/sync/a.ts', `import * as z from 'zod/mini';`, 1],
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
    ['functions/src/actions/timers/a.ts', `const name = 'x';\nconst text = \`at \${Date.now()}\`;`, 2],
    ['local/google/tasks/a.ts', `/* a\n b */ const now = new Date();`, 2],
    ['local/page/a.ts', `const at = new Date;`, 1],
    ['functions/src/http/a.ts', `const port = process.env.PORT;`, 1],
    ['functions/src/core/decide/a.ts', 'x;\n'.repeat(301), 301],
    ['tools/a.ts', '', 1],
  ])('%s: %j', (path, source, line) => {
    const found = violationsOf(path, source);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${path}:${line} `));
  });
});

describe('the rules let pass', () => {
  it.each([
    ['functions/src/core/decide/a.ts', `import * as z from 'zod';\nimport { b } from '../tables/b.ts';`],
    [
      'functions/src/core/decide/a.ts',
      `// import { b } from '../ports.ts';\nconst text = "import 'jose'; Date.now()";`,
    ],
    [
      'functions/src/core/decide/a.ts',
      `const at = new Date(instant);\nconst slash = /\\/\\/ Date.now '/.test(text);`,
    ],
    ['functions/src/actions/timers/a.ts', `import type { Row } from '../../contract/contract.ts';`],
    ['functions/src/adapters/a.ts', `import { sheets } from 'googleapis/build/src/apis/sheets/v4.js';`],
    ['functions/src/http/a.ts', `import type { Row } from '../contract/contract.ts';`],
    ['functions/src/index.ts', `import { compose } from './compose.ts';\ncompose(process.env, Date.now);`],
    [
      'functions/src/adapters/a.ts',
      `import 'googleapis/build/src/apis/sheets/index.js';\nimport 'google-auth-library';`,
    ],
    ['sheets-addon/src/sync/a.ts', `import type { Row } from '../../../functions/src/contract/contract.ts';`],
    ['local/desk/a.ts', `import { compose } from '../../functions/src/compose.ts';`],
    ['local/page/a.ts', `import type { MenuView } from '../google/apps-script/views.ts';`],
    ['local/page/build.ts', `const define = { 'process.env.NODE_ENV': '"production"' };`],
    ['functions/src/core/decide/a.ts', 'x;\n'.repeat(300)],
  ])('%s: %j', (path, source) => {
    expect(violationsOf(path, source)).toEqual([]);
  });
});
