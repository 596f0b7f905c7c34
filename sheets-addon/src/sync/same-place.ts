// Rows that are met again after a request in the same lock section: mostly nothing has moved meanwhile, and the columns
// need not be looked for once more.

import { nowMs } from '../platform/clock.ts';
import { isLocked } from '../platform/lock.ts';
import type { CellContent } from '../platform/platform.ts';
import { openedBefore, readRows, type Tab } from '../sheet/tab.ts';
import type { OutgoingRow } from './gather.ts';

/** A tab as it was opened to read rows, and when, ms. */
export interface Opened {
  tab: Tab;
  at: number;
}

/** A tab as it is now, and what was read of rows on the way. */
export interface Met {
  tab: Tab;
  lines: Map<number, CellContent[]>;
}

/**
 * For so long columns stand where they were, unless what the rows hold tells otherwise. People need no lock to move
 * columns, so a moment is never to be excluded; a request that hangs is far longer than one.
 */
const GOOD_MS = 3_000;

/**
 * The tab by what was known of it, where all these rows hold what they held; nothing where anything else stands in one
 * of them, or too long ago, or outside the lock section in which it was opened.
 */
export function metAgain({ tab, at }: Opened, sent: readonly OutgoingRow[]): Met | undefined {
  if (!isLocked() || nowMs() - at > GOOD_MS) return undefined;
  const lines = readWhereSent(tab, sent);
  const isSame = ({ row, line = [] }: OutgoingRow): boolean => isSameLine(line, lines.get(row) ?? []);
  return sent.every(isSame) ? { tab: openedBefore(tab), lines } : undefined;
}

const isSameLine = (one: readonly CellContent[], other: readonly CellContent[]): boolean =>
  one.length === other.length && one.every((content, index) => plain(content) === plain(other[index]));

const plain = (content: CellContent | undefined): unknown =>
  content instanceof Date ? content.getTime() : content;

/** The rows where they were read before; nothing when the tab has become shorter than that. */
export function readWhereSent(tab: Tab, sent: readonly OutgoingRow[]): Map<number, CellContent[]> {
  try {
    return readRows(
      tab,
      sent.map(({ row }) => row),
    );
  } catch (cause) {
    // Google refuses a range that lies outside: then the rows are looked for by their keys.
    Logger.log(`Rows are no longer where they were read: ${String(cause)}`);
    return new Map();
  }
}
