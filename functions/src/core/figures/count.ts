// What a record counts for in the summaries, and what a change takes away and adds: a pure function of the record, so that a full
// recount gives what the changes gave.

import { isRunning, limitsOf } from '../clocks/clock-state.ts';
import { type Instant, MINUTE } from '../lib/time.ts';
import { isLasting } from '../record/milestones.ts';
import type { Clock, DeskRecord } from '../record/record.ts';
import { isMet } from '../record/states.ts';
import { AT_ONCE } from '../schema/duration.ts';
import type { Breakdown, MeasureName } from '../schema/metrics-rule.ts';
import { type Cells, type State, type Table, workspaceDimensions } from '../schema/table.ts';
import { type CountedCycle, cyclesOf, receivedAt, timeIn } from './cycles.ts';
import { addFigures, differenceOf, type Entries, type Figures, figureKey, OPEN } from './figures.ts';
import { bucketOf } from './histogram.ts';
import { documentsAt, isMain, seenOf, tailOf } from './periods.ts';
import { ALL } from './totals.ts';

/** Everything that one record counts for. `zone` is the desk's: it says which week and month a moment lies in. */
export function figuresOf(table: Table, saved: DeskRecord, zone: string): Figures {
  const { countsAs } = saved;
  const record = countsAs ? { ...saved, cells: { ...saved.cells, ...countsAs } } : saved;
  if (table.role !== 'work' || standOf(table, record).void) return {};
  const tally = new Tally(table, countedDimensions(table, record), zone);
  countOpen(tally, table, record);
  const cycles = cyclesOf(table, record);
  countReceived(tally, table, record, cycles);
  for (const [index, cycle] of cycles.entries()) countCycle(tally, table, cycle, index, cycles);
  countOnce(tally, table, record);
  return tally.figures;
}

/** What a record counts by: what its table declares, and what the workspace had counted when it was last decided. */
function countedDimensions(table: Table, { counted = [] }: DeskRecord): Table['dimensions'] {
  const added = new Set<string>(workspaceDimensions(table));
  const declared = table.dimensions.filter(({ name }) => !added.has(name));
  return [...declared, ...counted.map(key => ({ name: key, column: key }))];
}

/** Where a record counts, as it can be asked for: what stands now and the periods, each after the table's key. */
export function countsIn(table: Table, record: DeskRecord, zone: string): string[] {
  return Object.keys(figuresOf(table, record, zone))
    .filter(isMain)
    .map(document => countName(table, document));
}

/** A table's part of a document. */
export function countName(table: Pick<Table, 'key'>, document: string): string {
  return `${table.key}/${document}`;
}

/** What a change does to the figures: minus what the record counted for, plus what it counts for now. */
export function figureChange(
  table: Table,
  before: DeskRecord | undefined,
  after: DeskRecord,
  zone: string,
): Figures {
  return differenceOf(before ? figuresOf(table, before, zone) : {}, figuresOf(table, after, zone));
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

/** Adds up the figures of one record. */
class Tally {
  readonly figures: Figures = {};
  readonly #table: Table;
  readonly #dimensions: Table['dimensions'];
  readonly #zone: string;

  constructor(table: Table, dimensions: Table['dimensions'], zone: string) {
    this.#table = table;
    this.#dimensions = dimensions;
    this.#zone = zone;
  }

  /** Counts in the periods of a moment, also broken down by the table's dimensions as these cells have them. */
  count(at: Instant, measure: MeasureName, cells: Cells, amount = 1): void {
    for (const document of documentsAt(at, this.#zone)) this.countIn(document, measure, cells, amount);
  }

  countIn(document: string, measure: MeasureName, cells: Cells, amount = 1): void {
    const entries = (this.figures[document] ??= {});
    add(entries, figureKey(this.#table.key, measure), amount);
    for (const { name, column } of this.#dimensions)
      add(entries, figureKey(this.#table.key, measure, name, valueOf(cells[column])), amount);
  }

  /** Counts one value of a breakdown of its own. */
  countBy(at: Instant, measure: MeasureName, by: Breakdown, value: string): void {
    const documents = documentsAt(at, this.#zone);
    for (const document of by === 'problem' ? documents.map(tailOf) : documents)
      this.countValueIn(document, measure, by, value);
  }

  /** Notes that a customer has a record, in its table and where that is about problems also over all tables. */
  countCustomer(at: Instant, digest: string): void {
    const scopes = this.#table.measures?.solved ? [this.#table.key, ALL] : [this.#table.key];
    for (const document of documentsAt(at, this.#zone)) {
      const entries = (this.figures[seenOf(document, digest)] ??= {});
      for (const scope of scopes) add(entries, `${scope}/${digest}`, 1);
    }
  }

  countValueIn(document: string, measure: MeasureName, by: Breakdown, value: string): void {
    add((this.figures[document] ??= {}), figureKey(this.#table.key, measure, by, value), 1);
  }
}

/** Characters of a value that things are counted by: a cell of a workspace's own column may hold a book, a key in Firestore 1,500 bytes. */
const LONGEST_VALUE = 100;

function valueOf(cell: Cells[string] | undefined): string {
  const text = String(cell ?? '');
  return text.length > LONGEST_VALUE ? [...text].slice(0, LONGEST_VALUE).join('') : text;
}

function add(entries: Entries, key: string, amount: number): void {
  if (amount !== 0) entries[key] = (entries[key] ?? 0) + amount;
}

/** What a record's state says of it. One of a state that is declared no longer goes on counting: as open until it was closed. */
function standOf(table: Table, { state, closedAt }: DeskRecord): Pick<State, 'category' | 'void'> {
  const declared = table.states.find(({ name }) => name === state);
  return declared ?? { category: closedAt === null ? 'open' : 'closed' };
}

function countOpen(tally: Tally, table: Table, record: DeskRecord): void {
  const { category } = standOf(table, record);
  if (category === 'closed' || category === 'standing') return;
  tally.countIn(OPEN, 'open', record.cells);
  tally.countValueIn(OPEN, 'open', 'state', record.state);
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
  tally.count(at, 'created', cells);
  if (table.measures?.solved && record.milestones.solved !== undefined) {
    tally.count(at, 'createdSolved', cells);
    if (cycles.length === 1) tally.count(at, 'createdAtOnce', cells);
  }
  if (record.customer) tally.countCustomer(at, record.customer.digest);
  for (const problem of problemsOf(table, cells)) tally.countBy(at, 'problem', 'problem', problem);
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
  countLimits(tally, table, cycle);
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

function countResponse(tally: Tally, column: string, { cells, startedAt }: CountedCycle): void {
  const at = timeIn(cells, column);
  if (at === undefined) return;
  const minutes = minutesBetween(startedAt, at);
  tally.count(at, 'responded', cells);
  tally.count(at, 'respondMinutes', cells, minutes);
  tally.countBy(at, 'responded', 'minutes', String(bucketOf(minutes)));
}

/** Whole minutes; none where what was typed lies before what the desk itself noted. */
function minutesBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor((to - from) / MINUTE));
}

/** Limits of a cycle that were decided: kept when it stopped in time, missed from the moment it passed, whatever came later. */
function countLimits(tally: Tally, table: Table, { cells, clocks }: CountedCycle): void {
  for (const rule of limitsOf(table)) {
    const clock = clocks[rule.id];
    // What is due at its start is a plan: a call at ten past is not a limit that was missed. What repeats has no end to be late for.
    if (!clock || rule.limit === AT_ONCE || rule.repeats) continue;
    const outcome = outcomeOf(clock);
    if (!outcome) continue;
    tally.count(outcome.at, outcome.measure, cells);
    tally.countBy(outcome.at, outcome.measure, 'clock', rule.id);
  }
}

function outcomeOf(clock: Clock): { at: Instant; measure: 'kept' | 'missed' } | undefined {
  const { dueAt, stoppedAt, said } = clock;
  if (dueAt === null) return undefined;
  if (stoppedAt !== null && stoppedAt <= dueAt) return { at: stoppedAt, measure: 'kept' };
  // Of one that runs only its ring tells that the time has come: figures know no clock.
  return !isRunning(clock) || said.includes('due') ? { at: dueAt, measure: 'missed' } : undefined;
}

/** What lasting cells tell counts once for the record, what the cells of a cycle tell in each. */
function countOnce(tally: Tally, table: Table, record: DeskRecord): void {
  const { responded, rated, called, judged } = table.measures ?? {};
  const cycles = cyclesOf(table, record);
  const present = cycles.at(-1);
  const start = cycles[0]?.startedAt ?? record.createdAt;
  if (responded && present && isLasting(table, responded))
    countResponse(tally, responded, { ...present, startedAt: start });
  if (rated) {
    const rating = isLasting(table, rated.column) ? cycles.slice(-1) : cycles;
    for (const { cells, milestones } of rating) {
      const score = cells[rated.column] ?? null;
      const at = timeIn(cells, rated.at) ?? milestones.rated;
      if (score === null || at === undefined) continue;
      tally.count(at, 'rated', cells);
      tally.countBy(at, 'rated', 'score', String(score));
      if (rated.satisfied.includes(String(score))) tally.count(at, 'satisfied', cells);
    }
  }
  const calledAt = timeIn(record.cells, called?.at);
  if (called && calledAt !== undefined && isMet(called.when, record.cells, {})) {
    tally.count(calledAt, 'called', record.cells);
    if (isMet(called.intended, record.cells, {})) tally.count(calledAt, 'intended', record.cells);
  }
  if (judged && record.milestones.judged !== undefined) {
    const judgement = String(record.cells[judged.column]);
    const department = String(record.cells[judged.department] ?? '');
    const responsible = judgement === judged.own ? department : judgement;
    tally.count(record.milestones.judged, 'judged', record.cells);
    tally.countBy(record.milestones.judged, 'judged', 'responsible', responsible);
  }
}

/** Problems that one record may name, and characters that a name keeps: what people type has no bounds of its own. */
const MAX_PROBLEMS = 10;
const LONGEST_PROBLEM = 24;

function problemsOf({ measures }: Table, cells: Cells): string[] {
  const named = (measures?.problems ?? []).flatMap(({ column, list }) => {
    const text = String(cells[column] ?? '');
    return list ? text.split(/[\s,，、;；]+/) : [text.trim()];
  });
  const cut = named.map(name => [...name].slice(0, LONGEST_PROBLEM).join(''));
  return [...new Set(cut.filter(name => name !== ''))].slice(0, MAX_PROBLEMS);
}
