// Whether a record can be decided at all by what is declared now; one that cannot is set aside, and keeps nobody else
// waiting.

import * as z from 'zod';
import { anyCell } from '../cells/any-cell.ts';
import type { Cells } from '../schema/column.ts';
import { isWorkspaceKey, type Table } from '../schema/table.ts';
import type { AsideFault } from './aside.ts';
import type { DeskRecord } from './record.ts';

const cells = z.record(z.string(), anyCell);
const maybe = z.number().nullable();
const clock = z.object({
  cycle: z.number(),
  startedAt: z.number(),
  plannedAt: maybe,
  dueAt: maybe,
  stoppedAt: maybe,
  pausedAt: maybe,
  steps: z.array(z.object({ id: z.string(), at: z.number() })),
  said: z.array(z.string()),
});
const clocks = z.record(z.string(), clock);
const milestones = z.record(z.string(), z.number());
const link = z.object({
  key: z.string(),
  number: z.string(),
  state: z.string(),
  cycle: z.number(),
  told: cells,
});

/** What deciding relies on; what it only passes on may be anything. */
const sound = z.object({
  key: z.string(),
  table: z.string(),
  number: z.string(),
  version: z.number(),
  cells,
  proposed: cells,
  state: z.string(),
  findings: z.array(z.object({ code: z.string() })),
  links: z.record(z.string(), z.array(link)),
  cycle: z.number(),
  cycles: z.array(z.object({ state: z.string(), cells, standing: cells, clocks, milestones })),
  attempts: z.array(z.object({})),
  turns: z.array(z.object({})),
  pauses: z.array(z.object({ pause: z.string(), from: z.number(), to: maybe })),
  clocks,
  milestones,
  customer: z.object({ column: z.string(), digest: z.string() }).nullable(),
  persons: z.array(z.string()).optional(),
  createdAt: z.number(),
  updatedAt: z.number(),
  closedAt: maybe,
});

/** Whether a record holds what deciding relies on, whatever is declared. */
export function isSound(record: DeskRecord): boolean {
  return sound.safeParse(record).success;
}

/** Why a record cannot be decided by this table as the desk has it; `undefined` when it can. */
export function faultOf(record: DeskRecord, table: Table | undefined): AsideFault | undefined {
  if (!isSound(record)) return 'broken';
  if (!table) return 'table';
  if (!table.states.some(({ name }) => name === record.state)) return 'state';
  if (hasLostColumn(record.cells, table)) return 'column';
  return hasLostOption(record.cells, table) ? 'option' : undefined;
}

/**
 * Whether something stands in a column that is declared no longer. Those of the workspace's own are its to take out of
 * use.
 */
function hasLostColumn(cells: Cells, table: Table): boolean {
  const known = new Set(table.columns.map(({ key }) => key));
  return Object.entries(cells).some(
    ([key, value]) => value !== null && !known.has(key) && !isWorkspaceKey(key),
  );
}

/**
 * The same of options that are declared with their column; lists in the settings tab are the workspace's own, and so
 * are its columns.
 */
function hasLostOption(cells: Cells, table: Table): boolean {
  return table.columns.some(column => {
    if (column.owner !== 'staff' || column.kind.type !== 'option' || !('options' in column.kind))
      return false;
    const value = cells[column.key] ?? null;
    return value !== null && !isWorkspaceKey(column.key) && !column.kind.options.includes(String(value));
  });
}
