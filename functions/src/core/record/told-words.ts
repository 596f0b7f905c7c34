// By which words a record is found: those of its texts as everybody sees them, with names and numbers hidden, and never
// of what is kept apart.

import { takesText, textKind } from '../cells/mask.ts';
import { MAX_WORDS, searchForm, searchWords, type Term, tellsAll } from '../cells/search-words.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import type { DeskRecord } from './record.ts';

type Told = Pick<DeskRecord, 'cells'> & { cycles?: DeskRecord['cycles'] };

/** The texts of a record, those of earlier cycles after the present ones. */
function textsOf(table: Table, { cells, cycles = [] }: Told): string[] {
  const columns = staffColumns(table).filter(
    ({ kind, unique }) => takesText(kind) && textKind(kind) === 'free' && !unique,
  );
  const texts = [cells, ...cycles.map(each => each.cells).toReversed()].flatMap(each =>
    columns.map(({ key }) => each[key]),
  );
  return texts.filter(text => typeof text === 'string' && text !== '').map(String);
}

/** The words that a record is found by; of long texts the first. */
export function wordsTold(table: Table, record: Told): Pick<DeskRecord, 'words'> {
  if (table.role !== 'work') return {};
  const words = [...new Set(textsOf(table, record).flatMap(searchWords))].slice(0, MAX_WORDS);
  return words.length > 0 ? { words } : {};
}

/** Whether a record tells all that is asked for, in whichever of its texts. */
export const isTold = (table: Table | undefined, record: DeskRecord, terms: readonly Term[]): boolean =>
  table !== undefined && tellsAll(textsOf(table, record).map(searchForm), terms);
