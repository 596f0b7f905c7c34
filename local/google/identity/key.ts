// The issuer's signing key: made once, kept in a file, read again at the next start.

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { JWK } from 'jose';

export interface SigningKey {
  /** Names the key in a token's header and in the key set. */
  kid: string;
  privateKey: KeyObject;
  /** The public half as the key set shows it. */
  publicJwk: JWK;
}

/** Reads the key in `file` (PKCS #8, PEM), or makes one and writes it there, readable by its owner only. */
export function openKey(file: string): SigningKey {
  const privateKey = existsSync(file) ? createPrivateKey(readFileSync(file)) : makeKey(file);
  const publicKey = createPublicKey(privateKey);
  const kid = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 40);
  return {
    kid,
    privateKey,
    publicJwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' },
  };
}

function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  mkdirSync(dirname(file), { recursive: true });
  // Written beside and renamed, so a kill in the middle leaves no half key behind.
  writeFileSync(`${file}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return privateKey;
}
