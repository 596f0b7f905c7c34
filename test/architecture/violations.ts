// What a source does against the rules. Knows sources by path and text, and runs none.
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import * as z from 'zod';
import { LONGEST_FILE, LONGEST_LINE } from './bounds.ts';
import { type Import, importsOf, mask } from './imports.ts';
import type { Layer } from './layer.ts';
import { LAYERS } from './layers.ts';
import { CLIENTS, READERS } from './reach.ts';

const RUNTIME_PACKAGES = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8'))).dependencies;

/** The layer that a file belongs to. */
export function layerOf(path: string): Layer | undefined {
  const fitting = LAYERS.filter(({ at }) => path.startsWith(at));
  return fitting.toSorted((a, b) => b.at.length - a.at.length)[0];
}

/** Whether a file of one layer may import from a file of another one, types included. */
export function reaches(layer: Layer, other: Layer): boolean {
  if (layer === other) return false;
  const allowed = [...(layer.from ?? []), ...(layer.typesFrom ?? [])];
  return allowed.some(start => other.at.startsWith(start) && layer.at !== start);
}

/** The package that a specifier is part of: `@scope/name`, `name`, or `node:`. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return 'node:';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function refusalOf(path: string, { specifier, typeOnly }: Import, layer: Layer): string | undefined {
  if (/^googleapis(\/build\/src(\/index(\.js)?)?)?$/.test(specifier)) {
    return 'The root of googleapis loads every API: seconds of start-up. Import one API by its path.';
  }
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier);
    if (path.startsWith('functions/src/') && name !== 'node:' && !(name in RUNTIME_PACKAGES)) {
      return 'Only runtime dependencies are there when the functions are deployed.';
    }
    return layer.packages?.some(allowed => allowed === '*' || allowed === name) ? undefined : layer.why;
  }
  const target = posix.join(posix.dirname(path), specifier);
  const allowed = [...(layer.from ?? []), ...(typeOnly ? (layer.typesFrom ?? []) : [])];
  const inside = layerOf(target) === layer || allowed.some(start => target.startsWith(start));
  return inside ? undefined : layer.why;
}

/** Everything that a source file does against the rules, as `file:line what (why)`. */
export function violationsOf(path: string, source: string): string[] {
  const found: string[] = [];
  const say = (line: number, what: string, why: string) => found.push(`${path}:${line} ${what} (${why})`);
  const layer = layerOf(path);
  if (!layer) return [`${path}:1 belongs to no layer (Name it in the table.)`];
  const imports = importsOf(source);
  for (const each of imports) {
    const why = refusalOf(path, each, layer);
    if (why) say(each.line, `imports ${each.specifier}`, why);
  }
  if (path.startsWith('functions/src/adapters/')) {
    const names = imports.map(({ specifier }) => packageOf(specifier));
    const clients = CLIENTS.filter(client => names.includes(client));
    if (clients.length > 1)
      say(1, `imports ${clients.join(' and ')}`, 'An adapter is the one place of one client.');
  }
  const lines = mask(source).code.split('\n');
  for (const reader of READERS) {
    if (reader.in.some(start => path.startsWith(start))) continue;
    for (const [index, line] of lines.entries()) {
      const word = reader.reads.exec(line)?.[0];
      if (word) say(index + 1, `says ${word}`, reader.why);
    }
  }
  const written = source.trimEnd().split('\n');
  for (const [index, line] of written.entries())
    if (line.length > LONGEST_LINE && /^\s*(?:\/\/|\/?\*)/.test(line))
      say(index + 1, `has ${line.length} characters`, 'A comment is read without scrolling.');
  const length = written.length;
  if (length > LONGEST_FILE)
    say(LONGEST_FILE + 1, `goes on to line ${length}`, 'Split it where it has two subjects.');
  return found;
}
