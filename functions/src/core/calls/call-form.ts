// The form for whoever is on the phone, and the lines that tell of his records.

import type { DeskContext } from '../desk/desk.ts';
import { receivedAt } from '../figures/cycles.ts';
import { excerpt } from '../lib/excerpt.ts';
import { matterTold } from '../lib/matter-told.ts';
import { showTime } from '../lib/parse-time.ts';
import type { Instant } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import type { CallFormRule } from '../schema/call-form.ts';
import type { Kind, StaffColumn } from '../schema/column.ts';
import { filledIn } from '../schema/script-text.ts';
import { mustBeTyped } from '../schema/tab-columns.ts';
import { staffColumns, stateOf, type Table } from '../schema/table.ts';
import { choicesOf } from '../workbook/choices.ts';

/** A table with a form for calls. */
export type CallTable = Table & { callForm: CallFormRule };

/** The table of this desk that has a form for calls; the first, should there be several. */
export const callTable = (desk: DeskContext): CallTable | undefined =>
  desk.tables.find((table): table is CallTable => table.callForm !== undefined);

export function callFormOf(table: CallTable, desk: DeskContext) {
  const { outline, fields, rang, file, alike } = table.callForm;
  const columns = staffColumns(table);
  return {
    table: table.key,
    title: table.title,
    greeting:
      table.greeting === undefined ? '' : filledIn(desk.words(table.greeting), { 公司: desk.company }),
    outline: [...outline],
    fields: fields.flatMap(key => {
      const column = columns.find(each => each.key === key);
      return column ? [fieldOf(column, file, desk)] : [];
    }),
    rang,
    file,
    alike,
  };
}

function fieldOf(column: StaffColumn, file: string, desk: DeskContext) {
  const { key, label, help, propose } = column;
  const options = choicesOf(column, desk);
  const isFromFile = propose?.rule === 'fromReference' && [propose.reference].flat().includes(file);
  return {
    column: key,
    label,
    help,
    ...((mustBeTyped(column) || (column.required && isFromFile)) && { required: true as const }),
    ...(isFromFile && { fromFile: true as const }),
    ...(column.kind.type === 'long' && { long: true as const }),
    ...(options.length > 0 && { options: [...options] }),
  };
}

/** Most records that a form shows: nobody reads more while he talks. */
export const MAX_CALLER_RECORDS = 20;

/** A caller's records as lines: files first, then what is open, then the rest, each the latest first. */
export function callerLines(records: readonly DeskRecord[], form: CallTable, desk: DeskContext) {
  const file = staffColumns(form).find(({ key }) => key === form.callForm.file)?.kind;
  return records
    .flatMap(record => {
      const table = desk.tableOf(record.table);
      return table ? [{ record, line: lineOf(record, table, form, file, desk.zone) }] : [];
    })
    .toSorted((a, b) => rank(a.line) - rank(b.line) || b.record.updatedAt - a.record.updatedAt)
    .map(({ line }) => line);
}

const rank = ({ file, open }: { file?: string; open: boolean }): number =>
  file !== undefined ? 0 : open ? 1 : 2;

function lineOf(record: DeskRecord, table: Table, form: CallTable, file: Kind | undefined, zone: string) {
  const { cells, updatedAt } = record;
  // A file that was joined to another one, or taken back, is nobody's.
  const isFile = file?.type === 'named' && file.table === table.key && !stateOf(table, record.state).void;
  const named = isFile ? cells[file.column] : undefined;
  return {
    ...toldOf(record, table, updatedAt, zone),
    ...(named !== undefined && named !== null && { file: String(named) }),
    ...(table.key === form.key && { alike: String(cells[form.callForm.alike] ?? '') }),
  };
}

/** What a line tells of any record, with a time. */
function toldOf(record: DeskRecord, table: Table, at: Instant, zone: string) {
  const { number, state } = record;
  const { category } = stateOf(table, state);
  return {
    table: table.key,
    title: table.title,
    number,
    state,
    open: category === 'open' || category === 'solved',
    about: aboutOf(record, table),
    at: showTime(at, zone),
  };
}

/** Records of one customer as lines, each with the time at which it came in, the latest first. */
export function customerLines(records: readonly DeskRecord[], desk: DeskContext) {
  return records
    .flatMap(record => {
      const table = desk.tableOf(record.table);
      return table ? [{ record, table, at: receivedAt(table, record) }] : [];
    })
    .toSorted((a, b) => b.at - a.at || (a.record.key < b.record.key ? -1 : 1))
    .map(({ record, table, at }) => toldOf(record, table, at, desk.zone));
}

/** Who it is and what it is about: the first name and the first long text. */
function aboutOf({ cells }: DeskRecord, table: Table): string {
  const first = (type: Kind['type']) =>
    staffColumns(table).flatMap(({ key, kind }) => (kind.type === type ? (cells[key] ?? []) : []))[0];
  const texts = [String(first('customer') ?? ''), matterTold(String(first('long') ?? ''))];
  return texts
    .filter(text => text !== '')
    .map(text => excerpt(text))
    .join('：');
}
