// The record that follows from values, links and the time: its state, cycle, clocks and all cells of the system's.

import { missing, missingProblems } from '../cells/validate-row.ts';
import { deriveClocks } from '../clocks/clocks.ts';
import { occurrencesAfter } from '../clocks/finished-occurrences.ts';
import { pausesAfter } from '../clocks/pauses.ts';
import type { DeskContext } from '../desk/desk.ts';
import { countedBy } from '../figures/count.ts';
import { customerOf } from '../figures/customer.ts';
import type { Figures } from '../figures/figures.ts';
import { measuredColumns } from '../figures/measured-columns.ts';
import { counted } from '../figures/with-clocks.ts';
import { awaitedIn } from '../identity/awaited.ts';
import { usesOf } from '../identity/carry.ts';
import { floorToMinute, type Instant } from '../lib/time.ts';
import { isAwaited, isRefused, uncalledIn } from '../record/awaited.ts';
import { type Milestones, milestonesOf } from '../record/milestones.ts';
import { personsOf } from '../record/persons.ts';
import { type Cycle, type DeskRecord, type Marks, nextBegan, type PrivateCells } from '../record/record.ts';
import type { References } from '../record/references.ts';
import {
  deriveState,
  happenedTime,
  hasReached,
  linksIn,
  reopeningOf,
  toldTime,
  waitingProblems,
} from '../record/states.ts';
import { wordsTold } from '../record/told-words.ts';
import type { Cells } from '../schema/column.ts';
import type { Problem } from '../schema/problem.ts';
import { type Reopening, staffColumns, stateOf, type Table } from '../schema/table.ts';
import { autofill } from './autofill.ts';
import { systemCell } from './computed-columns.ts';
import { takeAttempt } from './contact-attempts.ts';
import { findingsLeft, type Incoming } from './incoming.ts';

/**
 * Of which configuration a record's names are, the entries that it names as long as it is not closed, the names that it
 * waits for, and the customer who is to be reached by it, or wants not to be.
 */
export function naming(
  table: Table,
  record: Pick<DeskRecord, 'cells' | 'closedAt' | 'state' | 'customer' | 'personsIn'>,
  {
    before,
    references,
  }: { before: Pick<DeskRecord, 'uses'> | undefined; references?: References | undefined },
  desk: DeskContext,
): Required<Pick<DeskRecord, 'namesAt' | 'uses'>> {
  const { cells, closedAt, customer } = record;
  const awaited = awaitedIn(table, cells, references, before?.uses);
  const called = customer && (isAwaited(table, record) || isRefused(table, record)) ? [customer.digest] : [];
  const own = closedAt === null ? usesOf(table, cells, desk) : [];
  const uses = [...own, ...awaited, ...called, ...uncalledIn(table, record)];
  return { namesAt: desk.desk.version, uses };
}

/** The record after a row was taken in, and what it waits for. Its number is drawn later. */
export function recordAfter(
  incoming: Incoming,
  { values, proposed, privateCells }: { values: Cells; proposed: Cells; privateCells: PrivateCells },
  desk: DeskContext,
): { record: DeskRecord; figures: Figures; problems: Problem[]; reopening: Reopening | undefined } {
  const { table, key, before, by, now, references, found, links = before?.links ?? {} } = incoming;
  const corrected = new Set(before ? Object.keys(privateCells) : []);
  const tried = takeAttempt(table, values, { before: before?.attempts ?? [], corrected, now, desk });
  const { attempts } = tried;
  const opened = reopened(tried.values, incoming, attempts, desk);
  // What the system proposes for each cycle it proposes at once, or the next look at the row would change it.
  const anew =
    opened.cycles.length === (before?.cycles.length ?? 0)
      ? undefined
      : autofill(table, opened.values, {
          desk,
          now,
          before,
          references,
          links: linksIn(opened.cycle, links),
        });
  const settled = settle(anew?.values ?? opened.values, incoming, { ...opened, attempts }, desk);
  const who = whose(incoming, settled.cells, privateCells, desk);
  const { record, figures } = counted(table, desk.zone, {
    key,
    table: table.key,
    number: before?.number ?? '',
    version: (before?.version ?? 0) + 1,
    cells: settled.cells,
    proposed: { ...before?.proposed, ...proposed, ...tried.proposed, ...anew?.proposed, ...found?.escalated },
    state: settled.state,
    ...countedBy(table),
    ...naming(table, { ...settled, ...who }, incoming, desk),
    findings: [...(found?.findings ?? findingsLeft(incoming, settled.cells)), ...(incoming.remarks ?? [])],
    ...(before?.reviewAt !== undefined && { reviewAt: before.reviewAt }),
    links,
    origin: before?.origin ?? incoming.origin ?? null,
    cycle: opened.cycle,
    cycles: opened.cycles,
    attempts,
    pauses: settled.pauses,
    clocks: settled.clocks,
    turns: occurrencesAfter(table, before, settled.clocks, desk),
    milestones: settled.milestones,
    ...who,
    ...wordsTold(table, { cells: settled.cells, cycles: opened.cycles }),
    nextActionAt: null,
    dueAt: null,
    escalatedAt: null,
    countsIn: [],
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
    closedAt: settled.closedAt,
    createdBy: before?.createdBy ?? by,
    updatedBy: by,
    ...(before?.unnamed && { unnamed: before.unnamed }),
  });
  const problems = [...tried.problems, ...(anew?.problems ?? []), ...waiting(table, record)];
  return { record, figures, problems, reopening: opened.reopening };
}

/** Who the customer is, and by what the record is found of whom it is about. */
function whose(
  incoming: Incoming,
  cells: Cells,
  privateCells: PrivateCells,
  { keyed }: DeskContext,
): Pick<DeskRecord, 'customer' | keyof Marks | 'erasedAt'> {
  const { table, before } = incoming;
  const found = customerOf(table, cells, privateCells, before, keyed);
  const persons = personsOf(table, { cells, customer: found }, privateCells, incoming, keyed);
  const { erasedAt } = before ?? {};
  // Of whom was erased the figures go on knowing that it was one and the same customer, until there is another.
  if (erasedAt !== undefined && !found) return { customer: before?.customer ?? null, erasedAt, ...persons };
  return { customer: found, ...persons };
}

/** What follows from the values of a row in one of its cycles. */
interface CycleValues {
  cells: Cells;
  state: string;
  pauses: DeskRecord['pauses'];
  clocks: DeskRecord['clocks'];
  milestones: Milestones;
  closedAt: Instant | null;
}

function settle(
  values: Cells,
  incoming: Incoming,
  { cycle, cycles, attempts }: Pick<DeskRecord, 'cycle' | 'cycles' | 'attempts'>,
  desk: DeskContext,
): CycleValues {
  const { table, before, now, links = before?.links ?? {} } = incoming;
  const cells: Cells = { ...unshown(table, before), ...values };
  const system = table.columns.filter(column => column.owner === 'system');
  const input = { incoming, cells, links, cycle, cycles, attempts, desk };
  for (const column of system) cells[column.key] = systemCell(column, input);
  const state = deriveState(table, cells, linksIn(cycle, links));
  const closedAt = state.category === 'closed' ? (before?.closedAt ?? now) : null;
  for (const { key, source } of system) {
    if (source.from === 'state') cells[key] = state.name;
    if (source.from === 'stateEnteredAt') {
      const kept = before?.cycle === cycle ? (before.cells[key] ?? null) : null;
      const told = toldTime(source, cells, cycle, links);
      cells[key] = hasReached(table, state.name, source.state) ? (told ?? kept ?? floorToMinute(now)) : null;
    }
    if (source.from === 'closed') cells[key] = closedAt === null ? null : floorToMinute(closedAt);
  }
  const last = cycles.at(-1);
  const began = last ? nextBegan(last) : Number.NEGATIVE_INFINITY;
  const soFar = before?.cycle === cycle ? before.pauses : [];
  const pauses = pausesAfter(table, cells, { links, cycle, began, before: soFar, now });
  const clocks = deriveClocks(
    table,
    { cells, state: state.name, cycle, cycles, pauses, now },
    before?.clocks ?? {},
    desk,
  );
  const fresh = before !== undefined && before.cycle !== cycle;
  const milestones = milestonesOf(table, { cells, state, now }, before?.milestones ?? {}, fresh);
  return { cells, state: state.name, pauses, clocks, milestones, closedAt };
}

/** Cells of columns that the workspace has taken out of use: they are kept until the column comes back. */
function unshown(table: Table, before: DeskRecord | undefined): Cells {
  if (!before) return {};
  const shown = new Set(table.columns.map(column => column.key));
  return Object.fromEntries(Object.entries(before.cells).filter(([key]) => !shown.has(key)));
}

/** What a record says of itself: what is still missing in it, and what it waits for to go on. */
export function outstandingOf(table: Table, record: DeskRecord): Problem[] {
  return [...missingProblems(missing(table, record.cells)), ...waiting(table, record)];
}

/** What a record waits for to go on, when somebody has filled in what comes later. */
function waiting(table: Table, record: DeskRecord): Problem[] {
  return waitingProblems(
    table,
    record.cells,
    stateOf(table, record.state),
    linksIn(record.cycle, record.links),
  );
}

/** Opens the next cycle where the cells ask for it: what belongs to the finished one moves to the history. */
function reopened(
  values: Cells,
  incoming: Incoming,
  attempts: DeskRecord['attempts'],
  desk: DeskContext,
): Pick<DeskRecord, 'cycle' | 'cycles'> & { values: Cells; reopening: Reopening | undefined } {
  const { table, before, now, links = before?.links ?? {} } = incoming;
  const cycle = before?.cycle ?? 1;
  const cycles = before?.cycles ?? [];
  const current = linksIn(cycle, links);
  const reached = deriveState(table, values, current);
  const reopening = reopeningOf(table, values, reached, current);
  if (!reopening) return { cycle, cycles, values, reopening };
  const last = cycles.at(-1);
  const received = values[table.measures?.received ?? ''];
  const bounds = [received, last && nextBegan(last)].filter(each => typeof each === 'number');
  const began = Math.max(Number.NEGATIVE_INFINITY, ...bounds);
  const happenedAt = happenedTime(reopening.happened, values, { links, cycle, began, now });
  const perCycle = staffColumns(table).filter(column => column.perCycle);
  const cells = Object.fromEntries(perCycle.map(({ key }) => [key, values[key] ?? null]));
  const blanked = Object.fromEntries(perCycle.map(({ key }) => [key, null]));
  return {
    cycle: cycle + 1,
    cycles: [
      ...cycles,
      finishedCycle(
        { cycle, endedAt: now, ...(happenedAt !== undefined && { happenedAt }), state: reached.name, cells },
        values,
        incoming,
        attempts,
        desk,
      ),
    ],
    values: { ...values, ...blanked },
    reopening,
  };
}

/** A cycle with all that its figures go by: its limits, times and score are its own, whatever becomes of the record. */
function finishedCycle(
  ended: Pick<Cycle, 'cycle' | 'endedAt' | 'happenedAt' | 'state' | 'cells'>,
  values: Cells,
  incoming: Incoming,
  attempts: DeskRecord['attempts'],
  desk: DeskContext,
): Cycle {
  const { table, before } = incoming;
  const { cycle } = ended;
  const last = settle(values, incoming, { cycle, cycles: before?.cycles ?? [], attempts }, desk);
  const standing = measuredColumns(table).filter(column => !(column in ended.cells));
  return {
    ...ended,
    standing: Object.fromEntries(standing.map(column => [column, last.cells[column] ?? null])),
    clocks: last.clocks,
    // What had been solved was so until now, though the very edit that reopens it says otherwise.
    milestones: { ...before?.milestones, ...last.milestones },
    // A record that is reopened by what would have closed it never was closed.
    closedAt: before?.closedAt ?? null,
  };
}
