// Sightings as the texts that shelves hold: one text is one value to store and to read, however much it says.

import * as z from 'zod';
import type { Sighting } from './fingerprint.ts';

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

/** Sightings read by this process: the same texts are read again with each row, and what is compared by is worked out once. */
const known = new Map<string, Sighting>();
const MOST_KNOWN = 20_000;

export function writeSighting(sighting: Sighting): string {
  return JSON.stringify(sighting);
}

/** @throws when the text is none that was written here. */
export function readSighting(text: string): Sighting {
  const found = known.get(text);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const sighting = stored.parse(JSON.parse(text));
  known.set(text, sighting);
  return sighting;
}
