// Rows that show a newcomer what saved ones look like: put at the ends of the tabs, and taken out all at once. They are
// no records: nobody sends one as long as it is as it was answered.

import type { DeskDescription } from '../../../../functions/src/contract/contract.ts';
import type { SampleRowAnswer } from '../../../../functions/src/contract/samples.ts';
import { withLock } from '../../platform/lock.ts';
import type { CellContent, Spreadsheet } from '../../platform/platform.ts';
import { baseAt } from '../../sheet/row-mark.ts';
import { readableTab, readGrid, type Tab, textAt } from '../../sheet/tab.ts';
import { isSampleAsPut, SAMPLE } from '../../sheet/tie.ts';
import { paintRows } from '../pull.ts';
import { hasOwn, takeRowsOut } from '../retire.ts';
import { readAll } from '../widen.ts';

/** What was put into the tabs. */
export interface SamplesPut {
  rows: number;
  /** The first tab that got one, and its first sample row. */
  first: { tab: Tab; row: number } | undefined;
  /** Whether every tab that samples are for had some already. */
  there: boolean;
  troubles: string[];
}

/** Puts sample rows at the ends of the tabs that have none. Throws `LockBusy`. */
export function putSamples(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  answers: readonly SampleRowAnswer[],
): SamplesPut {
  return withLock(() => {
    const before = new Set(samplesIn(spreadsheet, desk).map(({ tab }) => tab.table.table));
    const wanted = answers.filter(({ table }) => !before.has(table));
    const { rows, troubles } = paintRows(spreadsheet, desk, wanted);
    const found = samplesIn(spreadsheet, desk)[0];
    const first = found && { tab: found.tab, row: found.rows[0]?.row ?? 0 };
    return { rows, first, there: answers.length > 0 && wanted.length === 0, troubles };
  });
}

/** What was taken out of the tabs. */
export interface SamplesOut {
  taken: number;
  /** How many are left, since somebody has changed them or has put something beside them. */
  left: number;
}

/**
 * Takes all sample rows out. Whether those go as well that somebody has changed is asked, with where they stand; rows
 * that hold something of people's own stay in any case. Throws `LockBusy`.
 */
export function removeSamples(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  ask: (places: readonly string[]) => boolean,
): SamplesOut {
  const changed = withLock(() => samplesIn(spreadsheet, desk)).flatMap(({ tab, rows }) =>
    rows.filter(({ isChanged }) => isChanged).map(({ row }) => `${tab.table.title} ${row}`),
  );
  // Nothing is locked while a person thinks.
  const isAll = changed.length > 0 && ask(changed);
  return withLock(() =>
    samplesIn(spreadsheet, desk).reduce<SamplesOut>(
      (sum, { tab, rows }) => {
        const going = rows.filter(({ isChanged, isOwn }) => !isOwn && (isAll || !isChanged));
        takeRowsOut(
          tab,
          going.map(({ row }) => row),
        );
        return { taken: sum.taken + going.length, left: sum.left + rows.length - going.length };
      },
      { taken: 0, left: 0 },
    ),
  );
}

interface SampleRow {
  row: number;
  /** Whether somebody has typed into it since it was put there, whether that was sent or not. */
  isChanged: boolean;
  /** Whether it holds something in a column or a note of people's own. */
  isOwn: boolean;
}

/** The sample rows of all tabs that have some. Called under the lock. */
function samplesIn(spreadsheet: Spreadsheet, desk: DeskDescription): { tab: Tab; rows: SampleRow[] }[] {
  return desk.tables.flatMap(table => {
    const tab = readableTab(spreadsheet, desk, table);
    if (!tab) return [];
    const lines = [...readAll(tab)].filter(([, line]) => isSample(tab, line));
    if (lines.length === 0) return [];
    const notes = readGrid(
      tab,
      lines.map(([row]) => row),
      range => range.getNotes(),
    );
    const rows = lines.map(([row, line]) => ({
      row,
      isChanged:
        baseAt(line, tab) !== SAMPLE ||
        !isSampleAsPut(tab, line) ||
        textAt(line, tab.tie.sync) !== desk.outcomes.sample,
      isOwn: hasOwn(tab, line, notes.get(row) ?? []),
    }));
    return [{ tab, rows }];
  });
}

const isSample = (tab: Tab, line: readonly CellContent[]): boolean => baseAt(line, tab).startsWith(SAMPLE);
