// What an address that the desk gives out stands for, and how long it is good. Who makes and reads it is not known
// here.

import { DAY, type Instant } from '../lib/time.ts';

export type SignedLink =
  /** The row of a record in the browser. */
  | { to: 'row'; deskId: string; table: string; key: string; until: Instant }
  /** That a person has taken note of an escalation. */
  | { to: 'acknowledge'; deskId: string; key: string; person: string; until: Instant }
  /** What a person sees to, on a phone: as good as he is, for that one record; until his version is another, too. */
  | { to: 'case'; deskId: string; key: string; person: string; version: number; until: Instant }
  /** A person's calendar: good until the version in the people tab is another. */
  | { to: 'calendar'; deskId: string; person: string; version: number };

/** How long a row is found by its address, how long an address takes note, and how long it lets somebody work. */
export const ROW_LINK_MS = 180 * DAY;
export const ACKNOWLEDGE_LINK_MS = 30 * DAY;
export const CASE_LINK_MS = 7 * DAY;
