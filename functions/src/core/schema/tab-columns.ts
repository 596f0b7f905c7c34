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

/** The columns of a table's tab from left to right: number, sync, the rest, and the hidden tie. */
export function tabColumns(table: Table): TabColumn[] {
  const [number, ...rest] = table.columns.map(tabColumn);
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

function noteOf(column: Column): string {
  if (column.owner === 'system') return `${column.help}\n（系统填写）`;
  const required = mustBeTyped(column) ? '（必填）' : column.required ? '（留空时由系统填写）' : '';
  return [`${column.help}${required}`, `例：${column.example}`].join('\n');
}
