// Which columns of a table hold the name of an entry of people or settings.

import type { Cells } from '../schema/column.ts';
import { SETTING_CATEGORIES } from '../schema/setting-category.ts';
import type { Table } from '../schema/table.ts';
import type { NameList, Names } from './names.ts';

export interface NamingColumn {
  key: string;
  label: string;
  list: NameList;
  /** Whether the name may stand among other words. */
  within: boolean;
  /** Of a settings row: its category says whether the cell is a name. */
  category: NamingCategory | undefined;
}

/** The column of the category, and in which of them the cell is a name. */
interface NamingCategory {
  column: string;
  isNaming: (category: string) => boolean;
}

const known = new WeakMap<Table, NamingColumn[]>();

/** The naming columns of a table, from left to right. */
export function namingColumns(table: Table): NamingColumn[] {
  const found = known.get(table) ?? table.columns.flatMap(column => namingColumn(column) ?? []);
  known.set(table, found);
  return found;
}

function namingColumn(column: Table['columns'][number]): NamingColumn | undefined {
  const { key, label } = column;
  const names = (list: NameList, rest?: Partial<NamingColumn>): NamingColumn => ({
    key,
    label,
    list,
    within: false,
    category: undefined,
    ...rest,
  });
  if (column.owner === 'system') return column.source.from === 'handledBy' ? names('people') : undefined;
  const { kind } = column;
  if (kind.type === 'person') return names('people');
  if (kind.type === 'option' && 'from' in kind) return names(kind.from);
  if (kind.type === 'option' && kind.named !== undefined) return names(kind.named);
  if (kind.type === 'setting')
    return names('channels', { category: { column: kind.category, isNaming: isChannel } });
  if (kind.type !== 'text') return undefined;
  const { namesWhere: where } = kind;
  if (where)
    return names(where.list, { category: { column: where.column, isNaming: each => each === where.is } });
  return kind.names && names(kind.names, { within: true });
}

/** What a naming column of a row holds, where it holds a name. */
export function nameIn({ key, category }: NamingColumn, cells: Cells): string | undefined {
  const cell = cells[key];
  if (typeof cell !== 'string' || cell === '') return undefined;
  if (category === undefined) return cell;
  const found = cells[category.column];
  return typeof found === 'string' && category.isNaming(found) ? cell : undefined;
}

const isChannel = (category: string) =>
  Object.hasOwn(SETTING_CATEGORIES, category) &&
  SETTING_CATEGORIES[category as keyof typeof SETTING_CATEGORIES] === 'channel';

/**
 * Cells with names of a `version` of the configuration as they read with those of today; the same cells where none has
 * changed.
 */
export function presentCells(table: Table, cells: Cells, version: number, names: Names): Cells {
  if (version >= names.renamedAt) return cells;
  const changed = namingColumns(table).flatMap(column => {
    const name = nameIn(column, cells);
    const now = name === undefined ? undefined : presentName(column, name, version, names);
    return now === undefined || now === name ? [] : [[column.key, now] as const];
  });
  return changed.length > 0 ? { ...cells, ...Object.fromEntries(changed) } : cells;
}

function presentName(
  { list, within, category }: NamingColumn,
  text: string,
  version: number,
  names: Names,
): string | undefined {
  // A row of settings may have come with what it names, or before it.
  const came = category && names.cameAs(list, text, version);
  if (!within) return (names.calledThen(list, text, version) ?? came)?.name;
  const found = names.namedIn(list, text, version);
  return found && text.slice(0, found.from) + found.entry.name + text.slice(found.to);
}
