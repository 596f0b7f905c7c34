// Adds up what one record counts for: the keys and documents of its figures.

import { type Instant, MINUTE } from '../lib/time.ts';
import type { Cells } from '../schema/column.ts';
import type { Breakdown, MeasureName } from '../schema/measures.ts';
import type { Table } from '../schema/table.ts';
import { type Entries, type Figures, figureKey } from './figures.ts';
import { documentsAt, seenOf, tailOf } from './periods.ts';
import { ALL } from './totals.ts';

/** Breakdowns with as many values as people think of: they have a document of their own. */
const TAIL: ReadonlySet<Breakdown> = new Set(['problem', 'product', 'cause']);

/** Adds up the figures of one record. */
export class Tally {
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
      add(entries, figureKey(this.#table.key, measure, name, countedValue(cells[column])), amount);
  }

  /** Counts one value of a breakdown of its own. */
  countBy(at: Instant, measure: MeasureName, by: Breakdown, value: string): void {
    const documents = documentsAt(at, this.#zone);
    for (const document of TAIL.has(by) ? documents.map(tailOf) : documents)
      this.countValueIn(document, measure, by, value);
  }

  /** Notes that a customer brought a matter, in its table and over all tables. */
  countCustomer(at: Instant, digest: string): void {
    const scopes = [this.#table.key, ALL];
    for (const document of documentsAt(at, this.#zone)) {
      const entries = (this.figures[seenOf(document, digest)] ??= {});
      for (const scope of scopes) add(entries, `${scope}/${digest}`, 1);
    }
  }

  countValueIn(document: string, measure: MeasureName, by: Breakdown, value: string): void {
    add((this.figures[document] ??= {}), figureKey(this.#table.key, measure, by, value), 1);
  }
}

/**
 * Characters of a value that things are counted by: a cell of a workspace's own column may hold a book, a key in
 * Firestore 1,500 bytes.
 */
const MAX_VALUE_CHARACTERS = 100;

function countedValue(cell: Cells[string] | undefined): string {
  const text = String(cell ?? '');
  return text.length > MAX_VALUE_CHARACTERS ? [...text].slice(0, MAX_VALUE_CHARACTERS).join('') : text;
}

function add(entries: Entries, key: string, amount: number): void {
  if (amount !== 0) entries[key] = (entries[key] ?? 0) + amount;
}

/** Whole minutes; none where what was typed lies before what the desk itself noted. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor((to - from) / MINUTE));
}
