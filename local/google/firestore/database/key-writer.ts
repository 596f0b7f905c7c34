// Bytes that compare (memcmp) as the things they stand for. Each piece ends itself, so pieces can be put in a row.

/** A buffer that is full becomes so many times as large. */
const GROWTH = 2;

/** Appends order-preserving pieces; `take` gives what was written since the last `reset`. */
export class KeyWriter {
  #bytes = Buffer.allocUnsafe(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  reset(): void {
    this.#length = 0;
  }

  /** A copy of what was written, from `start` on. */
  take(start = 0): Buffer {
    return Buffer.from(this.#bytes.subarray(start, this.#length));
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Ends with 00 01; a zero within becomes 00 ff, which is greater than any end. */
  terminated(bytes: Uint8Array): void {
    if (bytes.includes(0)) {
      for (const byte of bytes) {
        this.byte(byte);
        if (byte === 0) this.byte(0xff);
      }
    } else this.raw(bytes);
    this.byte(0);
    this.byte(1);
  }

  text(text: string): void {
    this.terminated(Buffer.from(text));
  }

  /** Positive and negative doubles in one order: the sign bit flipped, negative ones wholly inverted. */
  double(value: number): void {
    this.#reserve(8);
    const start = this.#length;
    // -0 and 0 are one number.
    this.#bytes.writeDoubleBE(value === 0 ? 0 : value, start);
    this.#length += 8;
    const first = this.#bytes[start] ?? 0;
    if (first >= 0x80) this.invert(start);
    else this.#bytes[start] = first ^ 0x80;
  }

  /** An unsigned integer below 2^48 in `width` bytes. */
  unsigned(value: number, width: number): void {
    this.#reserve(width);
    this.#bytes.writeUIntBE(value, this.#length, width);
    this.#length += width;
  }

  /** Turns the order of everything from `start` on. */
  invert(start: number): void {
    for (let at = start; at < this.#length; at++) this.#bytes[at] = (this.#bytes[at] ?? 0) ^ 0xff;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * GROWTH, this.#length + more));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}

/** The smallest bytes greater than everything that starts with `prefix`; undefined where there are none. */
export function after(prefix: Buffer): Buffer | undefined {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end--;
  if (end === 0) return undefined;
  const next = Buffer.from(prefix.subarray(0, end));
  next[end - 1] = (next[end - 1] ?? 0) + 1;
  return next;
}
