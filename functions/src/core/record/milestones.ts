// When things came about in the life of a record that no column of its own tells: found when a row is saved, kept with
// the record.

import type { Instant } from '../lib/time.ts';
import type { Cells } from '../schema/column.ts';
import { columnOf, type State, type Table } from '../schema/table.ts';

export type Milestone = 'solved' | 'rated' | 'judged';
export type Milestones = Partial<Record<Milestone, Instant>>;

interface Reached {
  cells: Cells;
  state: State;
  now: Instant;
}

/**
 * What has come about, and since when. `before` is what had in the same record; `fresh` says that another cycle has
 * begun since, so that only what lasting cells tell is still true.
 */
export function milestonesOf(
  table: Table,
  { cells, state, now }: Reached,
  before: Milestones,
  fresh: boolean,
): Milestones {
  // What is withdrawn may come back as it was.
  if (state.void) return before;
  const { rated, judged } = table.measures ?? {};
  const milestones: Milestones = {};
  const note = (milestone: Milestone, holds: boolean, lasting: boolean) => {
    if (holds) milestones[milestone] = (fresh && !lasting ? undefined : before[milestone]) ?? now;
  };
  note('solved', state.category !== 'open' && !state.aside, false);
  if (rated) note('rated', (cells[rated.column] ?? null) !== null, isLasting(table, rated.column));
  if (judged) {
    const judgement = cells[judged.column] ?? null;
    const decided = judgement !== null && !judged.undecided.includes(String(judgement));
    note('judged', decided, isLasting(table, judged.column));
  }
  return milestones;
}

/** Whether a column keeps its cell when the record reopens. */
export function isLasting(table: Table, key: string): boolean {
  const column = columnOf(table, key);
  return column.owner === 'staff' && !column.perCycle;
}
