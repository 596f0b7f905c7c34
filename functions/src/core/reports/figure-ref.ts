// What a figure on a page counts, as data: enough to find its records again, and to say how it is defined.

import { type Entries, figureKey } from '../figures/figures.ts';
import type { Breakdown, MeasureName } from '../schema/measures.ts';
import type { Dimension, Table } from '../schema/table.ts';

/** Measures of some tables, added up; where it is broken down, of one value or of several only. */
export interface Counting {
  measures: readonly MeasureName[];
  tables: readonly Table[];
  by?: Dimension | Breakdown;
  value?: string | readonly string[];
}

/** A figure counted up from changes: one count, or a share with what it is a share of. */
export interface CountedFigure {
  /** What it is called, with its period. */
  title: string;
  /** Documents whose figures it adds up. */
  documents: readonly string[];
  counted: Counting;
  of?: Counting;
  /** Shown as it was when its period ended: the records may have changed since. */
  isClosed?: true;
}

/** Limits that are due by the end of today, as the desk stands now. */
export interface DueFigure {
  title: string;
  due: 'overdue' | 'today' | 'escalated';
  /** Only of this table, of this person or of this department. */
  table?: Table;
  who?: string;
  department?: string;
}

export type FigureRef = CountedFigure | DueFigure;

/** What every table may be broken down by; one that lacks the column has it blank. */
const DIMENSIONS: ReadonlySet<string> = new Set<Dimension>(['person', 'department', 'type', 'priority']);

/** The entries that a counting adds up. */
function keysOf({ measures, tables, by, value = '' }: Counting): string[] {
  const values = typeof value === 'string' ? [value] : value;
  return tables.flatMap(table => {
    const lacks = isLacking(table, by);
    return measures.flatMap(measure =>
      by === undefined
        ? [figureKey(table.key, measure)]
        : values.flatMap(each => {
            if (!lacks) return [figureKey(table.key, measure, by, each)];
            return each === '' ? [figureKey(table.key, measure)] : [];
          }),
    );
  });
}

/** Whether a table has no column for what things are broken down by: all of its records have none. */
export function isLacking({ dimensions }: Table, by: Counting['by']): boolean {
  return by !== undefined && DIMENSIONS.has(by) && dimensions.every(({ name }) => name !== by);
}

/** How much it comes to. */
export function amountOf(entries: Entries, counting: Counting): number {
  return keysOf(counting).reduce((sum, key) => sum + (entries[key] ?? 0), 0);
}
