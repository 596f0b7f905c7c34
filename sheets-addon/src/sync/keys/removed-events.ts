// What somebody typed into a row that was removed before anybody had read it: its event names a place where another row
// stands by then, or none.
import type { RecordsAnswer, RowInput, WireCell } from '../../../../functions/src/contract/contract.ts';
import { recordsOf, ServiceFailure } from '../../platform/service.ts';
import { sameWire } from '../../sheet/cells.ts';
import { type Lines, type PlacedColumn, staffColumns, type Tab } from '../../sheet/tab.ts';
import type { Choice, Touch, Typed } from '../choice.ts';
import { claim } from '../in-flight.ts';
import { goneLately } from './known.ts';
import { withoutColumn } from './moved-events.ts';
import { typedElsewhere } from './passed-on.ts';

/** A row as it is sent that stands nowhere; `row` is where it stood. */
interface Removed {
  row: number;
  pasted: false;
  input: RowInput;
  remarks: [];
}

type Gone = RecordsAnswer['rows'][number];

/** What was typed at a place, by column. */
type Events = ReadonlyMap<PlacedColumn, readonly Typed[]>;

/**
 * The same choice without what was typed into removed rows, and that as it is sent to their records; nothing where no
 * event tells of such a row. It is a row's that nobody had missed when the event was heard of, and is the only one of
 * these whose record held what the event says to have stood in the cell, or holds what was typed.
 */
export function typedIntoRemoved(
  tab: Tab,
  choice: Choice,
  lines: Lines,
): { choice: Choice; rows: Removed[] } | undefined {
  const lost = [...choice.touched].flatMap(([row, touch]) => {
    const typed = typedElsewhere(tab, row, touch, lines.get(row));
    return typed.length > 0 ? [{ row, touch, typed }] : [];
  });
  if (lost.length === 0) return undefined;
  const gone = goneLately(tab);
  const records = recordsOfAll(tab, [...gone.keys()]);
  const found = lost.flatMap(({ row, touch, typed }) => {
    const events = byColumn(tab, typed);
    const heardAt = Math.max(...typed.map(({ at = 0 }) => at));
    const mayBe = records.filter(each => (gone.get(each.key) ?? 0) >= heardAt && isOf(tab, each, events));
    const [record] = mayBe.length === 1 ? mayBe : [];
    return record ? [{ row, touch, events, record }] : [];
  });
  const touched = new Map(choice.touched);
  const rows: Removed[] = [];
  for (const { row, touch, events, record } of found) {
    if (found.some(each => each.row !== row && each.record === record)) continue;
    rows.push({ row, pasted: false, input: inputOf(tab, record, events, touch), remarks: [] });
    const left = [...events.keys()].map(({ key }) => key).reduce(withoutColumn, touch);
    if (left.edited.length > 0) touched.set(row, left);
    else touched.delete(row);
  }
  if (rows.length === 0) return undefined;
  // Whoever sends one already looks for it in the tab: what was typed would be in neither request.
  claim(rows.map(({ input }) => input));
  return { choice: { ...choice, touched }, rows };
}

function byColumn(tab: Tab, typed: readonly Typed[]): Events {
  const events = staffColumns(tab).map(
    column => [column, inOrder(typed.filter(each => each.column === column.key))] as const,
  );
  return new Map(events.filter(([, all]) => all.length > 0));
}

/** Texts of one cell as they were typed over each other: notes are taken in no order. */
function inOrder(events: readonly Typed[]): Typed[] {
  const left = [...events].sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
  const found: Typed[] = [];
  while (left.length > 0) {
    const first = left.findIndex(({ oldValue }) => left.every(({ value }) => value !== oldValue));
    found.push(...left.splice(Math.max(0, first), 1));
  }
  return found;
}

const wireOf = (tab: Tab, { wire }: PlacedColumn, text: string | undefined): WireCell =>
  text === undefined ? null : tab.codec.fromEvent(text, wire);

/** Whether a record held what stood in the cells before, or holds what was typed there and is not known whose it is. */
function isOf(tab: Tab, { table, cells }: Gone, events: Events): boolean {
  const isIn = (column: PlacedColumn, text: string | undefined): boolean =>
    sameWire(wireOf(tab, column, text), cells[column.key] ?? null, column.wire);
  return (
    table === tab.table.table &&
    [...events].every(
      ([column, all]) => isIn(column, all[0]?.oldValue) || isIn(column, all[all.length - 1]?.value),
    )
  );
}

function inputOf(tab: Tab, { key, base, number }: Gone, events: Events, { whose = {} }: Touch): RowInput {
  const columns = [...events.keys()].map(column => column.key);
  const cells: RowInput['cells'] = {};
  const overwritten: RowInput['cells'] = {};
  let editor = '';
  for (const [column, all] of events) {
    const texts = all.map(({ value }) => wireOf(tab, column, value));
    const last = texts[texts.length - 1] ?? null;
    cells[column.key] = last;
    const before = texts.filter(text => text !== null && !sameWire(text, last, column.wire));
    if (before.length > 0) overwritten[column.key] = before[before.length - 1] ?? null;
    editor = all[all.length - 1]?.editor ?? editor;
  }
  const ofOthers = columns.filter(column => (whose[column] ?? editor) !== editor);
  return {
    key,
    base,
    number,
    edited: columns,
    cells,
    ...(Object.keys(overwritten).length > 0 && { overwritten }),
    ...(editor !== '' && { editor }),
    ...(ofOthers.length > 0 && { ofOthers }),
  };
}

/** The records with these keys; none where the service cannot be asked. */
function recordsOfAll({ desk }: Tab, keys: readonly string[]): Gone[] {
  try {
    return keys.length === 0 ? [] : recordsOf(desk.deskId, keys.slice(-desk.maxRows)).rows;
  } catch (cause) {
    if (!(cause instanceof ServiceFailure)) throw cause;
    Logger.log(`Records of rows that were removed could not be asked for: ${cause.message}`);
    return [];
  }
}
