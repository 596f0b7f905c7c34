// What a record counts for in the summaries, and what a change takes away and adds: a pure function of the record, so
// that a full recount gives what the changes gave.

import { isRunning, limitsOf } from '../clocks/clock-state.ts';
import type { Instant } from '../lib/time.ts';
import { isLasting } from '../record/milestones.ts';
import type { Clock, DeskRecord } from '../record/record.ts';
import type { Cells } from '../schema/column.ts';
import { AT_ONCE } from '../schema/duration.ts';
import { knownState, type State, type Table, workspaceDimensions } from '../schema/table.ts';
import { countOnce, countProblems, countResponse } from './count-once.ts';
import { type CountedCycle, cyclesOf, receivedAt, timeIn } from './cycles.ts';
import { addFigures, differenceOf, type Figures, OPEN } from './figures.ts';
import { bucketOf } from './histogram.ts';
import { mentions } from './mentions.ts';
import { isMain } from './periods.ts';
import { minutesBetween, Tally } from './tally.ts';

/** Everything that one record counts for. `zone` is the desk's: it says which week and month a moment lies in. */
export function figuresOf(table: Table, saved: DeskRecord, zone: string): Figures {
  const { countsAs } = saved;
  const record = countsAs ? { ...saved, cells: { ...saved.cells, ...countsAs } } : saved;
  if (table.counts === undefined || standOf(table, record).void) return {};
  const tally = new Tally(table, countedDimensions(table, record), zone);
  countOpen(tally, table, record);
  const cycles = cyclesOf(table, record);
  countReceived(tally, table, record, cycles);
  // What goes on with a matter comes and goes with it; only what was done to it counts here.
  if (!goesOn(table, record.cells))
    for (const [index, cycle] of cycles.entries()) countCycle(tally, table, cycle, index, cycles);
  for (const [index, cycle] of cycles.entries()) countLimits(tally, table, record, cycle, index);
  countOccurrences(tally, record, cycles);
  countOnce(tally, table, record);
  return tally.figures;
}

/** What a record counts by: what its table declares, and what the workspace had counted when it was last decided. */
function countedDimensions(table: Table, { counted = [] }: DeskRecord): Table['dimensions'] {
  const added = new Set<string>(workspaceDimensions(table));
  const declared = table.dimensions.filter(({ name }) => !added.has(name));
  return [...declared, ...counted.map(key => ({ name: key, column: key }))];
}

/** Where figures of a record count, as can be asked for: what stands now and the periods, after the table's key. */
export function countsIn(table: Table, figures: Figures): string[] {
  return Object.keys(figures)
    .filter(isMain)
    .map(document => countName(table, document));
}

/** A table's part of a document. */
export function countName(table: Pick<Table, 'key'>, document: string): string {
  return `${table.key}/${document}`;
}

/**
 * What a change does to the figures: minus what the record counted for, plus what it counts for now, where that is
 * known already.
 */
export function figureChange(
  table: Table,
  before: DeskRecord | undefined,
  after: DeskRecord,
  zone: string,
  counted = figuresOf(table, after, zone),
): Figures {
  return before ? differenceOf(figuresOf(table, before, zone), counted) : counted;
}

/** What several changes of records do together. Records of a table that is gone count for nothing. */
export function changeOfAll(
  changed: readonly { table: Table | undefined; before: DeskRecord; after: DeskRecord }[],
  zone: string,
): Figures {
  const changes = changed.map(({ table, before, after }) =>
    table ? figureChange(table, before, after, zone) : {},
  );
  return addFigures(...changes);
}

/**
 * What a record's state says of it. One of a state that is declared no longer goes on counting: as open until it was
 * closed.
 */
function standOf(table: Table, { state, closedAt }: DeskRecord): Pick<State, 'category' | 'void' | 'moot'> {
  const declared = knownState(table, state);
  return declared ?? { category: closedAt === null ? 'open' : 'closed' };
}

function countOpen(tally: Tally, table: Table, record: DeskRecord): void {
  const { category } = standOf(table, record);
  if (category === 'closed' || category === 'standing') return;
  tally.countIn(OPEN, 'open', record.cells);
  tally.countValueIn(OPEN, 'open', 'state', record.state);
}

/** Whether a record goes on with a matter that began in another one. */
function goesOn({ measures }: Table, cells: Cells): boolean {
  return measures?.goesOn?.some(column => (cells[column] ?? null) !== null) ?? false;
}

/** What belongs to when the matter came in. */
function countReceived(
  tally: Tally,
  table: Table,
  record: DeskRecord,
  cycles: readonly CountedCycle[],
): void {
  const at = receivedAt(table, record);
  const { cells } = record;
  const { solved, noProblem, compensated } = table.measures ?? {};
  const isProblem = !noProblem || !mentions(cells, noProblem);
  if (goesOn(table, cells)) tally.count(at, 'continued', cells);
  else {
    tally.count(at, 'created', cells);
    // Whoever goes on with a matter, by another number maybe, is the customer who brought it.
    if (record.customer && table.counts === 'matters') tally.countCustomer(at, record.customer.digest);
    if (solved && isProblem) {
      tally.count(at, 'raised', cells);
      if (record.milestones.solved !== undefined) {
        tally.count(at, 'createdSolved', cells);
        if (cycles.length === 1) tally.count(at, 'createdAtOnce', cells);
      }
    }
  }
  if (isComplaint(table, record)) tally.count(at, 'complaint', cells);
  if (compensated && mentions(cells, compensated)) tally.count(at, 'compensated', cells);
  if (isProblem) countProblems(tally, table, cells, at);
}

/** Whether a record is a complaint, and none that another record has taken over. */
function isComplaint({ measures }: Table, { cells, links }: DeskRecord): boolean {
  const { complaint } = measures ?? {};
  if (!complaint || (complaint.when && !mentions(cells, complaint.when))) return false;
  const { by = '', unless = [] } = complaint.takenOver ?? {};
  return !(links[by] ?? []).some(({ state }) => !unless.includes(state));
}

function countCycle(
  tally: Tally,
  table: Table,
  cycle: CountedCycle,
  index: number,
  cycles: readonly CountedCycle[],
): void {
  const { cells, endedAt, closedAt, milestones } = cycle;
  const earlier = cycles.slice(0, index);
  if (endedAt !== null)
    tally.count(endedAt, milestones.solved === undefined ? 'returned' : 'reopened', cells);
  if (closedAt !== null) {
    tally.count(closedAt, 'closed', cells);
    if (earlier.every(each => each.closedAt === null)) tally.count(closedAt, 'closedFirst', cells);
  }
  const { solved, responded } = table.measures ?? {};
  if (responded && !isLasting(table, responded)) countResponse(tally, responded, cycle);
  if (!solved || milestones.solved === undefined) return;
  const at = timeIn(cells, solved.at) ?? milestones.solved;
  const minutes = minutesBetween(cycle.startedAt, at);
  tally.count(at, 'solved', cells);
  tally.count(at, 'solveMinutes', cells, minutes);
  tally.countBy(at, 'solved', 'minutes', String(bucketOf(minutes)));
  if (endedAt !== null) tally.count(at, 'solvedReopened', cells);
  if (earlier.every(each => each.milestones.solved === undefined)) tally.count(at, 'solvedFirst', cells);
}

/**
 * Limits of a cycle that were decided: kept when it stopped in time, missed from the moment it passed, whatever came
 * later.
 */
function countLimits(
  tally: Tally,
  table: Table,
  record: DeskRecord,
  { cells, clocks, endedAt }: CountedCycle,
  index: number,
): void {
  const isMoot = endedAt === null && standOf(table, record).moot;
  for (const rule of limitsOf(table)) {
    const clock = clocks[rule.id];
    // What is due at its start is a plan: a call at ten past is not a limit that was missed.
    if (!clock || rule.limit === AT_ONCE) continue;
    // What an earlier cycle has done is not done in time again.
    if (index > 0 && clock.stoppedAt !== null && clock.stoppedAt < clock.startedAt) continue;
    const outcome = limitOutcome(clock);
    // Of what repeats only occurrences are kept, and those are counted by themselves.
    if (!outcome || (outcome.measure === 'kept' && (isMoot || rule.repeats))) continue;
    tally.count(outcome.at, outcome.measure, cells);
    tally.countBy(outcome.at, outcome.measure, 'clock', rule.id);
  }
}

/** Occurrences of limits that repeat, each by the cells of its cycle. */
function countOccurrences(tally: Tally, { turns }: DeskRecord, cycles: readonly CountedCycle[]): void {
  for (const { clock, cycle, at, kept } of turns) {
    const { cells } = cycles[cycle - 1] ?? { cells: {} };
    const measure = kept ? 'kept' : 'missed';
    tally.count(at, measure, cells);
    tally.countBy(at, measure, 'clock', clock);
  }
}

function limitOutcome(clock: Clock): { at: Instant; measure: 'kept' | 'missed' } | undefined {
  const { dueAt, stoppedAt, said } = clock;
  if (dueAt === null) return undefined;
  if (stoppedAt !== null && stoppedAt <= dueAt) return { at: stoppedAt, measure: 'kept' };
  // Of one that runs only its ring tells that the time has come: figures know no clock.
  return !isRunning(clock) || said.includes('due') ? { at: dueAt, measure: 'missed' } : undefined;
}

/** What of the workspace's own columns the summaries count a record by from now on. */
export function countedBy(table: Table): Pick<DeskRecord, 'counted'> {
  const counted = workspaceDimensions(table);
  return counted.length > 0 ? { counted } : {};
}
