// How far a record has come: follows from what is filled in, never typed.

import { type Problem, problem } from './problem.ts';
import type { Cells, Need, State, Table } from './table.ts';

/** States of linked records, by table: what a record knows of its links. */
export type Links = Record<string, string[]>;

/** The furthest state whose needs, and those of all states before it, are met. */
export function deriveState(table: Table, cells: Cells, links: Links = {}): State {
  let reached = table.states[0];
  if (!reached) throw new Error(`table ${table.key} declares no states`);
  for (const state of table.states) {
    if (!state.needs.every(need => isMet(need, cells, links))) break;
    reached = state;
  }
  return reached;
}

/** Says what the next state still needs, when somebody has already filled in what comes after it. */
export function waitingProblems(table: Table, cells: Cells, reached: State, links: Links = {}): Problem[] {
  const rest = table.states.slice(table.states.indexOf(reached) + 1);
  const [next] = rest;
  const someAhead = rest.some(state => state.needs.some(need => isMet(need, cells, links)));
  if (!next || !someAhead) return [];
  const labels = next.needs
    .filter(need => !isMet(need, cells, links))
    .map(need => (typeof need === 'string' ? labelOf(table, need) : '关联记录'));
  const column = table.columns.find(each => each.owner === 'system' && each.source.from === 'state');
  return [
    problem(column?.key ?? null, 'state_waits', {
      state: next.name,
      labels: labels.map(l => `“${l}”`).join('、'),
    }),
  ];
}

/** Whether the first state lies as far as the second, or further. */
export function hasReached(table: Table, state: string, goal: string): boolean {
  const names = table.states.map(each => each.name);
  return names.indexOf(state) >= names.indexOf(goal);
}

/** Whether these cells, solved so far, ask for another cycle. */
export function reopens(table: Table, cells: Cells, reached: State): boolean {
  const { reopening } = table;
  if (!reopening || reached.category === 'open') return false;
  return reopening.values.includes(String(cells[reopening.column] ?? ''));
}

function isMet(need: Need, cells: Cells, links: Links): boolean {
  if (typeof need === 'string') return (cells[need] ?? null) !== null;
  return (links[need.linked] ?? []).some(state => need.states.includes(state));
}

const labelOf = (table: Table, key: string) => table.columns.find(column => column.key === key)?.label ?? key;
