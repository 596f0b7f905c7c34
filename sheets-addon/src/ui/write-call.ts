// A call as a row of its tab: written first, so that nothing is lost where the service is away, and sent then.
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { withLock } from '../platform/lock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { remarksIn } from '../sheet/notes.ts';
import { openedBefore, openTab, readRows, rowsByKey, type Tab, textAt } from '../sheet/tab.ts';
import { type Choice, untouched } from '../sync/choice.ts';
import { knownDesk } from '../sync/desk.ts';
import { begunAt, placesFor } from '../sync/keys/append.ts';
import { paintAll } from '../sync/keys/paint-by-key.ts';
import { collect, send } from '../sync/submit.ts';
import { TEXTS } from '../texts.ts';
import type { CallRow, SavedCall } from './call-page-data.ts';
import { choiceOfRow, NoRecordHere } from './card.ts';

/**
 * Appends the call to its tab, or writes it into the row that it was written to before, and sends it in the name of
 * whoever has the page open. Throws `NoRecordHere` where the desk has no such table, `LayoutProblem` and `LockBusy`:
 * then nothing was written.
 */
export function writeCall(spreadsheet: Spreadsheet, { table: name, key: given, cells }: CallRow): SavedCall {
  const desk = knownDesk(spreadsheet);
  const table = desk.tables.find(each => each.table === name);
  if (!table) throw new NoRecordHere(TEXTS.noTableHere);
  const key = given === '' ? Utilities.getUuid() : given;
  const submission = {
    spreadsheet,
    desk,
    table,
    asMe: true as const,
    choose: (tab: Tab): Choice => {
      const row = written(tab, key, cells);
      return row === undefined ? untouched([]) : choiceOfRow(tab, row);
    },
  };
  send(
    submission,
    withLock(() => collect(submission)),
  );
  return withLock(() => outcomeOf(openTab(spreadsheet, desk, table), key));
}

/**
 * The row in which the cells stand now, wherever people have moved it; it says 待同步. None where they have taken it out
 * again already. Called under the lock.
 */
function written(tab: Tab, key: string, typed: CallRow['cells']): number | undefined {
  const held = rowsByKey(tab).get(key)?.[0];
  const places = held === undefined ? placesFor(tab, [key]) : new Map([[key, held]]);
  const row = places.get(key);
  if (row === undefined) return undefined;
  const cells: WireCells = {};
  for (const [column, text] of Object.entries(typed)) cells[column] = text === '' ? null : text;
  const lines = held === undefined ? begunAt(tab, places) : readRows(tab, [row]);
  paintAll(tab, [{ row, cells, state: 'waiting', problems: [], marks: 'row' }], lines);
  return rowsByKey(openedBefore(tab)).get(key)?.[0];
}

/** What the row says of itself once it was sent. Called under the lock. */
function outcomeOf(tab: Tab, key: string): SavedCall {
  const { outcomes } = tab.desk;
  const row = rowsByKey(tab).get(key)?.[0];
  if (row === undefined) return { key, row: 0, outcome: 'lacking', number: '', remarks: [TEXTS.call.gone] };
  const line = readRows(tab, [row]).get(row);
  const sync = textAt(line, tab.tie.sync);
  const notes = tab.sheet.getRange(row, 1, 1, tab.width).getNotes()[0] ?? [];
  const labels = new Map(tab.columns.map(({ at, label }) => [at, label]));
  labels.set(tab.tie.sync, tab.table.tie.sync);
  const isSaved = sync === outcomes.saved || sync === outcomes.unchanged;
  return {
    key,
    row,
    outcome: isSaved ? 'saved' : sync === outcomes.waiting ? 'waiting' : 'lacking',
    number: tab.tie.number === undefined ? '' : textAt(line, tab.tie.number),
    remarks: notes.flatMap((note, index) => {
      const label = labels.get(index + 1);
      return label === undefined ? [] : remarksIn(note).map(remark => `${label}：${remark}`);
    }),
  };
}
