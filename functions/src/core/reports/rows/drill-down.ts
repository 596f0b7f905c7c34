// From a figure back to the records that it counts: by what each of them counts for.

import type { ViewPart } from '../../desk/tab-views.ts';
import type { Figures } from '../../figures/figures.ts';
import { entriesOf } from '../../figures/read.ts';
import type { DeskRecord } from '../../record/record.ts';
import { MEASURES } from '../../schema/measures.ts';
import type { Table } from '../../schema/table.ts';
import { amountOf, type CountedFigure, type Counting } from '../figure-ref.ts';

/** How often a record counts in a figure: for a share, above and below the line. */
export interface CountedRecord {
  table: Table;
  record: DeskRecord;
  counted: number;
  of: number;
}

/** A record in a figure. `figures` is all that it counts for; `undefined` when it does not count here. */
export function countedRecord(
  table: Table,
  record: DeskRecord,
  figures: Figures,
  { documents, counted, of }: CountedFigure,
): CountedRecord | undefined {
  const amount = (counting: Counting) =>
    documents.reduce(
      (sum, document) => (document in figures ? sum + amountOf(entriesOf(figures, document), counting) : sum),
      0,
    );
  const found = { table, record, counted: amount(counted), of: of ? amount(of) : 0 };
  return found.counted === 0 && found.of === 0 ? undefined : found;
}

/** The rows of a figure by the part that they make up of it; one may be above the line once and below it again. */
export function figureRows(
  found: readonly CountedRecord[],
): { table: Table; record: DeskRecord; part: ViewPart }[] {
  return found.flatMap(({ table, record, counted, of }) => [
    ...(counted === 0 ? [] : [{ table, record, part: 'counted' as const }]),
    ...(of > counted ? [{ table, record, part: 'rest' as const }] : []),
  ]);
}

/** Tables whose records may count in a figure. */
export function tablesOf({ counted, of }: CountedFigure): Table[] {
  return [...new Set([...counted.tables, ...(of?.tables ?? [])])];
}

/** What a figure counts, in sentences. */
export function definitionsOf({ counted, of }: CountedFigure): string[] {
  const defined = (counting: Counting) =>
    counting.measures.map(measure => `${MEASURES[measure].label}：${MEASURES[measure].definition}`);
  return [...new Set([...defined(counted), ...(of ? defined(of) : [])])];
}
