// A record as it is printed: groups of labels and values, what is blank left blank to be written in by hand.

import { cellText } from '../cells/cell-codec.ts';
import type { DeskRecord } from '../record/record.ts';
import type { Cell, Column } from '../schema/column.ts';
import type { PaperRule } from '../schema/paper.ts';
import type { Table } from '../schema/table.ts';

/** One cell of the form. */
interface PrintedField {
  label: string;
  value: string;
  /** Takes the whole width: it is long, or may become so. */
  wide?: true;
  /** Boxes to be ticked, one option beside the other: an option is not to be broken. */
  ticks?: true;
}

interface PrintedGroup {
  title: string;
  fields: PrintedField[];
}

/** Options up to this many are printed with a box before each, to be ticked by hand. */
const MAX_BOXES = 6;

/** The paper of a table that declares none: all that staff fill in, in the order of the tab. */
function plainPaper(table: Table): PaperRule {
  const columns = table.columns.flatMap(({ key, owner }) => (owner === 'staff' ? [key] : []));
  const shown = columns.filter(key => key !== table.withdrawal?.is && key !== table.acknowledging?.by);
  return { title: table.title, groups: [{ title: '内容', columns: shown }], signatures: ['经办人'] };
}

export const paperOf = (table: Table): PaperRule => table.paper ?? plainPaper(table);

/** The groups of a record's paper; `full` are values to be printed in place of what the sheet shows, by column. */
export function printedGroups(
  table: Table,
  record: DeskRecord,
  full: ReadonlyMap<string, string>,
  zone: string,
): PrintedGroup[] {
  return paperOf(table).groups.map(({ title, columns }) => ({
    title,
    fields: columns.flatMap(key => {
      const column = table.columns.find(each => each.key === key);
      return column ? [fieldOf(column, full.get(key) ?? record.cells[key] ?? null, zone)] : [];
    }),
  }));
}

function fieldOf(column: Column, cell: Cell, zone: string): PrintedField {
  const boxes = boxesOf(column);
  if (boxes.length > 0) {
    const value = boxes.map(option => `${option === cell ? '☑' : '□'}\u00a0${option}`).join('　');
    return { label: column.label, value, ticks: true };
  }
  const isLong = column.owner === 'staff' && column.kind.type === 'long';
  return { label: column.label, value: cellText(column, cell, zone), ...(isLong && { wide: true }) };
}

function boxesOf(column: Column): readonly string[] {
  if (column.owner !== 'staff' || column.kind.type !== 'option' || !('options' in column.kind)) return [];
  return column.kind.options.length <= MAX_BOXES ? column.kind.options : [];
}
