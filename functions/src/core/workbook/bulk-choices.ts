// What can be done to many rows of a tab at once: it follows from the table's declaration.

import type { DeskContext } from '../desk/desk.ts';
import type { Override } from '../schema/record-rules.ts';
import { staffColumns, stateOf, type Table } from '../schema/table.ts';
import { choicesOf } from './choices.ts';

interface Choice {
  action: 'assign' | 'handOver' | 'urgency' | 'close' | 'withdraw';
  column: string;
  label: string;
  options: string[];
}

/** Stands for whoever takes over from the person that each row names. */
export const HAND_OVER = '按建议：代理人，没有则同部门在岗的同事';

/** The columns that can be set in many rows, in the order in which they are offered. */
export function bulkChoices(table: Table, desk: DeskContext): Choice[] {
  const urgent = table.dimensions.find(({ name }) => name === 'priority')?.column;
  const columns = staffColumns(table).map(column => {
    const all = choicesOf(column, desk);
    const ends = valuesThatEnd(table, table.override, column.key);
    const closes = column.right?.of === 'close' ? (column.right.values ?? all) : ends;
    return { ...column, all, closes, withdraws: valuesThatEnd(table, table.withdrawal, column.key) };
  });
  const persons = columns.filter(({ kind, right }) => kind.type === 'person' && !right);
  const offered: Choice[] = [
    ...persons.map(({ key, label, all }) => ({
      action: 'assign' as const,
      column: key,
      label,
      options: [...all],
    })),
    ...persons.map(({ key, label }) => ({
      action: 'handOver' as const,
      column: key,
      label,
      options: [HAND_OVER],
    })),
    ...columns
      .filter(({ key }) => key === urgent)
      .map(({ key, label, all }) => ({ action: 'urgency' as const, column: key, label, options: [...all] })),
    ...columns.map(({ key, label, closes }) => ({
      action: 'close' as const,
      column: key,
      label,
      options: [...closes],
    })),
    ...columns.map(({ key, label, withdraws }) => ({
      action: 'withdraw' as const,
      column: key,
      label,
      options: [...withdraws],
    })),
  ];
  return offered.filter(({ options }) => options.length > 0);
}

/** Values of a column by which a record comes to an end, whatever else it holds. */
function valuesThatEnd(table: Table, override: Override | undefined, column: string): string[] {
  if (override?.is !== column) return [];
  const states = Object.entries(override.states);
  return states.filter(([, state]) => stateOf(table, state).category === 'closed').map(([value]) => value);
}
