// What each piece of the desk's work costs, as counted: `npm run bench -- --only operations` writes it, and a test
// counts again.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What one piece of work asks of Google. */
export interface Cost {
  /** Documents of Firestore that are read, written and deleted. */
  reads: number;
  writes: number;
  deletes: number;
  /** Entries that the writes put into indexes. */
  entries: number;
  /** Answers of Firestore that it waits for. */
  trips: number;
  /** Queries among them: one that finds nothing is billed as one document. */
  queries: number;
  /** Calls that write to Sheets. */
  sheetWrites: number;
}

/** The pieces that a day is made of. */
export interface Operations {
  /** A new row, by itself and as one of a hundred that come together. */
  row: Cost;
  rowOfHundred: Cost;
  /** A changed cell of a row that is there. */
  edit: Cost;
  /** A sheet asks for what has changed, and nothing has. */
  pull: Cost;
  /** A task for the summaries that finds nothing to take in, and may not write. */
  look: Cost;
  /** What a new row brings to that: counted in the figures, and compared with others. */
  follow: Cost;
  /** What it takes further to bring the tabs up to date. */
  tabs: Cost;
  /** All that one edited cell costs the summaries of a desk with a hundred open rows, tabs included. */
  followed: Cost;
  /** One of twenty records whose limits pass, with the messages that follow. */
  ring: Cost;
  /** A sweep that finds nothing, over all desks. */
  sweep: Cost;
}

export const OPERATIONS_FILE = join(fileURLToPath(new URL('.', import.meta.url)), 'operations.json');

/** What was counted last. */
export function readOperations(): Operations {
  return JSON.parse(readFileSync(OPERATIONS_FILE, 'utf8')) as Operations;
}
