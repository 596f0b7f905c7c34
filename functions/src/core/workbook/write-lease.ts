// Leases at writing to spreadsheets: one writer a desk at a time, seldom enough for a desk's readers, and over all
// desks within the quota of the one account that writes. Pure; whoever keeps the state keeps it for all processes.

import { type Instant, MINUTE, SECOND } from '../lib/time.ts';

/** Where a desk stands with its leases. */
export interface WriteLease {
  /** Number of the last lease that was given; its holder shows it when it comes back. */
  number: number;
  /** When to ask for the next lease, `null` for not at all. */
  at: Instant | null;
  /** Whether a place among the writes of all desks is kept for then. */
  placed: boolean;
  /** Until when the holder of the present lease is taken to be alive, `null` when nobody writes. */
  busyUntil: Instant | null;
  /** When the tabs were last written, and when every cell of them was. */
  wroteAt: Instant;
  wholeAt: Instant;
  /** Attempts that failed since the last one that did not. */
  failures: number;
  /** Whether what stands in the tabs is not known for sure, so that the next lease has to write every cell. */
  unsure: boolean;
}

/** How far the writes of all desks are promised. */
export interface RateLimit {
  /** When the next write would be due if they came evenly. */
  next: Instant;
}

export type LeaseAnswer =
  | { write: true; number: number /** Whether every cell has to be written. */; whole: boolean }
  | { write: false /** When to ask again; all that changed until then is written at once. */; at: Instant };

/** A desk's tabs are written once in this time at most. */
export const MIN_INTERVAL_MS = 10 * SECOND;

/**
 * Writes a minute that are promised over all desks. Google allows one account 60: what is left is for layouts and
 * repeated calls. https://developers.google.com/workspace/sheets/api/limits
 */
const WRITES_A_MINUTE = 45;
const GAP_MS = MINUTE / WRITES_A_MINUTE;

/** Writes that need not wait for each other when there were few before. */
const BURST = 5;

/** A holder that has not come back after this time is taken to be dead. */
export const LEASE_MS = MINUTE;

/**
 * Every cell is written anew when a lease comes this long after the last time, so that what people overtyped is mended.
 */
export const WHOLE_EVERY_MS = 60 * MINUTE;

/** A promise is good this long: of many that were missed, each gets a new one, or they would all come at once. */
const PROMISE_MS = 10 * SECOND;

/** A spreadsheet that cannot be written, such as one that was deleted, is tried this often in the end. */
const MAX_WAIT_MS = 360 * MINUTE;

/** Clocks of machines differ: a lease that is this near has come. */
const SKEW_MS = SECOND;

const NEVER: WriteLease = {
  number: 0,
  at: null,
  placed: false,
  busyUntil: null,
  wroteAt: 0,
  wholeAt: 0,
  failures: 0,
  unsure: true,
};

interface Taken {
  answer: LeaseAnswer;
  lease: WriteLease;
  /** Where it changed. */
  rateLimit?: RateLimit;
}

/**
 * Asks for a lease. `urgent` is for a person who waits: it does not wait for a place, but takes one away from those to
 * come. The answer holds once `lease` and `rateLimit` are kept.
 */
export function takeLease(
  kept: WriteLease | undefined,
  rateLimit: RateLimit | undefined,
  now: Instant,
  urgent: boolean,
): Taken {
  // A holder that died may have written, or not.
  const before = kept ?? NEVER;
  const died = before.busyUntil !== null && before.busyUntil <= now;
  const lease = died ? { ...before, busyUntil: null, unsure: true } : before;
  if (lease.busyUntil !== null) return rest(lease, now);
  if (urgent) return go(lease, now, placeAfter(rateLimit, now).rateLimit);
  if (lease.at !== null && lease.at > now + SKEW_MS) return { answer: { write: false, at: lease.at }, lease };
  if (lease.placed && lease.at !== null && lease.at + PROMISE_MS > now) return go(lease, now);
  if (now + SKEW_MS < lease.wroteAt + MIN_INTERVAL_MS) return rest(lease, now);
  const { at, rateLimit: limited } = placeAfter(rateLimit, now);
  if (at <= now) return go(lease, now, limited);
  return { answer: { write: false, at }, lease: { ...lease, at, placed: true }, rateLimit: limited };
}

/**
 * Gives a lease back. `wrote` says what was done in it; without, the attempt failed, may have been carried out all the
 * same, and the next one waits longer after each. When the lease had been taken over by another, the two may have
 * written in any order, so another one is due at once. Answers when.
 */
export function endLease(
  kept: WriteLease,
  number: number,
  now: Instant,
  wrote: 'whole' | 'changes' | undefined,
): { lease: WriteLease; again: Instant | null } {
  if (kept.number !== number) return { lease: { ...kept, at: now, placed: false, unsure: true }, again: now };
  const free = { ...kept, busyUntil: null };
  if (!wrote) {
    const at = now + Math.min(MIN_INTERVAL_MS * 2 ** kept.failures, MAX_WAIT_MS);
    return { lease: { ...free, at, placed: false, failures: kept.failures + 1, unsure: true }, again: at };
  }
  const whole = wrote === 'whole' ? { wholeAt: now, unsure: false } : {};
  return { lease: { ...free, wroteAt: now, failures: 0, ...whole }, again: kept.at };
}

/** From when on a desk that did not come back is to be looked after; `null` when it owes nothing. */
export function owedSince({ at, busyUntil }: WriteLease): Instant | null {
  return busyUntil ?? at;
}

function go(lease: WriteLease, now: Instant, rateLimit?: RateLimit): Taken {
  const number = lease.number + 1;
  const whole = lease.unsure || now - lease.wholeAt >= WHOLE_EVERY_MS;
  return {
    answer: { write: true, number, whole },
    lease: { ...lease, number, at: null, placed: false, busyUntil: now + LEASE_MS },
    ...(rateLimit && { rateLimit }),
  };
}

/**
 * Until the tabs may be written again; a place is asked for only then, so that it is not kept from others meanwhile.
 */
function rest(lease: WriteLease, now: Instant): Taken {
  const promised = lease.at !== null && lease.at > now ? lease.at : undefined;
  const at = promised ?? (lease.busyUntil === null ? lease.wroteAt : now) + MIN_INTERVAL_MS;
  return { answer: { write: false, at }, lease: { ...lease, at } };
}

/** The next free place, and the rate limit once it is taken: a leaky bucket that lets a short burst through. */
function placeAfter(rateLimit: RateLimit | undefined, now: Instant): { at: Instant; rateLimit: RateLimit } {
  const next = Math.max(rateLimit?.next ?? 0, now);
  return { at: Math.max(now, Math.ceil(next - BURST * GAP_MS)), rateLimit: { next: next + GAP_MS } };
}
