// Fingerprints as they are filed: one text is one value to store and to read, however much it says.

import * as z from 'zod';
import { type Keyed, rekeyed } from '../lib/digest.ts';
import type { Instant } from '../lib/time.ts';
import { blocksOf, type Group } from './blocking.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Vocabulary } from './vocabulary.ts';

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
  // What an earlier program wrote has neither.
  apart: z.boolean().default(false),
  adopted: z.object({ faults: z.array(z.string()), thing: z.string().nullable() }).optional(),
});

/**
 * Fingerprints read by this process: the same texts are read again with each row, and what is compared by is worked out
 * once.
 */
const known = new Map<string, Fingerprint>();
/** Texts whose fingerprints a process keeps. */
const MAX_KNOWN = 20_000;

/** A fingerprint as it is filed, found by what its text says in the words of a desk. */
export function fileOf(group: Group, fingerprint: Fingerprint, vocabulary?: Vocabulary): Filed {
  const blocks = blocksOf(group, fingerprint, vocabulary);
  return { text: JSON.stringify(fingerprint), at: fingerprint.at, blocks };
}

/**
 * A fingerprint from its text. What an earlier program wrote knows the customer by a digest without the desk's key:
 * `keyed` makes it the one that is known now.
 * @throws when the text is none that was written here.
 */
export function readFingerprint(text: string, keyed: Keyed): Fingerprint {
  const found = known.get(text);
  if (found) return found;
  if (known.size >= MAX_KNOWN) known.clear();
  const { customer, adopted, ...rest } = stored.parse(JSON.parse(text));
  const fingerprint = {
    ...rest,
    customer: customer === null ? null : rekeyed(customer, keyed),
    ...(adopted && { adopted }),
  };
  known.set(text, fingerprint);
  return fingerprint;
}

/** The text of a fingerprint as it is written now; one that says the same already stays as it is. */
export function renewedText(text: string, keyed: Keyed): string {
  const { customer } = stored.parse(JSON.parse(text));
  if (customer === null || rekeyed(customer, keyed) === customer) return text;
  return JSON.stringify(readFingerprint(text, keyed));
}
