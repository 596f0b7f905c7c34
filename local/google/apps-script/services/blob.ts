// Bytes as Apps Script has them: signed, in plain arrays; and blobs over them.
import type { Blob } from '../surface/base.ts';
import { call } from './call.ts';
import { guard } from './guard.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function bytesToBase64(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3).map(byte => byte & 0xff);
    const word = (a << 16) | (b << 8) | c;
    const left = bytes.length - at;
    text += [18, 12, 6, 0]
      .map((shift, index) => (index > left ? '=' : ALPHABET.charAt((word >> shift) & 63)))
      .join('');
  }
  return text;
}

export function base64ToBytes(base64: string): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let word = 0;
  for (const letter of base64.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '')) {
    word = ((word << 6) | ALPHABET.indexOf(letter)) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((((word >> bits) & 0xff) << 24) >> 24);
    }
  }
  return bytes;
}

/** Base64 of a text in UTF-8, or of bytes. */
export function base64Of(data: string | readonly number[]): string {
  return typeof data === 'string' ? call('encodeText', data) : bytesToBase64(data);
}

class BlobService implements Blob {
  readonly #base64: string;
  #contentType: string | null;
  #name: string | null;

  constructor(base64: string, contentType: string | null, name: string | null) {
    this.#base64 = base64;
    this.#contentType = contentType;
    this.#name = name;
  }

  getBytes(): number[] {
    return base64ToBytes(this.#base64);
  }
  getContentType(): string | null {
    return this.#contentType;
  }
  getDataAsString(): string {
    return call('decodeText', this.#base64);
  }
  getName(): string | null {
    return this.#name;
  }
}

const blobs = new WeakSet<object>();

export function blobOf(base64: string, contentType: string | null, name: string | null): Blob {
  const blob = guard('Blob', new BlobService(base64, contentType, name));
  blobs.add(blob);
  return blob;
}

export function isBlob(value: object): value is Blob {
  return blobs.has(value);
}
