// What is carried out for a person over all of his records, bit by bit: it goes on where it stopped. Nothing of him
// stands in it but marks.

import type { Instant } from '../lib/time.ts';
import type { Author } from './record.ts';

/** Whose records: those that are meant by themselves, and those that have one of these marks. */
export interface Whose {
  keys: string[];
  marks: string[];
}

/** Where a walk through somebody's records stands: which of his lists (keys first), and after which key of it. */
export interface WalkPlace {
  list: number;
  after: string;
}

export const WALK_BEGIN: WalkPlace = { list: 0, after: '' };

export interface PersonTask extends Whose {
  id: string;
  /** What is right is sealed under the task's id. Names that are wrong are known by their mark. */
  does: { kind: 'erase' } | { kind: 'correct'; name: string | null };
  by: Author;
  /** When it was asked for: records that began later are not meant. */
  at: Instant;
  /** Where it goes on; null once it is done. */
  place: WalkPlace | null;
  /** Records that it has changed. */
  changed: number;
  /** Whether one of them could not be changed: then all are gone through once more. */
  missed: boolean;
}
