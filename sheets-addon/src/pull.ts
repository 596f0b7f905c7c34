// Brings what the service changed by itself into the tabs: painted where the row is, appended where it is not.
import type { ChangesAnswer, DeskDescription, TableDescription } from '../../functions/src/http/contract.ts';
import type { CellCodec } from './cells.ts';
import { cellCodec } from './cells.ts';
import { withLock } from './lock.ts';
import { recallCursor, rememberCursor } from './memory.ts';
import type { Picture } from './paint.ts';
import { paint } from './paint.ts';
import type { Spreadsheet } from './platform.ts';
import { changesSince } from './service.ts';
import type { Tab } from './tab.ts';
import { FIRST_ROW, LayoutProblem, openTab, readRows, rowsByKey, textAt } from './tab.ts';

type Changed = ChangesAnswer['rows'][number];

export interface Pulled {
  /** Rows painted or appended. */
  rows: number;
  /** Tabs that could not be painted, as sentences. */
  troubles: string[];
}

/** Pulls until nothing is left. Throws `ServiceFailure` and `LockBusy`; what was painted until then stays pulled. */
export function pull(spreadsheet: Spreadsheet, desk: DeskDescription): Pulled {
  const codec = cellCodec(spreadsheet.getSpreadsheetTimeZone());
  const pulled: Pulled = { rows: 0, troubles: [] };
  for (let more = true; more; ) {
    const answer = changesSince(desk.deskId, recallCursor());
    const troubles: string[] = [];
    withLock(() => {
      for (const table of desk.tables) {
        const rows = answer.rows.filter(row => row.table === table.table);
        if (rows.length === 0) continue;
        try {
          pulled.rows += paintChanges(spreadsheet, desk, table, codec, rows);
        } catch (cause) {
          if (!(cause instanceof LayoutProblem)) throw cause;
          troubles.push(cause.message);
        }
      }
      // A tab that lacks a column would miss its changes for good: they are pulled again once it is mended.
      if (troubles.length === 0) rememberCursor(answer.cursor);
    });
    pulled.troubles.push(...troubles);
    more = answer.more && troubles.length === 0;
  }
  return pulled;
}

function paintChanges(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  table: TableDescription,
  codec: CellCodec,
  changes: readonly Changed[],
): number {
  const tab = openTab(spreadsheet, table);
  const holders = rowsByKey(tab);
  // A record may have changed twice since the cursor: its last answer counts.
  const latest = [...new Map(changes.map(change => [change.key, change])).values()];
  const present = latest.flatMap(change => (holders.get(change.key) ?? []).slice(0, 1));
  const lines = readRows(tab, present);
  const pictures: Picture[] = [];
  const added: Changed[] = [];
  for (const change of latest) {
    const row = holders.get(change.key)?.[0];
    if (row === undefined) added.push(change);
    else if (isSettled(desk, textAt(lines.get(row), tab.tie.sync))) pictures.push(pictureOf(change, row));
  }
  const first = Math.max(tab.lastRow + 1, FIRST_ROW);
  growTo(tab, first + added.length - 1);
  added.forEach((change, index) => {
    pictures.push({ ...pictureOf(change, first + index), key: change.key });
  });
  paint(tab, codec, desk.outcomes, pictures, lines);
  return pictures.length;
}

/** Only a saved row may be painted over: any other holds something of a person's that no record has. */
const isSettled = ({ outcomes }: DeskDescription, sync: string): boolean =>
  sync === outcomes.saved || sync === outcomes.unchanged;

const pictureOf = ({ cells, base, outcome, problems }: Changed, row: number): Picture => ({
  row,
  cells,
  base,
  state: outcome,
  problems,
  marks: 'all',
});

function growTo(tab: Tab, row: number): void {
  const rows = tab.sheet.getMaxRows();
  if (row > rows) tab.sheet.insertRowsAfter(rows, row - rows);
}
