// Whether an entry of people or settings may be taken out: not as long as something names it.

import type { Entry, NamingRow } from '../desk/names.ts';
import { type NamingColumn, nameIn, namingColumns } from '../desk/naming-columns.ts';
import type { Cells } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { isWorkspaceKey, staffColumns, type Table } from '../schema/table.ts';
import { type Naming, usesOf } from './carry.ts';

/** Open records that name an entry, at most one more than is looked at. */
export interface Used {
  table: string;
  number: string;
}

/** Most records that are counted for one entry: beyond that it is said that there are more. */
export const MAX_USES = 100;
const MAX_NAMED = 3;

/**
 * Whether a row is no entry (any more): all cells of the staff's are cleared, in a table of which rows may be taken
 * out.
 */
export function isTakenOut(table: Table, cells: Cells): boolean {
  return table.clearable === true && staffColumns(table).every(({ key }) => (cells[key] ?? null) === null);
}

/** An entry that would be there no more, and the row that it is of. */
export interface Removed {
  entry: Pick<Entry, 'key' | 'list' | 'name'>;
  of: ConfigurationRow;
}

/** A row of the desk's configuration, and the table that it is of. */
export interface ConfigurationRow {
  key: string;
  table: Table;
  row: NamingRow & { cells: Cells };
}

/**
 * Why an entry cannot be taken out, if it cannot: where it is used, and what to do instead.
 *
 * @param records open records that name it, `MAX_USES` + 1 at most; `undefined` where that is not known yet
 * @param rows all rows of people and settings
 */
export function removalProblem(
  { entry: { key, list, name }, of: { key: own, row } }: Removed,
  records: readonly Used[] | undefined,
  rows: readonly ConfigurationRow[],
  desk: Naming,
): Problem | undefined {
  const column = row.table === 'people' ? 'name' : isWorkspaceKey(list) ? 'value' : 'category';
  if (!records) return problem(column, 'entry_unsure', { name });
  const inRows = rows.filter(each => each.key !== own).flatMap(each => placesIn(each, key, desk));
  const titleOf = (table: string) => desk.tableOf(table)?.title ?? table;
  const named = records.slice(0, MAX_NAMED).map(({ table, number }) => `${titleOf(table)} ${number}`);
  const count = records.length > MAX_USES ? `${MAX_USES} 条以上` : `共 ${records.length} 条`;
  const where = [
    ...(records.length > 0 ? [`未关闭的${named.join('、')}（${count}）`] : []),
    ...(inRows.length > 0 ? [inRows.slice(0, MAX_NAMED).join('、') + rest(inRows.length)] : []),
  ];
  if (where.length === 0) return undefined;
  const instead =
    row.table === 'people' ? '离开的同事请把“在岗”改为“离职”' : '请先把这些改选别的，或等记录关闭';
  return problem(column, 'entry_in_use', { name, where: where.join('；'), instead });
}

const rest = (count: number) => (count > MAX_NAMED ? `等 ${count} 处` : '');

/** Where another row of people or settings names an entry: `设置 SZ-006 的“负责人”`. */
function placesIn({ table, row: { cells } }: ConfigurationRow, key: string, desk: Naming): string[] {
  return namingColumns(table).flatMap(column => {
    if (nameIn(column, cells) === undefined) return [];
    const uses = usesOf(
      table,
      { [column.key]: cells[column.key] ?? null, ...categoryOf(column, cells) },
      desk,
    );
    return uses.includes(key) ? [`${table.title} ${String(cells.number ?? '')} 的“${column.label}”`] : [];
  });
}

const categoryOf = ({ category }: NamingColumn, cells: Cells): Cells =>
  category === undefined ? {} : { [category.column]: cells[category.column] ?? null };
