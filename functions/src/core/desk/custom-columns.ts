// Columns that a workspace appends to tables: rows of the settings tab under 自定义列, read and put at the end of the
// declared columns.

import type { Cells, Kind, StaffColumn } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { TIE } from '../schema/tab-columns.ts';
import type { Table, WorkspaceKey } from '../schema/table.ts';

/** What stands under 取值: the kind of the column, whether the summaries count by it, and whether it is out of use. */
export interface ColumnForm {
  /** None for a column that is out of use and says no more. */
  kind: Kind | undefined;
  counted: boolean;
  retired: boolean;
}

const KINDS: Record<string, Kind> = {
  文本: { type: 'text' },
  数字: { type: 'number' },
  日期: { type: 'date' },
};
const OPTION = /^选项\s*[:：]\s*(.+)$/su;
const COUNTED = '统计';
const RETIRED = '停用';

/** The settings category of such columns, and how their values look. */
export const WORKSPACE_COLUMN = '自定义列';
export const COLUMN_FORM_EXAMPLE =
  '文本、数字、日期，或 选项：甲、乙、丙；后面加 ；统计 则按它统计，加 ；停用 则不再使用';

/** Options of one column, and characters of its title. */
const MAX_OPTIONS = 100;
const MAX_LABEL_CHARACTERS = 30;
/**
 * Most columns that a workspace appends to a table: a spreadsheet has a limit of cells, and a description has to be
 * remembered.
 */
const MAX_COLUMNS = 30;

/** Reads the form of a column: `选项：华东、华南；统计`. `undefined` when it is none. */
export function readColumnForm(text: string): ColumnForm | undefined {
  const [first = '', ...flags] = text.split(/[;；]/).map(part => part.trim());
  const alone = first === RETIRED;
  const kind = alone ? undefined : readKind(first);
  if ((!alone && !kind) || flags.some(flag => flag !== COUNTED && flag !== RETIRED)) return undefined;
  return { kind, counted: flags.includes(COUNTED), retired: alone || flags.includes(RETIRED) };
}

function readKind(text: string): Kind | undefined {
  if (Object.hasOwn(KINDS, text)) return KINDS[text];
  const [, listed] = OPTION.exec(text) ?? [];
  const options = listed?.split(/[、,，]/).map(option => option.trim()) ?? [];
  const fits =
    options.length >= 2 && options.length <= MAX_OPTIONS && new Set(options).size === options.length;
  return fits && options.every(option => option !== '' && option.length <= MAX_LABEL_CHARACTERS)
    ? { type: 'option', options }
    : undefined;
}

/**
 * What a name means: `热线记录·安装地区` is the column 安装地区 of 热线记录. `undefined` when there is no such table, or it makes no
 * header.
 */
export function readColumnName(
  name: string,
  tables: readonly Table[],
): { table: Table; label: string } | undefined {
  const [, title, label] = /^([^·•・.．]+?)\s*[·•・.．]\s*(.+)$/u.exec(name.trim()) ?? [];
  const table = tables.find(each => each.title === title);
  if (!table || !label || label.length > MAX_LABEL_CHARACTERS || /^[=+@'-]|[\p{Cc}\p{Cf}]/u.test(label))
    return undefined;
  return { table, label };
}

/** Whether a table has a column of this header by itself. */
export function isDeclaredLabel(table: Table, label: string): boolean {
  return [...table.columns.map(column => column.label), ...Object.values(TIE)].includes(label);
}

/** The key of a column: it follows from the settings row, so that it stays what it is. */
export function workspaceKey(rowKey: string): WorkspaceKey {
  return `x_${rowKey.replaceAll('-', '_')}`;
}

/** A row of 自定义列, and what it was called before. */
export type WorkspaceRow = readonly [key: string, cells: Cells, formerNames: readonly string[]];

const labelsOf = (names: readonly string[], tables: readonly Table[]): string[] =>
  names.flatMap(name => readColumnName(name, tables)?.label ?? []);

/**
 * The tables with the columns that the rows of 自定义列 (key and cells, in their order) append. What cannot be read appends
 * nothing.
 */
export function withWorkspaceColumns(declared: readonly Table[], rows: readonly WorkspaceRow[]): Table[] {
  const appended = rows.flatMap(([key, cells, former]) => {
    const name = readColumnName(String(cells.name ?? ''), declared);
    const form = readColumnForm(String(cells.value ?? ''));
    if (!name || !form?.kind || form.retired) return [];
    const formerLabels = labelsOf(former, declared).filter(label => label !== name.label);
    const column = columnFor(workspaceKey(key), { ...name, formerLabels }, form.kind, cells.note);
    return [{ table: name.table, column, counted: form.counted }];
  });
  return declared.map(table => {
    const own = appended.filter(each => each.table === table);
    if (own.length === 0) return table;
    const counted = own.filter(each => each.counted && table.role === 'work');
    return {
      ...table,
      columns: [...table.columns, ...own.map(each => each.column)],
      dimensions: [
        ...table.dimensions,
        ...counted.map(({ column: { key } }) => ({ name: key, column: key })),
      ],
    };
  });
}

/**
 * What is wrong with a settings row, given the rows of 自定义列: a column has a form and keeps its table, and no two may
 * have one header, nor one that another had: tabs may still know that one by it.
 */
export function columnClash(
  key: string,
  cells: Cells,
  rows: readonly WorkspaceRow[],
  tables: readonly Table[],
): Problem | undefined {
  const meaning = ({ name }: Cells) => readColumnName(String(name ?? ''), tables);
  const was = rows.find(([other]) => other === key)?.[1];
  const isCleared = (cells.category ?? null) === null;
  if (was && cells.category !== WORKSPACE_COLUMN && !isCleared)
    return problem('category', 'column_fixed', { was: String(was.name) });
  if (was && !isCleared && meaning(was)?.table !== meaning(cells)?.table)
    return problem('name', 'column_fixed', { was: String(was.name) });
  const read = cells.category === WORKSPACE_COLUMN ? meaning(cells) : undefined;
  if (!read) return undefined;
  if ((cells.value ?? null) === null) {
    const facts = { value: '空白', category: WORKSPACE_COLUMN, example: COLUMN_FORM_EXAMPLE };
    return problem('value', 'setting_invalid', facts);
  }
  const { label, table } = read;
  const others = rows.filter(([other, row]) => other !== key && meaning(row)?.table === table);
  if (others.some(([, row]) => meaning(row)?.label === label))
    return problem('name', 'column_taken', { label, table: table.title });
  const had = others.find(([, , former]) => labelsOf(former, tables).includes(label));
  if (had) return problem('name', 'column_was', { label, is: meaning(had[1])?.label ?? '' });
  return others.length < MAX_COLUMNS
    ? undefined
    : problem('name', 'columns_full', { table: table.title, most: MAX_COLUMNS });
}

type WorkspaceColumn = StaffColumn & { key: WorkspaceKey };

function columnFor(
  key: WorkspaceKey,
  { label, formerLabels }: { label: string; formerLabels: readonly string[] },
  kind: Kind,
  note: Cells[string] | undefined,
): WorkspaceColumn {
  const help = typeof note === 'string' && note !== '' ? note : '本表格自己加的列。';
  return {
    key,
    label,
    ...(formerLabels.length > 0 && { formerLabels }),
    owner: 'staff',
    kind: kind.type === 'option' && 'options' in kind ? { ...kind, named: key } : kind,
    width: 120,
    help,
    example: exampleOf(kind),
    optional: true,
  };
}

function exampleOf(kind: Kind): string {
  if (kind.type === 'option' && 'options' in kind) return kind.options[0] ?? '';
  return kind.type === 'number' ? '12.5' : kind.type === 'date' ? '2026-10-01' : '按实际填写';
}
