// Rows into which somebody has typed of whom no event has told yet. The event tells whose the text is: without it
// nobody knows, and the history would not either. Called under the lock.
import { nowMs } from '../../platform/clock.ts';
import { load } from '../in-flight.ts';
import { rememberWaiting } from '../memory.ts';

/** For so long a text waits for the event that tells whose it is, ms: most come within seconds. */
const HEARD_MS = 60_000;
/** Of more rows nobody waits for an event. An entry of the cache holds 100 kB. */
const MAX_ROWS = 300;

/**
 * Has rows wait for the events that tell who has typed into them. Who sends anything when no event has come in time
 * sends them in nobody's name, and so does the round of the hour.
 */
export function waitForEvents(keys: readonly string[]): void {
  if (keys.length === 0) return;
  const { unheard } = load();
  if (Object.keys(unheard).length + keys.length > MAX_ROWS) return rememberWaiting(true);
  for (const key of keys) unheard[key] ??= nowMs();
}

/** Whether a row waits for an event that may still come. */
export const isAwaited = (key: string): boolean => nowMs() - (load().unheard[key] ?? 0) < HEARD_MS;

/** Has rows whose events did not come in time sent by whoever sends next. */
export function giveUpUnheard(): void {
  const { unheard } = load();
  const late = Object.keys(unheard).filter(key => !isAwaited(key));
  for (const key of late) delete unheard[key];
  if (late.length > 0) rememberWaiting(true);
}
