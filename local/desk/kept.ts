// Small facts that outlive a run, one JSON file each in the data folder: written whole, so a kill leaves the old or the
// new.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Reads a fact; `undefined` when it was never written. @throws when the file is there but damaged. */
export function readKept(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Writes a fact. */
export function writeKept(file: string, fact: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(fact, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
