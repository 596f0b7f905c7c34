// Figures as a report shows them: each with numerator and denominator, times with n, mean, median and 90th percentile.

import type { Breakdown, MeasureName } from '../schema/measures.ts';
import type { Dimension, Table } from '../schema/table.ts';
import { type Entries, type Figures, figureKey } from './figures.ts';
import { quantileOf } from './histogram.ts';
import { tailOf } from './periods.ts';
import { ALL } from './totals.ts';

/** A share as what it is made of; nothing can be said of it where the denominator is 0. */
export interface Share {
  numerator: number;
  denominator: number;
}

/**
 * Times in whole minutes. Median and 90th percentile are read off a histogram (see its resolution), and not for a part
 * of the records.
 */
export interface Duration {
  n: number;
  sum: number;
  median: number | undefined;
  p90: number | undefined;
}

/** Which figures: of these tables, and where given only of records with this value. */
export interface FigureScope {
  tables: readonly Table[];
  by?: Dimension;
  value?: string;
}

export interface PeriodFigures {
  created: number;
  /** Different customers: of one table, or of all whose records are matters; not for a part of the records. */
  customers: number | undefined;
  /** Cycles; `records` counts each record once, when it was first closed. */
  closed: { cycles: number; records: number };
  /** Cycles; `records` counts each record once, when it was first solved. */
  solved: { cycles: number; records: number };
  reopened: number;
  returned: number;
  /** 问题解决率: of the problems that came in, those that are solved. */
  solvedShare: Share;
  /** 一次解决率: of the problems that came in and are solved, those that never went back. */
  firstContactShare: Share;
  /** 重开率: of the cycles that were solved, those that were reopened since. */
  reopenedShare: Share;
  /** CSAT of what records hold: what each matter was rated. */
  satisfaction: Share;
  /** CSAT of all that customers answered, each answer counted once. */
  answers: Share;
  /** 潜在需求转化率. */
  conversion: Share;
  /** 时限内占比, over all limits that were decided. */
  withinLimit: Share;
  respond: Duration;
  solve: Duration;
}

/** All figures of a period, those of its tail included. */
export function entriesOf(figures: Figures, document: string): Entries {
  return { ...figures[document], ...figures[tailOf(document)] };
}

/** The main figures of a period. */
export function readFigures(entries: Entries, scope: FigureScope): PeriodFigures {
  const sum = (measure: MeasureName) => sumOf(entries, measure, scope);
  const [createdSolved, solved] = [sum('createdSolved'), sum('solved')];
  return {
    created: sum('created'),
    customers: customersOf(entries, scope),
    closed: { cycles: sum('closed'), records: sum('closedFirst') },
    solved: { cycles: solved, records: sum('solvedFirst') },
    reopened: sum('reopened'),
    returned: sum('returned'),
    solvedShare: { numerator: createdSolved, denominator: sum('raised') },
    firstContactShare: { numerator: sum('createdAtOnce'), denominator: createdSolved },
    reopenedShare: { numerator: sum('solvedReopened'), denominator: solved },
    satisfaction: { numerator: sum('satisfied'), denominator: sum('rated') },
    answers: { numerator: sum('answeredWell'), denominator: sum('answered') },
    conversion: { numerator: sum('intended'), denominator: sum('called') },
    withinLimit: { numerator: sum('kept'), denominator: sum('kept') + sum('missed') },
    respond: durationOf(entries, scope, 'responded', 'respondMinutes'),
    solve: durationOf(entries, scope, 'solved', 'solveMinutes'),
  };
}

/** The limits of which something was decided in one of these periods, in the order of the tables' clocks. */
export function decidedLimits(
  periods: readonly Entries[],
  tables: readonly Table[],
): { table: Table; clock: string; label: string }[] {
  const isDecided = (table: Table, id: string) => (entries: Entries) =>
    (['kept', 'missed'] as const).some(measure => entries[figureKey(table.key, measure, 'clock', id)]);
  return tables.flatMap(table =>
    table.clocks.flatMap(({ id, label }) =>
      periods.some(isDecided(table, id)) ? [{ table, clock: id, label }] : [],
    ),
  );
}

/**
 * A measure by the values of a dimension or breakdown, added up over the tables, most first. Blank cells have the value
 * `''`.
 */
export function breakdownOf(
  entries: Entries,
  tables: readonly Table[],
  measure: MeasureName,
  by: Dimension | Breakdown,
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const table of tables) {
    const prefix = figureKey(table.key, measure, by, '');
    for (const [key, count] of Object.entries(entries)) {
      if (!key.startsWith(prefix)) continue;
      const value = key.slice(prefix.length);
      counts.set(value, (counts.get(value) ?? 0) + count);
    }
  }
  return [...counts]
    .flatMap(([value, count]) => (count === 0 ? [] : [{ value, count }]))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** How much of a measure there was. */
function sumOf(entries: Entries, measure: MeasureName, { tables, by, value }: FigureScope): number {
  return tables.reduce((sum, { key }) => sum + (entries[figureKey(key, measure, by, value)] ?? 0), 0);
}

function customersOf(entries: Entries, { tables, by }: FigureScope): number | undefined {
  if (by !== undefined) return undefined;
  const [only, ...others] = tables;
  return entries[figureKey(only && others.length === 0 ? only.key : ALL, 'customers')] ?? 0;
}

function durationOf(
  entries: Entries,
  scope: FigureScope,
  times: 'responded' | 'solved',
  minutes: 'respondMinutes' | 'solveMinutes',
): Duration {
  const buckets = new Map<number, number>();
  if (scope.by === undefined)
    for (const { value, count } of breakdownOf(entries, scope.tables, times, 'minutes'))
      buckets.set(Number(value), count);
  return {
    n: sumOf(entries, times, scope),
    sum: sumOf(entries, minutes, scope),
    median: quantileOf(buckets, 0.5),
    p90: quantileOf(buckets, 0.9),
  };
}
