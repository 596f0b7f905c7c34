// What somebody typed into a row that was removed before anybody had read it: its event names a place where another row
// stands by then, or none.
import type {
  RecordsAnswer,
  RowInput,
  WireCell,
  WireCells,
} from '../../../../functions/src/contract/contract.ts';
import { recordsOf, ServiceFailure } from '../../platform/service.ts';
import { sameWire } from '../../sheet/cells.ts';
import { contentAt, keyAt, type Lines, staffColumns, type Tab } from '../../sheet/tab.ts';
import { type Choice, type Touch, type Typed, UNTOUCHED } from '../choice.ts';
import { claim, paintedOver } from '../in-flight.ts';
import { justGone } from './known.ts';
import { tellsNothing, withoutColumn } from './moved-events.ts';

/** A row as it is sent that stands nowhere; `row` is where it stood. */
interface Removed {
  row: number;
  pasted: false;
  input: RowInput;
  remarks: [];
}

/** What was typed at a place into cells of which none holds it now, by column. */
interface Lost {
  row: number;
  events: ReadonlyMap<string, readonly Typed[]>;
}

/**
 * The same choice without what was typed into removed rows, and that as it is sent to their records; nothing where no
 * event tells of such a row. It is the row's where it says what stood in the cell before: of exactly one record whose
 * row has just gone, and not of the row that stands there now.
 */
export function typedIntoRemoved(
  tab: Tab,
  choice: Choice,
  lines: Lines,
): { choice: Choice; rows: Removed[] } | undefined {
  const wires = new Map(staffColumns(tab).map(({ key, wire }) => [key, wire]));
  const lost = [...choice.touched].flatMap(([row, touch]) => lostAt(tab, row, touch, lines) ?? []);
  const records = lost.length === 0 ? [] : recordsGone(tab);
  if (records.length === 0) return undefined;
  const touched = new Map(choice.touched);
  const rows: Removed[] = [];
  for (const { row, events } of lost) {
    const wireOf = (column: string, text: string | undefined): WireCell =>
      text === undefined ? null : tab.codec.fromEvent(text, wires.get(column) ?? 'text');
    const wasIn = (cells: WireCells): boolean =>
      [...events].every(([column, [first]]) =>
        sameWire(wireOf(column, first?.oldValue), cells[column] ?? null, wires.get(column) ?? 'text'),
      );
    const [record, ...others] = records.filter(
      ({ key, table, cells }) =>
        table === tab.table.table && rows.every(({ input }) => input.key !== key) && wasIn(cells),
    );
    if (!record || others.length > 0) continue;
    const last = [...events].map(([column, all]) => [column, all[all.length - 1]] as const);
    const cells = Object.fromEntries(last.map(([column, event]) => [column, wireOf(column, event?.value)]));
    const editor = last[last.length - 1]?.[1]?.editor;
    const input = { key: record.key, base: record.base, edited: [...events.keys()], cells };
    rows.push({ row, pasted: false, input: { ...input, ...(editor ? { editor } : {}) }, remarks: [] });
    const left = [...events.keys()].reduce(withoutColumn, touched.get(row) ?? UNTOUCHED);
    if (left.edited.length > 0) touched.set(row, left);
    else touched.delete(row);
  }
  if (rows.length === 0) return undefined;
  const claimed = claim(rows.map(({ input }) => input));
  return { choice: { ...choice, touched }, rows: rows.filter(({ input }) => claimed.has(input.key)) };
}

/** The records whose rows have just gone; none where the service cannot be asked. */
function recordsGone(tab: Tab): RecordsAnswer['rows'] {
  const gone = justGone(tab);
  try {
    return gone.length === 0 ? [] : recordsOf(tab.desk.deskId, gone.slice(-tab.desk.maxRows)).rows;
  } catch (cause) {
    if (!(cause instanceof ServiceFailure)) throw cause;
    Logger.log(`Records of rows that were removed could not be asked for: ${cause.message}`);
    return [];
  }
}

/** What was typed at a place where a row stands that has nothing of it, neither before nor after. */
function lostAt(tab: Tab, row: number, touch: Touch, lines: Lines): Lost | undefined {
  const line = lines.get(row);
  if (touch.typed.length === 0 || !tellsNothing(tab, line)) return undefined;
  const { hints } = paintedOver(keyAt(line, tab));
  const events = new Map<string, Typed[]>();
  for (const each of touch.typed) events.set(each.column, [...(events.get(each.column) ?? []), each]);
  const isOfAnother = ([key, all]: readonly [string, readonly Typed[]]): boolean => {
    const column = staffColumns(tab).find(each => each.key === key);
    if (!column || key in hints) return false;
    const now = tab.codec.toWire(contentAt(line, column.at), column.wire);
    const isNow = (text: string | undefined): boolean =>
      sameWire(text === undefined ? null : tab.codec.fromEvent(text, column.wire), now, column.wire);
    return !isNow(all[0]?.oldValue) && all.every(({ value }) => !isNow(value));
  };
  const found = [...events].filter(isOfAnother);
  return found.length > 0 ? { row, events: new Map(found) } : undefined;
}
