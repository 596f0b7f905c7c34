// Fingerprints as they are filed: one text is one value to store and to read, however much it says.

import * as z from 'zod';
import type { Instant } from '../lib/time.ts';
import { blocksOf, type Group } from './blocking.ts';
import type { Fingerprint } from './fingerprint.ts';

/** A fingerprint as it is filed: its text, and by what it is found. */
export interface Filed {
  text: string;
  at: Instant;
  blocks: string[];
}

const stored = z.object({
  key: z.string(),
  table: z.string(),
  number: z.string(),
  at: z.number(),
  customer: z.string().nullable(),
  counted: z.boolean(),
  answer: z.string().nullable(),
  products: z.array(z.string()),
  kinds: z.array(z.string()),
  text: z.string(),
});

/**
 * Fingerprints read by this process: the same texts are read again with each row, and what is compared by is worked out
 * once.
 */
const known = new Map<string, Fingerprint>();
const MAX_KNOWN = 20_000;

export function fileOf(group: Group, fingerprint: Fingerprint): Filed {
  return { text: JSON.stringify(fingerprint), at: fingerprint.at, blocks: blocksOf(group, fingerprint) };
}

/** @throws when the text is none that was written here. */
export function readFingerprint(text: string): Fingerprint {
  const found = known.get(text);
  if (found) return found;
  if (known.size >= MAX_KNOWN) known.clear();
  const fingerprint = stored.parse(JSON.parse(text));
  known.set(text, fingerprint);
  return fingerprint;
}
