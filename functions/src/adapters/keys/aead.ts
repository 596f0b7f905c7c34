// Authenticated encryption under a set of keys: AES-256-GCM, in the wire format of Google's Tink, so that what is
// sealed here opens there and the other way round. What is sealed says by which key, so that keys can change.
// https://developers.google.com/tink/wire-format#tink-output-prefix

import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomInt,
} from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const START_BYTE = 1;
const PREFIX_BYTES = 5;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** One key of a set. */
export interface AeadKey {
  /** Unsigned, of 32 bits, no other key of the set has it. */
  readonly id: number;
  readonly value: Buffer;
}

/** A new key with an id that none of these has. */
export function newAeadKey(others: readonly AeadKey[] = []): AeadKey {
  for (;;) {
    const id = randomInt(1, 2 ** 32);
    if (others.every(each => each.id !== id)) return { id, value: randomBytes(KEY_BYTES) };
  }
}

/** A set of keys: the last one seals, each of them opens what it has sealed. */
export class Aead {
  /** As Node wants them: from bytes it makes such an object at each call, which takes longer than to encrypt a row. */
  readonly #keys: ReadonlyMap<number, KeyObject>;
  readonly #primary: { id: number; key: KeyObject };

  /** @throws Error when there is no key, or one that is not of 256 bits */
  constructor(keys: readonly AeadKey[]) {
    const primary = keys.at(-1);
    if (!primary || keys.some(({ value }) => value.length !== KEY_BYTES))
      throw new Error('a key set needs keys of 256 bits');
    this.#keys = new Map(keys.map(({ id, value }) => [id, createSecretKey(value)]));
    this.#primary = { id: primary.id, key: createSecretKey(primary.value) };
  }

  /** Bytes sealed for a place, their associated data: they do not open for another one. */
  seal(plain: Buffer, place: string): Buffer {
    const prefix = Buffer.alloc(PREFIX_BYTES);
    prefix.writeUInt8(START_BYTE, 0);
    prefix.writeUInt32BE(this.#primary.id, 1);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#primary.key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(place));
    return Buffer.concat([prefix, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws Error when it was sealed by a key that is not here or for another place, or was changed */
  open(sealed: Buffer, place: string): Buffer {
    const id = idOf(sealed);
    const key = id === undefined ? undefined : this.#keys.get(id);
    if (!key) throw new Error('it was sealed by a key that is not known here');
    const nonce = sealed.subarray(PREFIX_BYTES, PREFIX_BYTES + NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-TAG_BYTES));
    const text = sealed.subarray(PREFIX_BYTES + NONCE_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  }

  /** Whether one of these keys has sealed it. */
  knows(sealed: Buffer): boolean {
    return this.#keys.has(idOf(sealed) ?? -1);
  }

  /** Whether the key has sealed it that seals now. */
  isCurrent(sealed: Buffer): boolean {
    return idOf(sealed) === this.#primary.id;
  }
}

/** By which key something was sealed; none where it is no sealed text at all. */
function idOf(sealed: Buffer): number | undefined {
  const isSealed = sealed.length >= PREFIX_BYTES + NONCE_BYTES + TAG_BYTES && sealed[0] === START_BYTE;
  return isSealed ? sealed.readUInt32BE(1) : undefined;
}
