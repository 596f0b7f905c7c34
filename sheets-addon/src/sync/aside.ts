// People beside the triggers: open sidebars send what their own person types, and whatever people start themselves
// takes the lock for moments, without sending what others have noted.

import { nowMs } from '../platform/clock.ts';
import { onLocked } from '../platform/lock.ts';
import { property, putProperty } from '../platform/properties.ts';
import { isUnnamedAt } from './keys/unnamed.ts';
import type { Kept, Note } from './notes.ts';

/**
 * For so long after it was last heard of a sidebar counts as open, ms: it asks every three seconds, and a look takes a
 * second or two. What is left to one that was closed waits for somebody else, so no longer than need be.
 */
const OPEN_MS = 8_000;
/** It says so again when no more than this is left, ms: with each look, unless two come at once. */
const LEFT_MS = 6_000;
/** Of more notes none is left to a sidebar: one execution sends for all, or each would wait for all others' turns. */
const FEW = 3;
/** A note that its sidebar has not taken by then is everybody's, ms. */
const FRESH_MS = 10_000;

/** For so long triggers send for somebody whose own account may not write what the desk writes, ms. */
const BARRED_MS = 24 * 60 * 60 * 1_000;

const nameOf = (mail: string): string => `aside.${mail.toLowerCase()}`;

/** Until when a person's sidebar counts as open, ms; 0 for nobody's: whoever is not named has none. */
const openUntil = (mail: string): number => (mail === '' ? 0 : Number(property(nameOf(mail))));

/** Says that the sidebar of whoever has this mail is open. */
export function sayOpen(mail: string): void {
  const now = nowMs();
  if (openUntil(mail) - now < LEFT_MS) putProperty(nameOf(mail), String(now + OPEN_MS));
}

/** Says that it is open no more. Said before its last notes are looked for, so that none comes behind them. */
export function sayClosed(mail: string): void {
  putProperty(nameOf(mail), '0');
}

const barOf = (mail: string): string => `barred.${mail.toLowerCase()}`;

/** Says that columns or rows are protected from this account: nothing is left to its sidebar for a day. */
export function sayBarred(mail: string): void {
  putProperty(barOf(mail), String(nowMs() + BARRED_MS));
  sayClosed(mail);
}

export const isBarred = (mail: string): boolean => nowMs() < Number(property(barOf(mail)));

/** Whether notes may be left to those who have typed: there are few, and each one's sidebar is about to send it. */
export function areLeft(notes: readonly Note[]): boolean {
  const now = nowMs();
  const isLeft = (note: Note): boolean =>
    openUntil(note.editor) > now && now - (note.at ?? 0) < FRESH_MS && !isUnnamedAt(note);
  return notes.length <= FEW && notes.every(isLeft);
}

/** Whether there is a note that nobody has taken in time. */
export const areAbandoned = (notes: readonly Kept[]): boolean =>
  notes.some(({ note: { at = 0 } }) => nowMs() - at >= FRESH_MS);

/**
 * Whether a note is sent by the sidebar of whoever has this mail: it tells of his edit. Of a row that was sent in
 * nobody's name others are told by the account that has it from Google.
 */
export const isOwn = (mail: string, note: Note): boolean =>
  note.editor.toLowerCase() === mail.toLowerCase() && !isUnnamedAt(note);

/** In the cache: which person's execution may have the lock, or that an edit waits for it already. */
const HERALD = 'person';
const AWAITED = 'awaited';
/** As long as somebody may have it who dies. */
const SECONDS = 60;

const cache = () => CacheService.getDocumentCache();

/** What this execution is known by where a person has started it; nothing where an event did. */
let ticket: string | undefined;

/** To be said at the beginning of all that a person starts. */
export function beginPerson(): void {
  ticket ??= Utilities.getUuid();
}

onLocked({
  before() {
    if (ticket !== undefined) cache()?.put(HERALD, ticket, SECONDS);
  },
  after() {
    if (ticket !== undefined && cache()?.get(HERALD) === ticket) cache()?.remove(HERALD);
  },
});

/**
 * Whether an edit that found the lock taken has to wait for it, since whoever has it may look for no notes. One waits
 * for all: who asks next need not.
 */
export function mustWait(): boolean {
  const holder = cache()?.get(HERALD) ?? AWAITED;
  if (holder === AWAITED) return false;
  cache()?.put(HERALD, AWAITED, SECONDS);
  return true;
}
