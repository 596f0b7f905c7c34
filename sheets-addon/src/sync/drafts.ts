// Rows that cannot be records yet, as many of them are while people type.
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { nowMs } from '../platform/clock.ts';
import type { CellContent } from '../platform/platform.ts';
import { baseAt } from '../sheet/row-mark.ts';
import { isBlank, staffCells } from '../sheet/staff-cells.ts';
import { type Lines, type Tab, textAt } from '../sheet/tab.ts';
import { type Choice, UNTOUCHED } from './choice.ts';

/** How long a draft that is touched waits for what can be saved, ms. */
const WAIT_MS = 5_000;

/** Labels of what a row lacks to be a record, where that is known here; the service judges all others. */
export function lacksIn(
  tab: Tab,
  { base, cells, pasted }: { base: string; cells: WireCells; pasted: boolean },
  line: readonly CellContent[] | undefined,
): string[] {
  if (pasted || base !== '' || !['', tab.desk.outcomes.draft].includes(textAt(line, tab.tie.sync))) return [];
  const isLacking = ({ key }: { key: string }): boolean => isBlank({ [key]: cells[key] ?? null });
  return tab.columns.filter(column => column.required && isLacking(column)).map(({ label }) => label);
}

/**
 * Drafts that were touched just now, where other rows can be sent: whoever has completed a row waits for its answer,
 * who has not types on, and what is missing is told of several cells at once.
 */
export function draftsThatWait(
  tab: Tab,
  { touched, crowd }: Choice,
  rows: readonly number[],
  lines: Lines,
): Set<number> {
  const isDraft = (row: number): boolean => {
    const line = lines.get(row);
    const cells = staffCells(tab, line);
    const { pasted } = touched.get(row) ?? UNTOUCHED;
    return lacksIn(tab, { base: baseAt(line, tab), cells, pasted }, line).length > 0;
  };
  const drafts = crowd ? rows.filter(isDraft) : [];
  if (drafts.length === rows.length) return new Set();
  const now = nowMs();
  return new Set(drafts.filter(row => now - (touched.get(row)?.since ?? 0) < WAIT_MS));
}
