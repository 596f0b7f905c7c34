// Brings what the service changed by itself into the tabs: painted where the row is, appended where it is not.

import type {
  ChangesAnswer,
  DeskDescription,
  TableDescription,
} from '../../../functions/src/contract/contract.ts';
import { noteFlushed, withLock } from '../platform/lock.ts';
import type { CellContent, Spreadsheet } from '../platform/platform.ts';
import { changesSince, recordsOf } from '../platform/service.ts';
import { sameWire } from '../sheet/cells.ts';
import { LayoutProblem } from '../sheet/header-places.ts';
import type { Picture } from '../sheet/picture.ts';
import { baseAt, standing } from '../sheet/row-mark.ts';
import { contentAt, openTab, readRows, rowsByKey, staffColumns, type Tab, textAt } from '../sheet/tab.ts';
import { neverSaved } from '../sheet/tie.ts';
import { notePainted, paintedSince, paintMark } from './in-flight.ts';
import { begunAt, isUnfinished, lostBehind, placesFor } from './keys/append.ts';
import { noteKnown } from './keys/known.ts';
import { paintByKey } from './keys/paint-by-key.ts';
import { forgetUnwritable, leave, recallUnwritable, takeUnwritable } from './keys/unwritable.ts';
import { recallCursor, rememberCursor } from './memory.ts';

type Changed = ChangesAnswer['rows'][number];

export interface Pulled {
  /** Rows painted or appended. */
  rows: number;
  /** Tabs that could not be painted, as sentences. */
  troubles: string[];
}

/** Times that a page is asked for again because rows in it were painted meanwhile; the next pull goes on from there. */
const REPEATS = 5;

/**
 * Pulls until nothing is left. The lock is not held during a request, so others may paint a row after the service has
 * told us of it: what we know of that row is old then, and we ask again. Rows that have just been `removed` are not put
 * back for what they held then. Throws `ServiceFailure` and `LockBusy`; what was painted until then stays pulled.
 */
export function pull(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  removed: ReadonlySet<string> = new Set(),
): Pulled {
  const pulled: Pulled = { rows: 0, troubles: [] };
  paintLeft(spreadsheet, desk);
  let repeats = 0;
  for (let more = true; more; ) {
    const mark = paintMark();
    const answer = changesSince(desk.deskId, recallCursor());
    const troubles: string[] = [];
    let overtaken = new Set<string>();
    withLock(() => {
      overtaken = paintedSince(
        mark,
        answer.rows.map(row => row.key),
      );
      const current = answer.rows.filter(row => !overtaken.has(row.key) && !removed.has(row.key));
      const painted = paintRows(spreadsheet, desk, current);
      pulled.rows += painted.rows;
      troubles.push(...painted.troubles);
      // A tab that lacks a column would miss its changes for good: they are pulled again once it is mended.
      if (troubles.length === 0 && overtaken.size === 0) rememberCursor(answer.cursor);
    });
    pulled.troubles.push(...troubles);
    if (overtaken.size > 0) repeats += 1;
    more = troubles.length === 0 && (overtaken.size > 0 ? repeats <= REPEATS : answer.more);
  }
  const said = takeUnwritable();
  if (said !== undefined) pulled.troubles.push(said);
  return pulled;
}

/** Rows that could not be written when they were last painted may be by now. */
function paintLeft(spreadsheet: Spreadsheet, desk: DeskDescription): void {
  const left = recallUnwritable();
  if (left.length === 0) return;
  const { rows } = recordsOf(desk.deskId, left.slice(0, desk.maxRows));
  withLock(() => {
    forgetUnwritable();
    paintRows(spreadsheet, desk, rows);
  });
}

/** Paints rows where they are and appends those that are not there, tab by tab. Called under the lock. */
export function paintRows(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  changed: readonly Changed[],
): Pulled {
  const pulled: Pulled = { rows: 0, troubles: [] };
  for (const table of desk.tables) {
    const rows = changed.filter(row => row.table === table.table);
    if (rows.length === 0) continue;
    try {
      pulled.rows += paintChanges(spreadsheet, desk, table, rows);
    } catch (cause) {
      if (!(cause instanceof LayoutProblem)) throw cause;
      pulled.troubles.push(cause.message);
    }
  }
  return pulled;
}

function paintChanges(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  table: TableDescription,
  changes: readonly Changed[],
): number {
  const tab = openTab(spreadsheet, desk, table);
  const holders = rowsByKey(tab);
  // A record may have changed twice since the cursor: its last answer counts.
  const latest = [...new Map(changes.map(change => [change.key, change])).values()];
  const present = latest.flatMap(change => (holders.get(change.key) ?? []).slice(0, 1));
  const lines = readRows(tab, present);
  const pictures: Picture[] = [];
  const added: Changed[] = [];
  const left = new Set<string>();
  for (const change of latest) {
    const row = holders.get(change.key)?.[0];
    if (row === undefined) {
      if (!change.retired) added.push(change);
    } else if (isUnfinished(tab, lines.get(row))) {
      pictures.push({ ...pictureOf(change, row), key: change.key });
    } else if (isSettled(desk, textAt(lines.get(row), tab.tie.sync))) {
      const line = lines.get(row);
      const isSame = baseAt(line, tab) === change.base;
      const isUnlike = differs(tab, change, line);
      // Into a row of an older version somebody has typed, and nobody has heard of it yet: with its own base it is
      // merged when it is sent, and its answer brings what is new. Painted over, the text would be lost.
      if (isUnlike && !isSame && standing(tab, line) === 'other') {
        left.add(change.key);
        continue;
      }
      const isTypedIn = isSame && isUnlike;
      const picture = pictureOf(isTypedIn ? withoutStaffCells(tab, change) : change, row);
      // The mark of such a row must not cover what nobody has heard of yet.
      pictures.push(isTypedIn ? { ...picture, base: undefined } : picture);
    }
  }
  const places = placesWhereAllowed(
    tab,
    added.map(({ key }) => key),
  );
  for (const change of added) {
    const row = places?.get(change.key);
    if (row !== undefined) pictures.push({ ...pictureOf(change, row), key: change.key });
  }
  paintByKey(tab, pictures, new Map([...lines, ...begunAt(tab, places ?? new Map())]));
  notePainted(latest.flatMap(({ key }) => (left.has(key) ? [] : key)));
  // A sample row is no record, and nobody's loss.
  noteKnown(table.table, places ? added.filter(({ base }) => !neverSaved(base)).map(({ key }) => key) : []);
  const lost = places ? lostBehind(tab, places, holders) : [];
  if (lost.length > 0) paintRows(spreadsheet, desk, recordsOf(desk.deskId, lost.slice(0, desk.maxRows)).rows);
  return pictures.length;
}

/** Places for rows with these keys; none where the sheet refuses to be written: it is said, and they come later. */
function placesWhereAllowed(tab: Tab, keys: readonly string[]): ReadonlyMap<string, number> | undefined {
  try {
    return placesFor(tab, keys);
  } catch (cause) {
    Logger.log(`Rows were not appended: ${String(cause)}`);
    // What was kept back went with it.
    noteFlushed();
    for (const [index, key] of keys.entries()) leave(tab, tab.lastRow + 1 + index, key);
    return undefined;
  }
}

const differs = (tab: Tab, { cells }: Changed, line: readonly CellContent[] | undefined) =>
  staffColumns(tab).some(
    ({ key, at, wire }) =>
      key in cells && !sameWire(tab.codec.toWire(contentAt(line, at), wire), cells[key] ?? null, wire),
  );

/** Only a saved row may be painted over: any other holds something of a person's that no record has. */
const isSettled = ({ outcomes }: DeskDescription, sync: string): boolean =>
  sync === outcomes.saved || sync === outcomes.unchanged;

/**
 * A row of the version that the sheet shows already: where its cells differ somebody has just typed, and the edit is
 * still to be heard of. What the system fills in may be new all the same.
 */
function withoutStaffCells(tab: Tab, change: Changed): Changed {
  const staff = new Set(staffColumns(tab).map(({ key }) => key));
  const cells = Object.fromEntries(Object.entries(change.cells).filter(([key]) => !staff.has(key)));
  return { ...change, cells };
}

const pictureOf = ({ cells, base, outcome, problems }: Changed, row: number): Picture => ({
  row,
  cells,
  // A row holds what was answered, or it is not painted over.
  known: Object.keys(cells),
  base,
  state: outcome,
  problems,
  marks: 'all',
});
