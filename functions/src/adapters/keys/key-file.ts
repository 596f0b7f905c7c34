// Keys wrapped by keys in a file: the last one wraps, those before it still open what they have wrapped.

import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { Aead } from './aead.ts';
import type { KeyWrapper } from './key-wrapper.ts';

const keys = z.array(
  z.strictObject({
    id: z
      .int()
      .min(1)
      .max(2 ** 32 - 1),
    value: z.base64().transform(text => Buffer.from(text, 'base64')),
  }),
);

/** A wrapper by the keys of a file. @throws Error when it is not there or holds no keys of 256 bits */
export function keyFileWrapper(path: string | URL): KeyWrapper {
  const aead = new Aead(keys.parse(JSON.parse(readFileSync(path, 'utf8'))));
  return {
    wrap: async (secret, context) => aead.seal(secret, context),
    unwrap: async (wrapped, context) => aead.open(wrapped, context),
  };
}
