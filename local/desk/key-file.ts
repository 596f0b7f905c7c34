// The key that wraps those of the local desk, in a file of its own beside the data: made when it is not there, and
// never written again.

import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** The address of a key file. */
export function keyFile(path: string): string {
  if (!existsSync(path)) {
    const keys = [{ id: randomInt(1, 2 ** 32), value: randomBytes(32).toString('base64') }];
    writeFileSync(path, JSON.stringify(keys), { mode: 0o600, flag: 'wx' });
  }
  return pathToFileURL(path).href;
}
