// What a record counts for in the summaries, and what a change takes away and adds. A full recount gives the same.

import type { DeskRecord } from './record.ts';
import { stateOf, type Table, workspaceDimensions } from './table.ts';
import { isoWeek } from './time.ts';

/** Figures by rollup document (`open`, `week-2026-W47`) and figure key; whole numbers only, so that sums are exact. */
export type Figures = Record<string, Record<string, number>>;

/** The document of figures that stand now, beside those that belong to a period. */
export const OPEN = 'open';

/** The document of a week's figures. */
export function weekDocument(week: string): string {
  return `week-${week}`;
}

/** A figure's key: table, measure and, where it is broken down, dimension and value. */
export function figureKey(table: string, measure: Measure, by?: string, value?: string): string {
  return by === undefined ? `${table}/${measure}` : `${table}/${measure}/${by}/${value ?? ''}`;
}

export type Measure = 'open' | 'created' | 'closed' | 'reopened';

/** Everything that one record counts for. */
export function figuresOf(table: Table, record: DeskRecord, zone: string): Figures {
  const figures: Figures = {};
  if (table.role !== 'work') return figures;
  const count = (document: string, key: string) => {
    figures[document] ??= {};
    figures[document][key] = (figures[document][key] ?? 0) + 1;
  };
  const weekOf = (at: number) => weekDocument(isoWeek(at, zone));
  count(weekOf(record.createdAt), figureKey(table.key, 'created'));
  if (record.closedAt !== null) count(weekOf(record.closedAt), figureKey(table.key, 'closed'));
  for (const cycle of record.cycles) count(weekOf(cycle.endedAt), figureKey(table.key, 'reopened'));
  if (stateOf(table, record.state).category !== 'closed') {
    count(OPEN, figureKey(table.key, 'open'));
    count(OPEN, figureKey(table.key, 'open', 'state', record.state));
    for (const { name, column } of countedDimensions(table, record)) {
      count(OPEN, figureKey(table.key, 'open', name, String(record.cells[column] ?? '')));
    }
  }
  return figures;
}

/** What a record counts by: what its table declares, and what the workspace had counted when it was last decided. */
export function countedDimensions(table: Table, { counted = [] }: DeskRecord): Table['dimensions'] {
  const added = new Set<string>(workspaceDimensions(table));
  const declared = table.dimensions.filter(({ name }) => !added.has(name));
  return [...declared, ...counted.map(key => ({ name: key, column: key }))];
}

/** What a change does to the figures: minus what the record counted for, plus what it counts for now. */
export function changeOf(
  table: Table,
  before: DeskRecord | undefined,
  after: DeskRecord,
  zone: string,
): Figures {
  const minus = before ? scale(figuresOf(table, before, zone), -1) : {};
  return addFigures(minus, figuresOf(table, after, zone));
}

/** The sum of several figures; entries that come to nothing are dropped. */
export function addFigures(...all: Figures[]): Figures {
  const sum: Figures = {};
  for (const figures of all) {
    for (const [document, entries] of Object.entries(figures)) {
      const into = (sum[document] ??= {});
      for (const [key, amount] of Object.entries(entries)) into[key] = (into[key] ?? 0) + amount;
    }
  }
  for (const [document, entries] of Object.entries(sum)) {
    const left = Object.entries(entries).filter(([, amount]) => amount !== 0);
    if (left.length > 0) sum[document] = Object.fromEntries(left);
    else delete sum[document];
  }
  return sum;
}

function scale(figures: Figures, factor: number): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([document, entries]) => [
      document,
      Object.fromEntries(Object.entries(entries).map(([key, amount]) => [key, amount * factor])),
    ]),
  );
}
