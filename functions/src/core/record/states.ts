// How far a record has come: follows from what is filled in, never typed.

import { isFilled } from '../lib/placeholder.ts';
import { floorToMinute, type Instant } from '../lib/time.ts';
import type { Cells, Source } from '../schema/column.ts';
import type { Need } from '../schema/condition.ts';
import { type Problem, problem } from '../schema/problem.ts';
import {
  columnOf,
  type Reopening,
  type State,
  stateOf,
  systemColumn,
  type Table,
  type ToldColumn,
} from '../schema/table.ts';

/** What a record knows of one that refers to it. */
export interface Link {
  key: string;
  number: string;
  state: string;
  /** Who handles it, where its table tells and somebody does. */
  person?: string;
  /** Cycle of this record in which the other one was last heard of. */
  cycle: number;
  /** What it tells beside its state. */
  told: Cells;
  /**
   * Cycle in which that was told last; null when this record was still open then, and it is no answer to what was done.
   */
  toldIn: number | null;
  /** How many that were heard of before this one are kept no more; on the first of a list. */
  before?: number;
}

/** What was heard of others in the present cycle, by table: that they came to a state, and what they told. */
export type HeardLinks = Record<string, readonly { state: string | null; told?: Cells }[]>;

/** HeardLinks as they count in a cycle: what belongs to an earlier one has had its effect. */
export function linksIn(cycle: number, links: Readonly<Record<string, readonly Link[]>>): HeardLinks {
  return Object.fromEntries(
    Object.entries(links).map(([table, all]) => [
      table,
      all.map(link => ({
        state: link.cycle === cycle ? link.state : null,
        told: link.toldIn === cycle ? link.told : {},
      })),
    ]),
  );
}

/** The furthest state whose needs, and those of all states before it, are met. */
export function deriveState(table: Table, cells: Cells, links: HeardLinks = {}): State {
  for (const override of [table.withdrawal, table.override]) {
    const aside = override?.states[String(cells[override.is] ?? '')];
    if (aside !== undefined) return stateOf(table, aside);
  }
  const states = waypoints(table);
  let reached = states[0];
  if (!reached) throw new Error(`table ${table.key} declares no states`);
  for (const state of states) {
    if (!state.needs.every(need => isMet(need, cells, links))) break;
    reached = state;
  }
  return reached;
}

/** Says what the next state still needs, when somebody has already filled in what comes after it. */
export function waitingProblems(
  table: Table,
  cells: Cells,
  reached: State,
  links: HeardLinks = {},
): Problem[] {
  if (reached.aside) return [];
  const states = waypoints(table);
  const rest = states.slice(states.indexOf(reached) + 1);
  const [next] = rest;
  const someAhead = rest.some(state => state.needs.some(need => isMet(need, cells, links)));
  if (!next || !someAhead) return [];
  const labels = next.needs
    .filter(need => !isMet(need, cells, links))
    .map(need => phraseOf(table, need, cells));
  const column = systemColumn(table, 'state');
  return [
    problem(column?.key ?? null, 'state_waits', {
      state: next.name,
      labels: labels.join('、'),
    }),
  ];
}

/** Whether the first state lies as far as the second, or further. */
export function hasReached(table: Table, state: string, goal: string): boolean {
  const names = waypoints(table).map(each => each.name);
  return names.indexOf(state) >= names.indexOf(goal);
}

/** Why these cells and links ask for another cycle, if they do. */
export function reopeningOf(
  table: Table,
  cells: Cells,
  reached: State,
  links: HeardLinks = {},
): Reopening | undefined {
  if (reached.void) return undefined;
  const open = reached.category === 'open';
  return table.reopenings?.find(({ when, from }) => (from === 'any' || !open) && isMet(when, cells, links));
}

/**
 * The time that a record of another table told last, of those that came to their state in this cycle: when something
 * was done is no answer to it. Where none has told, the one that the record itself says.
 */
export function toldTime(
  { told, happened }: Extract<Source, { from: 'stateEnteredAt' }>,
  cells: Cells,
  cycle: number,
  links: Readonly<Record<string, readonly Link[]>>,
): Instant | undefined {
  const last = told && timeTold(told, cycle, links);
  const own = happened === undefined ? undefined : cells[happened];
  return [last, own].find(each => typeof each === 'number');
}

/**
 * When something happened that is typed now: as the record itself says, or the last record that tells of it in this
 * cycle. `undefined` where nobody says, or where that is no time between the cycle's beginning and now.
 */
export function happenedTime(
  column: string | ToldColumn | undefined,
  cells: Cells,
  { links, cycle, began, now }: HappenedIn,
): Instant | undefined {
  if (column === undefined) return undefined;
  const told = typeof column === 'string' ? cells[column] : timeTold(column, cycle, links);
  return typeof told === 'number' && told >= began && told < floorToMinute(now) ? told : undefined;
}

/** The cycle in which something happened, and when that had begun. */
interface HappenedIn {
  links: Readonly<Record<string, readonly Link[]>>;
  cycle: number;
  began: Instant;
  now: Instant;
}

/** The time that was told last in this cycle. */
function timeTold(
  { by, column, states }: ToldColumn,
  cycle: number,
  links: HappenedIn['links'],
): Instant | undefined {
  const heard = links[by]?.filter(
    link => link.cycle === cycle && (states === undefined || states.includes(link.state)),
  );
  return heard?.map(({ told }) => told[column]).findLast(each => typeof each === 'number');
}

/** The states on the way from first to last. */
const waypoints = (table: Table) => table.states.filter(state => !state.aside);

/** Whether a record meets a need. */
export function isMet(need: Need, cells: Cells, links: HeardLinks): boolean {
  if (typeof need === 'string') return isFilled(cells[need]);
  if ('blank' in need) return !isFilled(cells[need.blank]);
  if ('is' in need) return holds(cells, need);
  if ('any' in need) return need.any.some(each => isMet(each, cells, links));
  if ('all' in need) return need.all.every(each => isMet(each, cells, links));
  if ('reported' in need)
    return (links[need.reported] ?? []).some(({ told }) =>
      need.values.includes(String(told?.[need.column] ?? '')),
    );
  return (links[need.linked] ?? []).some(({ state }) => state !== null && need.states.includes(state));
}

const holds = (cells: Cells, { is, values }: { is: string; values: readonly string[] }) =>
  values.includes(String(cells[is] ?? ''));

/**
 * Whether a way to meet a need is one for this record: what is for records of another kind, or for others to tell, is
 * not said.
 */
function isOpen(way: Need, cells: Cells): boolean {
  if (typeof way !== 'string' && 'reported' in way) return false;
  if (typeof way === 'string' || !('all' in way)) return true;
  const [first] = way.all;
  return first === undefined || typeof first === 'string' || !('is' in first) || holds(cells, first);
}

/** What a state still needs, in words. */
function phraseOf(table: Table, need: Need, cells: Cells): string {
  if (typeof need === 'string') return `“${columnOf(table, need).label}”`;
  if ('blank' in need) return `“${columnOf(table, need.blank).label}”留空`;
  if ('is' in need) return `“${columnOf(table, need.is).label}”为${need.values.join('或')}`;
  if ('any' in need)
    return need.any
      .filter(each => isOpen(each, cells))
      .map(each => phraseOf(table, each, cells))
      .join('或');
  if ('all' in need)
    return need.all
      .filter(each => typeof each === 'string' || !('is' in each) || !holds(cells, each))
      .map(each => phraseOf(table, each, cells))
      .join('，');
  if ('reported' in need) return `关联记录说明“${need.values.join('”或“')}”`;
  return `关联记录进入“${need.states.join('”或“')}”`;
}
