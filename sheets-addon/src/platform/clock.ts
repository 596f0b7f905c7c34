// The time as Apps Script has it; a runtime on this machine has a script's time go by its own clock.

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const nowMs = (): number => Date.now();

/** Later than this Google tells of no edit. */
export const LATE_EDIT_MS = 2 * MINUTE_MS;
