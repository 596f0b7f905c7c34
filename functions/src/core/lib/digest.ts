// Short names that follow from longer ones, the same wherever they are worked out. Not for secrets.

/** A text as 26 hexadecimal digits; different texts have different ones for all practical purposes. */
export function digestOf(text: string): string {
  return [0x9e3779b9, 0x7f4a7c15].map(seed => half(text, seed)).join('');
}

/**
 * Makes of a text what is the same for equal texts of one desk, at least 13 letters or digits, and tells nothing of
 * them to whoever has not the desk's key.
 */
export type Keyed = (text: string) => string;

/** What a keyed digest begins with one of: it comes after all plain ones, which are hexadecimal. */
const FIRST = 'ghijklmnopqrstuv';
export const KEYED = 'g';

/** Letters of a keyed digest: 76 bits, enough to tell millions of customers apart. Each row stores it five times. */
const KEYED_LENGTH = 13;

/** A keyed digest of a text. */
export function keyedDigest(text: string, keyed: Keyed): string {
  return marked(keyed(digestOf(text)));
}

/** The keyed digest of what a plain one was made of; one that is keyed stays. */
export function rekeyed(digest: string, keyed: Keyed): string {
  return digest < KEYED ? marked(keyed(digest)) : digest;
}

const marked = (text: string) => `${FIRST[text.charCodeAt(0) % FIRST.length]}${text.slice(1, KEYED_LENGTH)}`;

/** 52 bits of Bob Jenkins' and others' well-worn mixing of two 32-bit numbers. */
function half(text: string, seed: number): string {
  let [low, high] = [0xdeadbeef ^ seed, 0x41c6ce57 ^ seed];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return ((high >>> 0) % 2 ** 20).toString(16).padStart(5, '0') + (low >>> 0).toString(16).padStart(8, '0');
}
