// Takes rows out of their tabs that have been closed for long, as the service says, and brings them back when somebody
// looks for one. Only what the service has as well goes: a row with anything of its own stays.
import type {
  DeskDescription,
  RecordsAnswer,
  RetiredAnswer,
} from '../../../functions/src/contract/contract.ts';
import { DAY_MS, MINUTE_MS, nowMs } from '../platform/clock.ts';
import { LockBusy, noteWrite, withLock } from '../platform/lock.ts';
import type { CellContent, Spreadsheet } from '../platform/platform.ts';
import { retiredRows, ServiceFailure } from '../platform/service.ts';
import { keepBlankRows } from '../sheet/blank-rows.ts';
import { noteWith, noteWithLine } from '../sheet/notes.ts';
import { runs } from '../sheet/rectangles.ts';
import { baseAt, standing } from '../sheet/row-mark.ts';
import { contentAt, readableTab, readGrid, readRows, rowsByKey, type Tab, textAt } from '../sheet/tab.ts';
import { TEXTS } from '../texts.ts';
import { isQuiet, noteShifted } from './in-flight.ts';
import { forgetKnown, recallGone, rememberGone } from './keys/known.ts';
import { type Retiring, recallRetiring, recallStaying, rememberRetiring, rememberStaying } from './memory.ts';
import { paintRows } from './pull.ts';

type Run = ReturnType<typeof runs>[number];
type Retired = RetiredAnswer['rows'][number];

/** Rows move up only where nobody has typed for so long: an edit names the place where it was made. */
const QUIET_MS = 5 * MINUTE_MS;
/** Where there is no such time in so many days it is done all the same; edits are then found by reading the tab. */
const OVERDUE_MS = 2 * DAY_MS;
/** How long a row that was brought back stays at least. */
const BACK_MS = 30 * DAY_MS;
/**
 * After so long all is gone through anew: for rows that were changed since they were closed, and for those that had to
 * stay and were more than can be kept in mind.
 */
const ANEW_MS = 30 * DAY_MS;
/** Blocks of rows taken out in one go, of all tabs together: each is a call. */
const MAX_BLOCKS = 60;

/**
 * Takes out what the service tells of, some rows in one go, at most once a day as soon as nothing is left. Does nothing
 * where the tabs are in use, and says nothing: whatever fails is tried again. Rows that moved meanwhile are to be
 * looked for afterwards.
 */
export function retire(spreadsheet: Spreadsheet, desk: DeskDescription): void {
  const { cursor, nextAt, startOverAt } = recallRetiring();
  if (nowMs() < nextAt) return;
  const isAnew = startOverAt > 0 && nowMs() >= startOverAt;
  const due = [...recallStaying()].filter(([, at]) => at <= nowMs()).map(([key]) => key);
  try {
    const answer = retiredRows(desk.deskId, { after: isAnew ? '' : cursor, keys: due });
    withLock(() => {
      const known = recallRetiring();
      const isMine = known.cursor === cursor && known.nextAt === nextAt;
      const isOverdue = nextAt > 0 && nowMs() > nextAt + OVERDUE_MS;
      if (!isMine) return;
      const begun = isAnew ? { ...known, cursor: '', startOverAt: 0 } : known;
      if (isOverdue || isQuiet(QUIET_MS)) takeOutAll(spreadsheet, desk, begun, due, answer);
      // From now on it is counted how long there is no such time.
      else if (nextAt === 0) rememberRetiring({ ...known, nextAt: nowMs() });
    }, 0);
  } catch (cause) {
    if (!(cause instanceof LockBusy || cause instanceof ServiceFailure)) throw cause;
    Logger.log(`Closed rows were not taken out: ${cause.message}`);
  }
}

function takeOutAll(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  known: Retiring,
  due: readonly string[],
  answer: RetiredAnswer,
): void {
  const staying = recallStaying();
  for (const key of due) staying.delete(key);
  const out = { ...known.out };
  const tabs: { tab: Tab; stay: number }[] = [];
  let blocks = MAX_BLOCKS;
  for (const table of desk.tables) {
    const tab = readableTab(spreadsheet, desk, table);
    // One that is to stay for a while yet is told of as well where all is gone through anew.
    const isDue = ({ key }: Retired): boolean => (staying.get(key) ?? 0) <= nowMs();
    const rows = answer.rows.filter(row => row.table === table.table && isDue(row));
    if (!tab || rows.length === 0) continue;
    const { taken, stay, used } = takeOut(tab, rows, blocks);
    blocks -= used;
    for (const key of stay) staying.set(key, nowMs() + DAY_MS);
    out[table.sheetId] = (out[table.sheetId] ?? 0) + taken;
    tabs.push({ tab, stay: stay.length });
  }
  rememberStaying(staying);
  rememberRetiring({
    // What was left is told of again by the same cursor.
    cursor: blocks > 0 ? answer.cursor : known.cursor,
    nextAt: answer.more || blocks === 0 ? nowMs() : nowMs() + DAY_MS,
    out,
    startOverAt: known.startOverAt || nowMs() + ANEW_MS,
  });
  for (const { tab, stay } of tabs) noteAtHeader(tab, out[tab.table.sheetId] ?? 0, stay, answer.days);
}

interface TakenOut {
  taken: number;
  /** Keys of rows that hold something which the service has not. */
  stay: string[];
  /** Blocks that were used up; all that were given where rows were left for the next time. */
  used: number;
}

function takeOut(tab: Tab, rows: readonly Retired[], blocks: number): TakenOut {
  const holders = rowsByKey(tab);
  const present = rows.filter(({ key }) => holders.has(key));
  if (present.length === 0) return { taken: 0, stay: [], used: 0 };
  const places = present.flatMap(({ key }) => holders.get(key) ?? []);
  const lines = readRows(tab, places);
  const notes = readGrid(tab, places, range => range.getNotes());
  const going = new Map<number, string>();
  const stay: string[] = [];
  for (const row of present) {
    const [at = 0, ...copies] = holders.get(row.key) ?? [];
    const line = lines.get(at);
    const isKept = copies.length === 0 && isAsKept(tab, row, line);
    if (isKept && !hasOwn(tab, line, notes.get(at) ?? [])) going.set(at, row.key);
    else stay.push(row.key);
  }
  const all = fromBelow([...going.keys()]);
  const now = all.slice(0, blocks);
  if (now.length === 0) return { taken: 0, stay, used: all.length > 0 ? blocks : 0 };
  const keys = [...going].flatMap(([at, key]) =>
    now.some(run => at >= run.first && at <= run.last) ? key : [],
  );
  // First of all: should this be the last thing that is done, nobody is told that somebody removed them.
  forgetKnown(tab.table.table, keys);
  deleteRuns(tab, now);
  return { taken: keys.length, stay, used: all.length > now.length ? blocks : now.length };
}

/** Takes rows out of a tab that are nobody's loss. Called under the lock. */
export function takeRowsOut(tab: Tab, rows: readonly number[]): void {
  if (rows.length > 0) deleteRuns(tab, fromBelow(rows));
}

/** From below, so that those above stay where they were found. */
const fromBelow = (rows: readonly number[]): Run[] => runs(rows).sort((a, b) => b.first - a.first);

function deleteRuns(tab: Tab, all: readonly Run[]): void {
  noteShifted(tab.table.sheetId);
  // A tab must keep a row to type into.
  keepBlankRows(tab.sheet, tab.lastRow);
  noteWrite();
  for (const { first, last } of all) tab.sheet.deleteRows(first, last - first + 1);
}

/** Whether a row is what the service has of it, and nothing of it waits to be said. */
function isAsKept(tab: Tab, { base }: Retired, line: readonly CellContent[] | undefined): boolean {
  const { outcomes } = tab.desk;
  const isSaved = [outcomes.saved, outcomes.unchanged].includes(textAt(line, tab.tie.sync));
  return isSaved && baseAt(line, tab) === base && standing(tab, line) === 'same';
}

/** Whether a row holds something of people's own: in a column that is none of the desk's, or in a note. */
export function hasOwn(
  tab: Tab,
  line: readonly CellContent[] | undefined,
  notes: readonly string[],
): boolean {
  const { key, base, sync } = tab.tie;
  const ours = new Set([...tab.columns.map(({ at }) => at), key, base, sync]);
  const isOwn = (_: CellContent, index: number): boolean =>
    !ours.has(index + 1) && contentAt(line, index + 1) !== '';
  return (line ?? []).some(isOwn) || notes.some(note => noteWith(note, []) !== '');
}

/** Says at the first header how many rows are out, and how to find one. */
function noteAtHeader(tab: Tab, out: number, stay: number, days: number): void {
  if (out <= 0 && stay === 0) return;
  const cell = tab.sheet.getRange(1, tab.tie.number ?? tab.tie.sync);
  const note = cell.getNote();
  const next = noteWithLine(note, TEXTS.retiredHeading, TEXTS.retired(out, stay, days));
  if (next === note) return;
  noteWrite();
  cell.setNote(next);
}

/** Where records stand that were looked for. */
export interface BroughtBack {
  /** How many were put back at the ends of their tabs. */
  back: number;
  /** The tab and row of the first of all. */
  first: { tab: Tab; row: number } | undefined;
  troubles: string[];
}

/** Puts records' rows back that are in no tab; they stay for a month at least. Throws `LockBusy`. */
export function bringBack(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  rows: RecordsAnswer['rows'],
): BroughtBack {
  return withLock(() => {
    const placed = (): Map<string, { tab: Tab; row: number }> =>
      new Map(
        desk.tables.flatMap(table => {
          const tab = rows.some(row => row.table === table.table)
            ? readableTab(spreadsheet, desk, table)
            : undefined;
          return tab ? [...rowsByKey(tab)].map(([key, [row = 0]]) => [key, { tab, row }] as const) : [];
        }),
      );
    const before = placed();
    const missing = rows.filter(({ key }) => !before.has(key));
    // Here nobody asks whether they belong in the tab.
    const asked = missing.map(row => {
      const { retired: _, ...asIs } = row;
      return asIs;
    });
    const { troubles } = paintRows(spreadsheet, desk, asked);
    const after = missing.length > 0 ? placed() : before;
    const back = missing.filter(({ key }) => after.has(key));
    noteBack(desk, back);
    return { back: back.length, first: after.get(rows[0]?.key ?? ''), troubles };
  });
}

function noteBack(desk: DeskDescription, back: RecordsAnswer['rows']): void {
  if (back.length === 0) return;
  const keys = new Set(back.map(({ key }) => key));
  rememberGone(recallGone().filter(key => !keys.has(key)));
  const staying = recallStaying();
  const { out, ...retiring } = recallRetiring();
  const left = { ...out };
  for (const { key, table, retired } of back) {
    if (!retired) continue;
    staying.set(key, nowMs() + BACK_MS);
    const { sheetId } = desk.tables.find(each => each.table === table) ?? { sheetId: 0 };
    left[sheetId] = Math.max(0, (left[sheetId] ?? 0) - 1);
  }
  rememberStaying(staying);
  rememberRetiring({ ...retiring, out: left });
}
