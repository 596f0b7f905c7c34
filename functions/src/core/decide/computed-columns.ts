// What the system fills into its own cells of a row, one case for each word of `Source`. Knows no table.

import type { DeskContext } from '../desk/desk.ts';
import { actorOf, UNKNOWN_EDITOR } from '../desk/find-person.ts';
import { isFilled } from '../lib/placeholder.ts';
import { floorToMinute, type Instant } from '../lib/time.ts';
import type { Attempt } from '../record/attempt.ts';
import { type Cycle, type DeskRecord, nextBegan } from '../record/record.ts';
import { referenceIn } from '../record/references.ts';
import type { Cell, Cells, Source, SystemColumn } from '../schema/column.ts';
import { columnOf, type Table } from '../schema/table.ts';
import { tellAttempts } from './contact-attempts.ts';
import type { Incoming } from './incoming.ts';
import { outcomeOf } from './outcome.ts';
import { warrantyOf } from './warranty.ts';

/** What the system's cells of a row follow from. */
export interface SystemInput {
  incoming: Incoming;
  /** Staff cells, and the system cells to the left. */
  cells: Cells;
  links: DeskRecord['links'];
  cycle: number;
  cycles: readonly Cycle[];
  attempts: readonly Attempt[];
  desk: DeskContext;
}

/** What the system fills into a cell; limits, `state`, `reached` and `closed` follow once these are known. */
export function systemCell(
  { key, source }: SystemColumn,
  { incoming, cells, links, cycle, cycles, attempts, desk }: SystemInput,
): Cell {
  const { table, before, by, now } = incoming;
  const minute = floorToMinute(now);
  const kept = before?.cells[key] ?? null;
  switch (source.from) {
    case 'firstSetAt': {
      const cell = cells[source.column] ?? null;
      const there = source.values ? source.values.includes(String(cell)) : isSaid(table, source.column, cell);
      if (!there) return null;
      const set = (cycle === before?.cycle ? kept : null) ?? minute;
      const onEntry = before ? [] : (source.onEntry ?? []);
      const happened = firstTime(
        [...(source.happened === undefined ? [] : [source.happened]), ...onEntry],
        cells,
      );
      const last = cycles.at(-1);
      const began = last ? nextBegan(last) : Number.NEGATIVE_INFINITY;
      return happened !== null && happened >= began && happened < Number(set) ? happened : set;
    }
    case 'changed': {
      const cell = cells[source.column] ?? null;
      const changed = cell !== (before?.cells[source.column] ?? null) || incoming.touched === source.column;
      return cell === null ? null : changed ? minute : kept;
    }
    case 'droppedAt': {
      const fallen = -Number.parseFloat(String(cells[source.column] ?? '')) >= desk.parameter(source.by);
      return fallen ? (kept ?? minute) : null;
    }
    case 'first':
      return firstTime(source.columns, cells);
    case 'updated':
      return minute;
    case 'created':
      return before ? kept : minute;
    case 'author':
      return before ? kept : (actorOf(by) ?? UNKNOWN_EDITOR);
    case 'reopened':
      return floorToMinute(cycles.at(-1)?.endedAt ?? Number.NaN) || null;
    case 'number':
      return before?.number ?? null;
    case 'handledBy':
      return links[source.table]?.filter(link => link.cycle === cycle).at(-1)?.person ?? null;
    case 'referenceDue': {
      const reference = referenceIn(table, source.reference, cells);
      const found = reference && incoming.references?.find(reference);
      return found ? (found.clocks[source.clock]?.dueAt ?? null) : reference ? kept : null;
    }
    case 'linked':
      return numbersOf(links, source.tables, desk);
    case 'escalation':
      return escalatedTo(source, cells, cycles);
    case 'attempts':
      return attemptsCell(table, source.shows, kept, { incoming, cells, attempts, desk });
    case 'outcome':
      return outcomeOf(source, cells, cycles, desk);
    case 'effect':
      return kept;
    case 'warranty':
      return warrantyOf(source, cells, before?.createdAt ?? now, desk);
    case 'due':
    case 'nearestDue':
    case 'stateEnteredAt':
    case 'state':
    case 'closed':
      return null;
  }
}

/** The first of these times that is filled in. */
function firstTime(columns: readonly string[], cells: Cells): Instant | null {
  return columns.map(column => cells[column]).find(cell => typeof cell === 'number') ?? null;
}

/** Whether a cell says something: an option says what it is called, even 无. */
function isSaid(table: Table, column: string, cell: Cell): boolean {
  const declared = columnOf(table, column);
  return declared.owner === 'staff' && declared.kind.type === 'option' ? cell !== null : isFilled(cell);
}

/** Most numbers in a cell; a person finds the others by the number in their own tab. */
const MAX_SHOWN = 30;

/**
 * Numbers of the linked records; of many the latest of each table, and how many there are beside. What nobody had to do
 * after all, such as a call about what was answered elsewhere, is no news of the matter.
 */
function numbersOf(links: DeskRecord['links'], tables: readonly string[], desk: DeskContext): Cell {
  const shown = tables.flatMap(table => {
    const states = desk.tableOf(table)?.states;
    const isMoot = (state: string) => states?.find(({ name }) => name === state)?.moot;
    const all = (links[table] ?? []).filter(({ state }) => !isMoot(state));
    const left = (links[table]?.[0]?.before ?? 0) + Math.max(0, all.length - MAX_SHOWN);
    const numbers = all.slice(-MAX_SHOWN).map(link => link.number);
    return left > 0 ? [...numbers, `另有较早的 ${left} 条`] : numbers;
  });
  return shown.length > 0 ? shown.join('、') : null;
}

function escalatedTo(
  { column, value, roles }: Extract<Source, { from: 'escalation' }>,
  values: Cells,
  cycles: readonly Cycle[],
): Cell {
  const times = [...cycles.map(cycle => cycle.cells), values].filter(cells => cells[column] === value).length;
  return roles[Math.min(times, roles.length) - 1] ?? null;
}

function attemptsCell(
  { attempts: rule }: Table,
  shows: 'count' | 'log' | 'end',
  kept: Cell,
  { incoming, cells, attempts, desk }: Pick<SystemInput, 'incoming' | 'cells' | 'attempts' | 'desk'>,
): Cell {
  if (!rule) return null;
  const { others, filed } = rule.refusal;
  const { awaited, called } = rule.erased;
  // With another number there is somebody to be called again.
  const isErased =
    (kept === awaited || kept === called) && (cells[rule.misdirected.corrects] ?? null) === null;
  const isKept = isErased || kept === rule.settled || kept === others || kept === filed;
  const ended = incoming.ended === undefined ? (isKept ? kept : null) : incoming.ended;
  return tellAttempts(rule, shows, cells, { attempts, ended }, desk.zone);
}
