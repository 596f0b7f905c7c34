// The figures of SPEC §5 worked out the plain way, from the records themselves, table by table. Shares nothing with the figures of the
// core but the records, so that each holds the other to account. Slow, and meant to be read.

import type { PeriodFigures } from '../../functions/src/core/figures/read.ts';
import type { Clock, DeskRecord } from '../../functions/src/core/record.ts';
import type { Cell, Cells } from '../../functions/src/core/table.ts';
import { TABLES } from '../../functions/src/core/tables/index.ts';

/** One time through a record: from when it came in, or was reopened, until it was reopened or now. */
interface Round {
  cells: Cells;
  clocks: Record<string, Clock>;
  begin: number;
  reopenedAt: number | null;
  closedAt: number | null;
  solvedAt: number | null;
  ratedAt: number | null;
  isLast: boolean;
}

interface Times {
  from: number;
  until: number;
}

const time = (cell: unknown): number | null => (typeof cell === 'number' ? cell : null);

/** A row that was withdrawn is none. */
const isThere = ({ cells }: DeskRecord) => cells['withdrawn'] !== '作废';

/** When a record came in: hotline, feedback and surveys say so themselves. */
function cameIn({ table, cells, createdAt }: DeskRecord): number {
  if (table === 'hotline' || table === 'surveys') return time(cells['calledAt']) ?? createdAt;
  if (table === 'feedback') return time(cells['receivedAt']) ?? createdAt;
  return createdAt;
}

const PROBLEM_TABLES = ['hotline', 'feedback', 'followUps', 'serviceOrders', 'complaints'];

/** Where a table's rows name the time at which they were solved. */
const SOLVED_COLUMN: Record<string, string> = {
  hotline: 'resolvedAt',
  serviceOrders: 'finishedAt',
  complaints: 'finishedAt',
};

/** Limits that are plans (a time agreed on, a date promised, a row to open) or come again and again: nobody is late for them. */
const NO_LIMITS = new Set(
  TABLES.flatMap(table =>
    table.clocks
      .filter(rule => rule.limit === '0h' || rule.repeats !== undefined || rule.opens !== undefined)
      .map(rule => rule.id),
  ),
);

function roundsOf(record: DeskRecord): Round[] {
  const rounds: Round[] = [];
  let begin = cameIn(record);
  for (const cycle of record.cycles) {
    rounds.push({
      cells: { ...cycle.standing, ...cycle.cells },
      clocks: cycle.clocks,
      begin,
      reopenedAt: cycle.endedAt,
      closedAt: cycle.closedAt,
      solvedAt: cycle.milestones.solved ?? null,
      ratedAt: cycle.milestones.rated ?? null,
      isLast: false,
    });
    begin = cycle.endedAt;
  }
  rounds.push({
    cells: record.cells,
    clocks: record.clocks,
    begin,
    reopenedAt: null,
    closedAt: record.closedAt,
    solvedAt: record.milestones.solved ?? null,
    ratedAt: record.milestones.rated ?? null,
    isLast: true,
  });
  return rounds;
}

/** When a round was solved: at the time that the row names, else when the desk saw it. */
function solvedOf(record: DeskRecord, round: Round): number | null {
  if (round.solvedAt === null || !PROBLEM_TABLES.includes(record.table)) return null;
  return time(round.cells[SOLVED_COLUMN[record.table] ?? '']) ?? round.solvedAt;
}

/** The times from coming in, or being reopened, to the first answer. A feedback is started once, a call is answered in each round. */
function responsesOf(record: DeskRecord): { at: number; minutes: number; cells: Cells }[] {
  const asked =
    record.table === 'hotline'
      ? roundsOf(record).map(({ cells, begin }) => ({ at: time(cells['respondedAt']), begin, cells }))
      : record.table === 'feedback'
        ? [{ at: time(record.cells['startedAt']), begin: cameIn(record), cells: record.cells }]
        : [];
  return asked.flatMap(({ at, begin, cells }) =>
    at === null ? [] : [{ at, minutes: minutesFrom(begin, at), cells }],
  );
}

/** The scores that customers gave, with when and how good. A call-back and a survey are scored once, the others in each round. */
function ratingsOf(record: DeskRecord): { at: number; isGood: boolean; cells: Cells }[] {
  const rounds = roundsOf(record);
  const asked = record.table === 'callbacks' || record.table === 'surveys' ? rounds.slice(-1) : rounds;
  return asked.flatMap(({ cells, ratedAt }) => {
    const score = cells[record.table === 'hotline' ? 'satisfaction' : 'score'] ?? null;
    if (score === null) return [];
    const asking = record.table === 'callbacks' || record.table === 'surveys' ? 'calledAt' : 'calledBackAt';
    const at = time(cells[asking]) ?? ratedAt;
    if (at === null) return [];
    const isGood =
      record.table === 'hotline' ? score === '满意' : Number(score) >= (record.table === 'callbacks' ? 8 : 4);
    return [{ at, isGood, cells }];
  });
}

interface Decided {
  at: number;
  isKept: boolean;
  cells: Cells;
}

/** Limits that were decided: kept, or passed while nothing was done. */
function limitsOf(record: DeskRecord): Decided[] {
  return roundsOf(record).flatMap(({ cells, clocks }) =>
    Object.entries(clocks).flatMap(([id, { dueAt, stoppedAt, said }]): Decided[] => {
      if (NO_LIMITS.has(id) || dueAt === null) return [];
      if (stoppedAt !== null && stoppedAt <= dueAt) return [{ at: stoppedAt, isKept: true, cells }];
      if (stoppedAt !== null || said.includes('due')) return [{ at: dueAt, isKept: false, cells }];
      return [];
    }),
  );
}

const minutesFrom = (from: number, to: number) => Math.max(0, Math.floor((to - from) / 60_000));

/** Those records, and only those rounds of them, whose column holds a value: of one person, say. */
export interface Part {
  column: Record<string, string>;
  value: string;
}

export interface PlainFigures extends Omit<PeriodFigures, 'respond' | 'solve' | 'customers'> {
  respond: number[];
  solve: number[];
}

/** The figures of a time, over these records; minutes one by one, in order. */
export function plainFigures(all: readonly DeskRecord[], { from, until }: Times, part?: Part): PlainFigures {
  const records = all.filter(isThere);
  const during = (at: number | null) => at !== null && at >= from && at < until;
  const isOurs = (table: string, cells: Cells) =>
    !part || (table in part.column && String(cells[part.column[table] ?? ''] ?? '') === part.value);
  const each = <T>(pick: (record: DeskRecord) => T[]) =>
    records.flatMap(record => pick(record).map(found => ({ record, ...found })));
  const events = <T extends { at: number | null; cells: Cells }>(pick: (record: DeskRecord) => T[]) =>
    each(pick).filter(({ record, at, cells }) => during(at) && isOurs(record.table, cells));
  const rounds = (at: (record: DeskRecord, round: Round, index: number) => number | null) =>
    events(record =>
      roundsOf(record).map((round, index) => ({ ...round, index, at: at(record, round, index) })),
    );

  const cameInNow = records.filter(record => during(cameIn(record)) && isOurs(record.table, record.cells));
  const problems = cameInNow.filter(({ table }) => PROBLEM_TABLES.includes(table));
  const solvedNow = problems.filter(record => record.milestones.solved !== undefined);
  const closed = rounds((_, round) => round.closedAt);
  const solved = rounds(solvedOf);
  const isFirst = (record: DeskRecord, index: number, had: (round: Round) => boolean) =>
    !roundsOf(record).slice(0, index).some(had);
  const ended = rounds((_, round) => round.reopenedAt);
  const ratings = events(ratingsOf);
  const limits = events(limitsOf);
  const calls = events(record =>
    record.table === 'callbacks' && record.cells['reached'] === '已接通'
      ? [{ at: time(record.cells['calledAt']), cells: record.cells }]
      : [],
  );
  return {
    created: cameInNow.length,
    closed: {
      cycles: closed.length,
      records: closed.filter(({ record, index }) => isFirst(record, index, round => round.closedAt !== null))
        .length,
    },
    solved: {
      cycles: solved.length,
      records: solved.filter(({ record, index }) => isFirst(record, index, round => round.solvedAt !== null))
        .length,
    },
    reopened: ended.filter(({ solvedAt }) => solvedAt !== null).length,
    returned: ended.filter(({ solvedAt }) => solvedAt === null).length,
    solvedShare: { numerator: solvedNow.length, denominator: problems.length },
    firstContactShare: {
      numerator: solvedNow.filter(({ cycles }) => cycles.length === 0).length,
      denominator: solvedNow.length,
    },
    reopenedShare: { numerator: solved.filter(({ isLast }) => !isLast).length, denominator: solved.length },
    satisfaction: { numerator: ratings.filter(({ isGood }) => isGood).length, denominator: ratings.length },
    conversion: {
      numerator: calls.filter(({ cells }) => cells['intent'] === '有明确意向').length,
      denominator: calls.length,
    },
    withinLimit: { numerator: limits.filter(({ isKept }) => isKept).length, denominator: limits.length },
    respond: events(responsesOf)
      .map(({ minutes }) => minutes)
      .sort((a, b) => a - b),
    solve: solved.map(({ begin, at }) => minutesFrom(begin, at ?? begin)).sort((a, b) => a - b),
  };
}

/** How many different customers the problems of a time came from. */
export function plainCustomers(
  records: readonly DeskRecord[],
  { from, until }: Times,
  contactOf: (record: DeskRecord) => string | undefined,
): number {
  const problems = records
    .filter(isThere)
    .filter(
      record => PROBLEM_TABLES.includes(record.table) && cameIn(record) >= from && cameIn(record) < until,
    );
  return new Set(problems.map(contactOf).filter(contact => contact !== undefined)).size;
}

/** How often each problem was named in records that came in during a time, most first. */
export function plainProblems(records: readonly DeskRecord[], { from, until }: Times): [string, number][] {
  const counts = new Map<string, number>();
  for (const record of records.filter(isThere).filter(each => cameIn(each) >= from && cameIn(each) < until)) {
    const { cells } = record;
    const named: Record<string, Cell | undefined> = {
      hotline: cells['type'],
      followUps: cells['type'],
      complaints: cells['type'],
      serviceOrders: cells['cause'],
    };
    const names =
      record.table === 'feedback'
        ? String(cells['tags'] ?? '').split(/[\s,，、;；]+/)
        : [String(named[record.table] ?? '')];
    for (const name of new Set(names.filter(each => each !== '')))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
