// A renaming carried through to what was saved before it: cells hold names, and each record knows of which version of
// the configuration its names are, so that what was called so then is found whatever it, or anything else, is called
// now.

import type { DeskContext } from '../desk/desk.ts';
import { nameIn, namingColumns, presentCells } from '../desk/naming-columns.ts';
import type { Instant } from '../lib/time.ts';
import { isSound } from '../record/decidable.ts';
import type { DeskRecord, RecordEvent } from '../record/record.ts';
import { systemEvent } from '../record/system-event.ts';
import { wordsTold } from '../record/told-words.ts';
import type { Cells } from '../schema/column.ts';
import { isWorkspaceKey, staffColumns, type Table } from '../schema/table.ts';

/** Why the system changed a record, for its history. */
const WHY = '设置或人员中改了名称，本记录跟着改。';
const WHY_HANDED_OVER = '原处理人已离职，由代理人接手。';

/** What the records of a desk are held against. */
export type Naming = Pick<DeskContext, 'names' | 'tableOf'> & { desk: Pick<DeskContext['desk'], 'version'> };

/**
 * A record as it reads with the names of today. Only how its entries are called changes: no time, no state, no limit.
 * Of cycles that are over what the figures go by is brought along, what people read stays as it was.
 */
export function withPresentNames(record: DeskRecord, desk: Naming): DeskRecord {
  const { names } = desk;
  const table = desk.tableOf(record.table);
  const version = record.namesAt ?? 0;
  if (!table || version >= names.renamedAt || !isSound(record)) return record;
  const { countsAs: _, words: __, ...rest } = record;
  const cells = heirCells(table, record, presentCells(table, record.cells, version, names), names);
  return {
    ...rest,
    namesAt: desk.desk.version,
    cells,
    ...wordsTold(table, { cells, cycles: record.cycles }),
    proposed: presentCells(table, record.proposed, version, names),
    cycles: record.cycles.map(cycle => ({
      ...cycle,
      standing: presentCells(table, cycle.standing, version, names),
    })),
    links: presentLinks(record.links, version, desk),
  };
}

/** What somebody has left behind that is still open is of whoever took over; what he signed stays his. */
function heirCells(
  table: Table,
  { namesAt = 0, closedAt }: DeskRecord,
  cells: Cells,
  names: Naming['names'],
): Cells {
  if (closedAt !== null) return cells;
  const changed = staffColumns(table).flatMap(({ key, kind, right }) => {
    const name = cells[key];
    if (kind.type !== 'person' || right || typeof name !== 'string') return [];
    const heir = names.heirOf(name, namesAt);
    return heir ? [[key, heir.name] as const] : [];
  });
  return changed.length > 0 ? { ...cells, ...Object.fromEntries(changed) } : cells;
}

function presentLinks(links: DeskRecord['links'], version: number, desk: Naming): DeskRecord['links'] {
  return Object.fromEntries(
    Object.entries(links).map(([key, all]) => {
      const table = desk.tableOf(key);
      return [
        key,
        all.map(link => ({
          ...link,
          ...(link.person !== undefined && {
            person: desk.names.calledThen('people', link.person, version)?.name ?? link.person,
          }),
          told: table ? presentCells(table, link.told, version, desk.names) : link.told,
        })),
      ];
    }),
  );
}

/** A renaming as a change of a record, by the system. */
export interface Carried {
  after: DeskRecord;
  event: RecordEvent;
  /** The cells under their names of today as they were before somebody who left was followed by the stand-in. */
  left?: Cells;
}

/** What a record comes to by the renamings since it was saved; `undefined` where none of them touches it. */
export function carry(before: DeskRecord, now: Instant, desk: Naming): Carried | undefined {
  const table = desk.tableOf(before.table);
  const named = withPresentNames(before, desk);
  if (!table || named === before) return undefined;
  const changes = namingColumns(table).flatMap(({ key, label }) => {
    const [was, is] = [before.cells[key] ?? null, named.cells[key] ?? null];
    return was === is ? [] : [{ column: key, label, before: was, after: is }];
  });
  if (changes.length === 0 && isSame(before, named)) return undefined;
  const renamed = presentCells(table, before.cells, before.namesAt ?? 0, desk.names);
  const isHandedOver = changes.some(({ column, after: is }) => renamed[column] !== is);
  const after = { ...named, version: before.version + 1 };
  const event = systemEvent(after, changes, now, isHandedOver ? WHY_HANDED_OVER : WHY);
  return { after, event, ...(isHandedOver && { left: renamed }) };
}

const isSame = (one: DeskRecord, other: DeskRecord) =>
  JSON.stringify([one.proposed, one.cycles, one.links]) ===
  JSON.stringify([other.proposed, other.cycles, other.links]);

/**
 * A record that is over, with the names that the figures of periods which still run count it under; `undefined` where
 * they are those that it counts under already. Its own cells stay as they were.
 */
export function countedAnew(before: DeskRecord, desk: Naming): DeskRecord | undefined {
  const table = desk.tableOf(before.table);
  if (!table) return undefined;
  const cells = presentCells(table, before.cells, before.namesAt ?? 0, desk.names);
  const entries = Object.entries(cells).filter(([key, cell]) => cell !== before.cells[key]);
  const was = Object.entries(before.countsAs ?? {});
  const same = entries.length === was.length && was.every(([key, cell]) => cells[key] === cell);
  if (same) return undefined;
  const { countsAs: _, ...rest } = before;
  return entries.length > 0 ? { ...rest, countsAs: Object.fromEntries(entries) } : rest;
}

/** Keys of the entries that cells name, each once, and of the workspace's own columns that they fill. */
export function usesOf(table: Table, cells: Cells, { names }: Pick<Naming, 'names'>): string[] {
  const keys = namingColumns(table).flatMap(column => {
    const name = nameIn(column, cells);
    if (name === undefined) return [];
    const entry = column.within ? names.within(column.list, name) : names.holder(column.list, name);
    return entry?.key ?? [];
  });
  const columns = Object.keys(cells).filter(key => isWorkspaceKey(key) && (cells[key] ?? null) !== null);
  return [...new Set([...keys, ...columns])].sort();
}
