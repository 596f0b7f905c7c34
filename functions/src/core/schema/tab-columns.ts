// A table as a tab: which columns stand where, which of them tie the row to its record, and what each shows.

import type { Column, StaffColumn } from './column.ts';
import type { Table } from './table.ts';

/** Header texts of the columns that tie a row to its record. */
export const TIE = { key: '行键', base: '版本', sync: '保存状态' } as const;

/**
 * The spreadsheet's name for the column of row keys in a table's tab: it holds however tab and column are renamed or
 * moved.
 */
export function rowsName(table: Table): string {
  return `sheetdesk_${table.key}_rows`;
}

/** Words for the sync column, by outcome; `waiting` is a row that could not be sent. */
export const OUTCOME_WORDS = {
  draft: '草稿',
  saved: '已保存',
  unchanged: '已保存',
  refused: '有误',
  conflict: '冲突',
  held: '待核对',
  waiting: '待同步',
  sample: '示例',
} as const;

/** A column of a tab: one of the table's, or one of the tie. */
export type TabColumn = {
  label: string;
  width: number;
  note: string;
  hidden: boolean;
  computed: boolean;
  column?: Column;
};

const isState = ({ column }: TabColumn) => column?.owner === 'system' && column.source.from === 'state';

/** How many columns stay in view at the left: what says how the row stands. */
export const columnsInView = (table: Table): number =>
  table.columns.slice(0, 1).length + 1 + table.columns.map(tabColumn).filter(isState).length;

/**
 * The columns of a table's tab from left to right: number, sync and state, which stay in view, the rest, and the
 * hidden tie.
 */
export function tabColumns(table: Table): TabColumn[] {
  const [number, ...others] = table.columns.map(tabColumn);
  const state = others.filter(isState);
  const rest = others.filter(each => !isState(each));
  const tie = (label: string, note: string, hidden: boolean): TabColumn => ({
    label,
    width: 80,
    note,
    hidden,
    computed: true,
  });
  return [
    ...(number ? [number] : []),
    tie(
      TIE.sync,
      '本行的保存情况：草稿还缺内容，有误请看标红的单元格，冲突表示别人同时改了，待核对表示放进了别的记录的内容，待同步会自动重试。',
      false,
    ),
    ...state,
    ...rest,
    tie(TIE.key, '系统用来认出本行的编号，请勿改动。', true),
    tie(TIE.base, '表中内容对应的记录版本，请勿改动。', true),
  ];
}

function tabColumn(column: Column): TabColumn {
  const computed = column.owner === 'system';
  return { label: column.label, width: column.width, note: noteOf(column), hidden: false, computed, column };
}

/** Whether a row stays a draft until somebody fills the column in: nothing is proposed for it. */
export function mustBeTyped({ required, propose }: StaffColumn): boolean {
  return required === true && propose === undefined;
}

/**
 * Whether a person most often has to fill the column in for a row to be saved: what is proposed follows from a record
 * that a new customer does not have yet, or from words that few texts have.
 */
export function isAskedFor(column: StaffColumn): boolean {
  const { required, propose } = column;
  if (required !== true || propose === undefined) return mustBeTyped(column);
  return propose.rule === 'fromReference' || (propose.rule === 'priority' && propose.as !== undefined);
}

function noteOf(column: Column): string {
  if (column.owner === 'system') return `${column.help}\n（系统填写）`;
  const required = mustBeTyped(column)
    ? '（必填）'
    : isAskedFor(column)
      ? '（必填；系统知道时会代为填写）'
      : column.required
        ? '（留空时由系统填写）'
        : '';
  return [`${column.help}${required}`, `例：${column.example}`].join('\n');
}
