// A record whose texts are gone through once more: names of people whom it knows by now, and numbers, are hidden in all
// that is kept of it. What was told of it is gone through by the same words. Pure.

import { hasPrivatePart, shownCell, showsFull, takesText, textKind } from '../cells/mask.ts';
import { withoutNames } from '../cells/names-in-text.ts';
import { personalPartsOf } from '../lib/personal-data.ts';
import type { Instant } from '../lib/time.ts';
import type { Cell, Cells, Column } from '../schema/column.ts';
import { staffCells, staffColumns, type Table } from '../schema/table.ts';
import { type Around, type Knowing, knownNames, namesOfOthers, withNames } from './known-names.ts';
import { ownNumbers } from './own-numbers.ts';
import type { DeskRecord, PrivateCells, RecordEvent } from './record.ts';
import { systemEvent } from './system-event.ts';
import { wordsTold } from './told-words.ts';

/** What the history says of it. */
const WHY = '文中的客户姓名和联系方式不再显示，完整内容另行保管';

/** A text as everybody may see it. */
type Hide = (text: string) => string;

/** What becomes of the record, and of what was told of it. */
export interface Rehidden {
  after: DeskRecord;
  /** None where nothing that a sheet shows is another. */
  event?: RecordEvent;
  privateCells: PrivateCells;
  told: { event: (event: RecordEvent) => RecordEvent; text: Hide };
}

/** Every text within something that is kept becomes what is said of it. */
export function textsWithin<T>(kept: T, said: Hide): T {
  const text = JSON.stringify(kept, (_, value: unknown) => (typeof value === 'string' ? said(value) : value));
  return JSON.parse(text) as T;
}

/** Goes through a record, of which these are the full values. Going through it again changes nothing. */
export function rehidden(
  table: Table,
  flagged: DeskRecord,
  full: PrivateCells,
  around: Around,
  { now, desk }: { now: Instant; desk: Knowing },
): Rehidden {
  const { toHide: _, words: __, ...record } = flagged;
  const values = staffCells(table, record.cells);
  const hide = hider(table, record, values, around, desk);
  const { cells, ...hidden } = hiddenCells(table, record, hide);
  const others = namesOfOthers(table, values, { ...around, before: record }, record.customer?.column);
  const changed = staffColumns(table).filter(({ key }) => cells[key] !== record.cells[key]);
  const privateCells = Object.fromEntries(
    changed.flatMap(({ key, kind }): [string, string][] => {
      const was = record.cells[key];
      // What it hides already is kept in full; a text that hid nothing is kept as it stood.
      return hasPrivatePart(kind) && typeof was === 'string'
        ? [[key, showsFull(kind, full[key] ?? null, was) ? (full[key] ?? was) : was]]
        : [];
    }),
  );
  const isOther = changed.length > 0;
  const after: DeskRecord = {
    ...record,
    ...hidden,
    cells,
    ...wordsTold(table, { cells, cycles: hidden.cycles }),
    ...withNames(record.namesIn, others),
    ...(isOther && { version: record.version + 1 }),
  };
  // What a cell was is told by nothing any more.
  const changes = changed.map(({ key, label }) => {
    const is = cells[key] ?? null;
    return { column: key, label, before: is, after: is };
  });
  const told = { event: (event: RecordEvent) => hiddenEvent(table, event, hide), text: hide };
  return { after, ...(isOther && { event: systemEvent(after, changes, now, WHY) }), privateCells, told };
}

/** How a text of the record is shown: numbers that stand in its cells in the clear, and names that it knows. */
function hider(table: Table, record: DeskRecord, values: Cells, around: Around, desk: Knowing): Hide {
  const known = { ...around, before: record };
  const isOwn = ownNumbers(table, values, known, desk);
  const names = knownNames(table, values, known, desk);
  const cells = [record.cells, ...record.cycles.flatMap(each => [each.cells, each.standing])];
  const parts = staffColumns(table).flatMap(({ key, kind }) =>
    takesText(kind)
      ? cells.flatMap(each => {
          const cell = each[key];
          const isHidden = typeof cell === 'string' && shownCell(kind, cell, isOwn) !== cell;
          return isHidden ? personalPartsOf(cell, textKind(kind)) : [];
        })
      : [],
  );
  // Longer ones first: one may be part of another.
  const numbers = parts.toSorted((a, b) => b.whole.length - a.whole.length);
  return text => {
    const numberless = numbers.reduce((rest, { whole, shown }) => rest.replaceAll(whole, shown), text);
    return names ? withoutNames(numberless, names) : numberless;
  };
}

/** A cell of a column, or of one that is gone, as it is shown. */
function hiddenCell(column: Column | undefined, cell: Cell, hide: Hide): Cell {
  if (typeof cell !== 'string') return cell;
  if (!column) return hide(cell);
  return column.owner === 'staff' && takesText(column.kind)
    ? hide(String(shownCell(column.kind, cell)))
    : cell;
}

function hiddenCells(
  table: Table,
  { cells, proposed, cycles, findings, links }: DeskRecord,
  hide: Hide,
): Pick<DeskRecord, 'cells' | 'proposed' | 'cycles' | 'findings' | 'links'> {
  const columns = new Map(table.columns.map(each => [each.key, each]));
  const hideAll = (all: Cells): Cells =>
    Object.fromEntries(
      Object.entries(all).map(([key, cell]) => [key, hiddenCell(columns.get(key), cell, hide)]),
    );
  const linked = Object.entries(links).map(([of, all]): [string, DeskRecord['links'][string]] => [
    of,
    all.map(link => ({ ...link, told: textsWithin(link.told, hide) })),
  ]);
  return {
    cells: hideAll(cells),
    proposed: hideAll(proposed),
    cycles: cycles.map(each => ({ ...each, cells: hideAll(each.cells), standing: hideAll(each.standing) })),
    findings: textsWithin(findings, hide),
    links: Object.fromEntries(linked),
  };
}

function hiddenEvent(table: Table, event: RecordEvent, hide: Hide): RecordEvent {
  const columns = new Map(table.columns.map(each => [each.key, each]));
  const changes = event.changes.map(change => ({
    ...change,
    before: hiddenCell(columns.get(change.column), change.before, hide),
    after: hiddenCell(columns.get(change.column), change.after, hide),
  }));
  return { ...event, changes, ...(event.why !== undefined && { why: hide(event.why) }) };
}
