// What Google allows, and what it asks for, as published in 2026. Where a figure is not Google's own, its line says so.

/** Calls that write, a minute, for one account. https://developers.google.com/workspace/sheets/api/limits */
export const SHEET_WRITES_A_MINUTE = 60;

/** Tasks a second of one queue. https://cloud.google.com/tasks/docs/quotas */
export const QUEUE_DISPATCHES_A_SECOND = 500;

/**
 * Writes a second into one index whose values grow or are alike.
 * https://firebase.google.com/docs/firestore/best-practices
 */
export const SEQUENTIAL_WRITES_A_SECOND = 500;

/** Sustained writes a second of one document, softly. The same page. */
export const DOCUMENT_WRITES_A_SECOND = 1;

/**
 * List prices of a single region in US$. https://cloud.google.com/firestore/pricing
 * https://cloud.google.com/run/pricing https://cloud.google.com/tasks/pricing
 */
export const PRICES = {
  read: 0.03 / 100_000,
  write: 0.09 / 100_000,
  delete: 0.01 / 100_000,
  request: 0.4 / 1e6,
  /** A second of one processor with half a GiB. */
  second: 0.000025,
  task: 0.4 / 1e6,
  gibibyteMonth: 0.15,
} as const;

/** Not Google's: seconds that an answer of Firestore and a call of Sheets take within a region, as often reported. */
export const FIRESTORE_TRIP_S = 0.015;
export const SHEETS_CALL_S = 1.5;
