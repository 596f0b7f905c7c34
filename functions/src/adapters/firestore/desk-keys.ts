// The keys of each desk: data keys that seal full values, and one by which equal values are known again. They are kept
// with the desk, wrapped as one set by a key that is kept elsewhere, so that whoever has the database alone can read
// nothing and try nothing out.

import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { DocumentReference, Firestore, Transaction } from '@google-cloud/firestore';
import * as z from 'zod';
import type { Keyed } from '../../core/lib/digest.ts';
import { keepLatest } from '../../core/lib/keep-latest.ts';
import { DAY, type Instant } from '../../core/lib/time.ts';
import type { DeskKeys } from '../../ports/desk-keys.ts';
import { Aead, type AeadKey, KEY_BYTES, newAeadKey } from '../keys/aead.ts';
import type { KeyWrapper } from '../keys/key-wrapper.ts';
import { deskRef } from './documents.ts';
import { readStored, toStore } from './forms.ts';
import type { Stored } from './kinds.ts';

/** A data key seals new values for so long; then another one does, and what older ones have sealed is sealed anew. */
const KEY_LIFE_MS = 90 * DAY;

/** Desks whose keys a process keeps; those that were asked for the longest ago go first. */
const MAX_KEPT = 500;

/** Texts that are remembered of each of them: those of a few rows, for many desks are kept. */
const MAX_TEXTS = 200;

const bytes = z.base64().transform(text => Buffer.from(text, 'base64'));
const keySet = z.object({ seals: z.array(z.object({ id: z.int(), value: bytes })), equality: bytes });

/** What is wrapped of a desk. */
interface KeySet {
  readonly seals: readonly AeadKey[];
  readonly equality: Buffer;
}

/** The keys of one desk, ready to be used. */
export class KeyRing {
  readonly madeAt: Instant;
  readonly keys: KeySet;
  readonly #aead: Aead;
  readonly #equality: KeyObject;
  /** The latest texts and what was made of them: a row asks for its customer's name and number several times. */
  readonly #latest = new Map<string, string>();

  constructor(keys: KeySet, madeAt: Instant) {
    this.keys = keys;
    this.madeAt = madeAt;
    this.#aead = new Aead(keys.seals);
    this.#equality = createSecretKey(keys.equality);
  }

  /** A value sealed for a place: it does not open in another one. */
  seal(value: string, place: string): Buffer {
    return this.#aead.seal(Buffer.from(value), place);
  }

  /** @throws Error when it was sealed elsewhere or changed */
  open(sealed: Buffer, place: string): string {
    return this.#aead.open(sealed, place).toString();
  }

  /** Whether the key has sealed a value that seals now. */
  isCurrent(sealed: Buffer): boolean {
    return this.#aead.isCurrent(sealed);
  }

  knows(sealed: Buffer): boolean {
    return this.#aead.knows(sealed);
  }

  /** The same for equal texts of this desk; nobody without its key can tell for which. */
  keyed(text: string): string {
    const known = this.#latest.get(text);
    if (known !== undefined) return known;
    const made = createHmac('sha256', this.#equality).update(text).digest('base64url');
    keepLatest(this.#latest, text, made, MAX_TEXTS);
    return made;
  }
}

export class FirestoreDeskKeys implements DeskKeys {
  readonly #client: () => Firestore;
  readonly #wrapper: () => KeyWrapper;
  readonly #now: () => Instant;
  readonly #rings = new Map<string, KeyRing>();
  readonly #loading = new Map<string, Promise<KeyRing>>();

  constructor(client: () => Firestore, wrapper: () => KeyWrapper, now: () => Instant) {
    this.#client = client;
    this.#wrapper = wrapper;
    this.#now = now;
  }

  keyed(deskId: string): Keyed {
    return text => {
      const ring = this.#rings.get(deskId);
      if (!ring) throw new Error('the keys of the desk have not been read');
      return ring.keyed(text);
    };
  }

  /**
   * The keys of a desk, made where it has none yet. `sealed` is a value that has to open: keys that another process has
   * made are looked for.
   */
  async ring(deskId: string, sealed?: Buffer): Promise<KeyRing> {
    const known = this.#rings.get(deskId);
    if (known && (sealed === undefined || known.knows(sealed))) return this.#keep(deskId, known);
    const loading = this.#loading.get(deskId) ?? this.#load(deskId);
    this.#loading.set(deskId, loading);
    try {
      return this.#keep(deskId, await loading);
    } finally {
      this.#loading.delete(deskId);
    }
  }

  /**
   * Has another data key seal from now on, where the present one has done so for long enough. Answers whether it does.
   */
  async rotate(deskId: string): Promise<boolean> {
    if (!this.#isOld(await this.ring(deskId))) return false;
    const ref = this.#ref(deskId);
    const ring = await this.#client().runTransaction(async transaction => {
      const stored = await read(transaction, ref);
      if (!stored) throw new Error('the desk has no keys any more');
      const before = await this.#opened(deskId, stored);
      if (!this.#isOld(before)) return before;
      const { seals, equality } = before.keys;
      const keys = { seals: [...seals, newAeadKey(seals)], equality };
      transaction.set(ref, toStore('deskKeys', await this.#closed(deskId, keys)));
      return new KeyRing(keys, this.#now());
    });
    this.#keep(deskId, ring);
    return true;
  }

  #isOld({ madeAt }: KeyRing): boolean {
    return this.#now() - madeAt >= KEY_LIFE_MS;
  }

  #keep(deskId: string, ring: KeyRing): KeyRing {
    keepLatest(this.#rings, deskId, ring, MAX_KEPT);
    return ring;
  }

  async #load(deskId: string): Promise<KeyRing> {
    const stored = readStored('deskKeys', await this.#ref(deskId).get()) ?? (await this.#make(deskId));
    return this.#opened(deskId, stored);
  }

  /** Of two processes that make keys at once, one’s are kept. */
  async #make(deskId: string): Promise<Stored['deskKeys']> {
    const made = await this.#closed(deskId, { seals: [newAeadKey()], equality: randomBytes(KEY_BYTES) });
    const ref = this.#ref(deskId);
    return this.#client().runTransaction(async transaction => {
      const stored = await read(transaction, ref);
      if (!stored) transaction.set(ref, toStore('deskKeys', made));
      return stored ?? made;
    });
  }

  async #opened(deskId: string, { wrapped, madeAt }: Stored['deskKeys']): Promise<KeyRing> {
    const text = await this.#wrapper().unwrap(Buffer.from(wrapped, 'base64'), deskId);
    return new KeyRing(keySet.parse(JSON.parse(text.toString())), madeAt);
  }

  async #closed(deskId: string, { seals, equality }: KeySet): Promise<Stored['deskKeys']> {
    const text = JSON.stringify({
      seals: seals.map(({ id, value }) => ({ id, value: value.toString('base64') })),
      equality: equality.toString('base64'),
    });
    const wrapped = await this.#wrapper().wrap(Buffer.from(text), deskId);
    return { wrapped: wrapped.toString('base64'), madeAt: this.#now() };
  }

  #ref(deskId: string): DocumentReference {
    return deskRef(this.#client(), deskId).collection('state').doc('keys');
  }
}

async function read(
  transaction: Transaction,
  ref: DocumentReference,
): Promise<Stored['deskKeys'] | undefined> {
  return readStored('deskKeys', await transaction.get(ref));
}
