// What a figure on a page counts, as data: enough to find its records again, and to say how it is defined.

import { type Entries, figureKey } from '../figures/figures.ts';
import type { Breakdown, MeasureName } from '../schema/metrics-rule.ts';
import type { Dimension, Table } from '../schema/table.ts';

/** Measures of some tables, added up; where it is broken down, of one value only. */
export interface Counting {
  measures: readonly MeasureName[];
  tables: readonly Table[];
  by?: Dimension | Breakdown;
  value?: string;
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

/** The entries that a counting adds up. */
function keysOf({ measures, tables, by, value }: Counting): string[] {
  return tables.flatMap(table => measures.map(measure => figureKey(table.key, measure, by, value)));
}

/** How much it comes to. */
export function amountOf(entries: Entries, counting: Counting): number {
  return keysOf(counting).reduce((sum, key) => sum + (entries[key] ?? 0), 0);
}
