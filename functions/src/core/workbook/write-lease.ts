// Turns at writing to spreadsheets: one writer a desk at a time, seldom enough for a desk's readers, and over all desks within the
// quota of the one account that writes. Pure; whoever keeps the state keeps it for all processes.

import { type Instant, MINUTE, SECOND } from '../lib/time.ts';

/** Where a desk stands with its turns. */
export interface Turn {
  /** Number of the last turn that was given; its holder shows it when it comes back. */
  number: number;
  /** When to ask for the next turn, `null` for not at all. */
  at: Instant | null;
  /** Whether a place among the writes of all desks is kept for then. */
  placed: boolean;
  /** Until when the holder of the present turn is taken to be alive, `null` when nobody writes. */
  busyUntil: Instant | null;
  /** When the tabs were last written, and when every cell of them was. */
  wroteAt: Instant;
  wholeAt: Instant;
  /** Attempts that failed since the last one that did not. */
  failures: number;
  /** Whether what stands in the tabs is not known for sure, so that the next turn has to write every cell. */
  unsure: boolean;
}

/** How far the writes of all desks are promised. */
export interface Pace {
  /** When the next write would be due if they came evenly. */
  next: Instant;
}

export type TurnAnswer =
  | { write: true; number: number /** Whether every cell has to be written. */; whole: boolean }
  | { write: false /** When to ask again; all that changed until then is written at once. */; at: Instant };

/** A desk's tabs are written once in this time at most. */
export const REST = 10 * SECOND;

/**
 * Writes a minute that are promised over all desks. Google allows one account 60: what is left is for layouts and repeated calls.
 * https://developers.google.com/workspace/sheets/api/limits
 */
export const WRITES_A_MINUTE = 45;
const GAP = MINUTE / WRITES_A_MINUTE;

/** Writes that need not wait for each other when there were few before. */
const BURST = 5;

/** A holder that has not come back after this time is taken to be dead. */
export const LEASE = MINUTE;

/** Every cell is written anew when a turn comes this long after the last time, so that what people overtyped is mended. */
export const WHOLE_EVERY = 60 * MINUTE;

/** A promise is good this long: of many that were missed, each gets a new one, or they would all come at once. */
const GOOD_FOR = 10 * SECOND;

/** A spreadsheet that cannot be written, such as one that was deleted, is tried this often in the end. */
const LONGEST_WAIT = 360 * MINUTE;

/** Clocks of machines differ: a turn that is this near has come. */
const SKEW = SECOND;

const NEVER: Turn = {
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
  answer: TurnAnswer;
  turn: Turn;
  /** Where it changed. */
  pace?: Pace;
}

/**
 * Asks for a turn. `urgent` is for a person who waits: it does not wait for a place, but takes one away from those to come.
 * The answer holds once `turn` and `pace` are kept.
 */
export function takeTurn(
  kept: Turn | undefined,
  pace: Pace | undefined,
  now: Instant,
  urgent: boolean,
): Taken {
  // A holder that died may have written, or not.
  const before = kept ?? NEVER;
  const died = before.busyUntil !== null && before.busyUntil <= now;
  const turn = died ? { ...before, busyUntil: null, unsure: true } : before;
  if (turn.busyUntil !== null) return rest(turn, now);
  if (urgent) return go(turn, now, placeAfter(pace, now).pace);
  if (turn.at !== null && turn.at > now + SKEW) return { answer: { write: false, at: turn.at }, turn };
  if (turn.placed && turn.at !== null && turn.at + GOOD_FOR > now) return go(turn, now);
  if (now + SKEW < turn.wroteAt + REST) return rest(turn, now);
  const { at, pace: paced } = placeAfter(pace, now);
  if (at <= now) return go(turn, now, paced);
  return { answer: { write: false, at }, turn: { ...turn, at, placed: true }, pace: paced };
}

/**
 * Gives a turn back. `wrote` says what was done in it; without, the attempt failed, may have been carried out all the same, and the next
 * one waits longer after each. When the turn had been taken over by another, the two may have written in any order, so another one is
 * due at once. Answers when.
 */
export function endTurn(
  kept: Turn,
  number: number,
  now: Instant,
  wrote: 'whole' | 'changes' | undefined,
): { turn: Turn; again: Instant | null } {
  if (kept.number !== number) return { turn: { ...kept, at: now, placed: false, unsure: true }, again: now };
  const free = { ...kept, busyUntil: null };
  if (!wrote) {
    const at = now + Math.min(REST * 2 ** kept.failures, LONGEST_WAIT);
    return { turn: { ...free, at, placed: false, failures: kept.failures + 1, unsure: true }, again: at };
  }
  const whole = wrote === 'whole' ? { wholeAt: now, unsure: false } : {};
  return { turn: { ...free, wroteAt: now, failures: 0, ...whole }, again: kept.at };
}

/** From when on a desk that did not come back is to be looked after; `null` when it owes nothing. */
export function owedSince({ at, busyUntil }: Turn): Instant | null {
  return busyUntil ?? at;
}

function go(turn: Turn, now: Instant, pace?: Pace): Taken {
  const number = turn.number + 1;
  const whole = turn.unsure || now - turn.wholeAt >= WHOLE_EVERY;
  return {
    answer: { write: true, number, whole },
    turn: { ...turn, number, at: null, placed: false, busyUntil: now + LEASE },
    ...(pace && { pace }),
  };
}

/** Until the tabs may be written again; a place is asked for only then, so that it is not kept from others meanwhile. */
function rest(turn: Turn, now: Instant): Taken {
  const promised = turn.at !== null && turn.at > now ? turn.at : undefined;
  const at = promised ?? (turn.busyUntil === null ? turn.wroteAt : now) + REST;
  return { answer: { write: false, at }, turn: { ...turn, at } };
}

/** The next free place, and the pace once it is taken: a leaky bucket that lets a short burst through. */
function placeAfter(pace: Pace | undefined, now: Instant): { at: Instant; pace: Pace } {
  const next = Math.max(pace?.next ?? 0, now);
  return { at: Math.max(now, Math.ceil(next - BURST * GAP)), pace: { next: next + GAP } };
}
