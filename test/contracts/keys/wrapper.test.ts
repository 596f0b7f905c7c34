// What wraps the keys of desks, and what seals under them: the same facts of a key file and of Cloud KMS.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Aead, newAeadKey } from '../../../functions/src/adapters/keys/aead.ts';
import { wrapperOf } from '../../../functions/src/adapters/keys/wrapper-of.ts';
import { keyFile } from '../../../local/desk/key-file.ts';
import { type Kms, startKms } from '../../fixtures/keys/kms.ts';

const NAME = 'projects/p/locations/asia-east1/keyRings/sheetdesk/cryptoKeys/desks';
const SECRET = Buffer.from('a set of keys');
/** What is said of what does not open. */
const REFUSED = /authenticate|Decryption failed/;
let folder: string;
let kms: Kms;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wrapper-'));
  kms = await startKms(NAME);
});
afterAll(async () => {
  await kms?.close();
  rmSync(folder, { recursive: true });
});

/** Puts another key behind those of a file. */
function addKey(path: string): void {
  const keys = JSON.parse(readFileSync(path, 'utf8')) as unknown[];
  writeFileSync(path, JSON.stringify([...keys, { id: 7, value: randomBytes(32).toString('base64') }]));
}

describe.each([
  [
    'a key file',
    () => {
      const path = join(folder, `${randomBytes(4).toString('hex')}.json`);
      const open = () => wrapperOf(keyFile(path));
      return { open, rotate: () => addKey(path) };
    },
  ],
  ['Cloud KMS', () => ({ open: () => wrapperOf(`gcp-kms://${NAME}`, kms.url), rotate: () => kms.rotate() })],
])('keys wrapped by %s', (_, place) => {
  test('are not readable, differ each time, and come back for their context only', async () => {
    const wrapper = place().open();
    const [one, two] = [await wrapper.wrap(SECRET, 'desk-1'), await wrapper.wrap(SECRET, 'desk-1')];
    expect(one.includes(SECRET)).toBe(false);
    expect(one.equals(two)).toBe(false);
    expect(await wrapper.unwrap(one, 'desk-1')).toEqual(SECRET);
    await expect(wrapper.unwrap(one, 'desk-2')).rejects.toThrow(REFUSED);
    const changed = Buffer.from(one);
    changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
    await expect(wrapper.unwrap(changed, 'desk-1')).rejects.toThrow(REFUSED);
  });

  test('open after the wrapping key has changed', async () => {
    const { open, rotate } = place();
    const before = await open().wrap(SECRET, 'desk-1');
    rotate();
    expect(await open().unwrap(before, 'desk-1')).toEqual(SECRET);
    expect(await open().unwrap(await open().wrap(SECRET, 'desk-1'), 'desk-1')).toEqual(SECRET);
  });
});

test('another key of Cloud KMS than ours is refused, and not taken for a fault of the secret', async () => {
  await expect(wrapperOf('gcp-kms://projects/p/other', kms.url).wrap(SECRET, 'x')).rejects.toMatchObject({
    status: 403,
  });
});

const keyOf = (id: number, bytes: number) => ({ id, value: randomBytes(bytes).toString('base64') });

test.each([
  ['no keys', []],
  ['a key that is too short', [keyOf(1, 31)]],
  ['one that is too short before a good one', [keyOf(1, 16), keyOf(2, 32)]],
  ['one that is too long behind a good one', [keyOf(1, 32), keyOf(2, 33)]],
  ['a key without a number', [{ value: randomBytes(32).toString('base64') }]],
])('a key file with %s is refused', (_, keys) => {
  const path = join(folder, 'bad.json');
  writeFileSync(path, JSON.stringify(keys));
  expect(() => wrapperOf(keyFile(path))).toThrow(/keys of 256 bits|id/);
});

describe('what is sealed', () => {
  test('has the form of Tink: a byte 1, the number of the key, nonce, text and tag', () => {
    const key = { id: 0x01020304, value: randomBytes(32) };
    const sealed = new Aead([key]).seal(Buffer.from('13812345678'), 'here');
    expect([...sealed.subarray(0, 5)]).toEqual([1, 1, 2, 3, 4]);
    expect(sealed).toHaveLength(5 + 12 + 11 + 16);
  });

  test('opens at its place under its key, whichever seals now; nothing else does', () => {
    const first = newAeadKey();
    const old = new Aead([first]);
    const now = new Aead([first, newAeadKey([first])]);
    const sealed = old.seal(Buffer.from('text'), 'here');
    expect(now.open(sealed, 'here').toString()).toBe('text');
    expect([old.isCurrent(sealed), now.isCurrent(sealed), now.knows(sealed)]).toEqual([true, false, true]);
    expect(() => now.open(sealed, 'there')).toThrow(REFUSED);
    expect(() => new Aead([newAeadKey()]).open(sealed, 'here')).toThrow('not known here');
    for (const odd of [Buffer.alloc(0), Buffer.from('13812345678'), sealed.subarray(0, 32)])
      expect(() => now.open(odd, 'here')).toThrow(/not known here|authenticate/);
  });

  test('may be nothing at all, which opens; what is a byte shorter or begins otherwise was never sealed', () => {
    const aead = new Aead([newAeadKey()]);
    const sealed = aead.seal(Buffer.alloc(0), 'here');
    expect(sealed).toHaveLength(33);
    expect(aead.open(sealed, 'here')).toHaveLength(0);
    const other = Buffer.from(sealed);
    other.writeUInt8(0, 0);
    for (const odd of [sealed.subarray(0, 32), other]) {
      expect([aead.knows(odd), aead.isCurrent(odd)]).toEqual([false, false]);
      expect(() => aead.open(odd, 'here')).toThrow('not known here');
    }
  });
});
