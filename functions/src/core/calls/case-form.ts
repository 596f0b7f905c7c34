// The page for whoever is on the road: what a record says, and what of it is filled in there.

import { showCell } from '../cells/cell-codec.ts';
import { isRunning, limitsOf } from '../clocks/clock-state.ts';
import type { DeskContext } from '../desk/desk.ts';
import { contactKeysIn } from '../lib/contact.ts';
import { showTime } from '../lib/parse-time.ts';
import type { Instant } from '../lib/time.ts';
import { recordLines } from '../notices/notice.ts';
import type { DeskRecord } from '../record/record.ts';
import type { Kind, StaffColumn } from '../schema/column.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { choicesOf } from '../workbook/choices.ts';

/** How a cell is asked for. */
export type CaseInput = 'line' | 'text' | 'choice' | 'time' | 'date' | 'number';

export interface CaseField {
  column: string;
  label: string;
  help: string;
  /** As the sheet shows it: masked, times to the minute. */
  shown: string;
  input: CaseInput;
  /** What a choice offers. */
  options: readonly string[];
}

/** What is filled in of a record on the road; nothing where its table does not say so. */
export function caseFields(table: Table, { cells }: DeskRecord, desk: DeskContext): CaseField[] {
  const columns = staffColumns(table);
  return (table.onTheRoad ?? []).flatMap(key => {
    const column = columns.find(each => each.key === key);
    if (!column) return [];
    const options = choicesOf(column, desk);
    const cell = cells[key] ?? null;
    const shown = cell === null ? '' : showCell(cell, desk.zone, Number.POSITIVE_INFINITY);
    return [
      {
        column: key,
        label: column.label,
        help: column.help,
        shown,
        input: inputOf(column, options),
        options,
      },
    ];
  });
}

const INPUTS: Partial<Record<Kind['type'], CaseInput>> = {
  long: 'text',
  time: 'time',
  date: 'date',
  number: 'number',
};

function inputOf({ kind }: StaffColumn, options: readonly string[]): CaseInput {
  return options.length > 0 ? 'choice' : (INPUTS[kind.type] ?? 'line');
}

/** What a record says before anything is filled in: how it stands, what it is about, until when. */
export function caseLines(table: Table, record: DeskRecord, desk: DeskContext, now: Instant): string[] {
  const limits = limitsOf(table).flatMap(({ id, label }) => {
    const clock = record.clocks[id];
    if (!clock || !isRunning(clock) || clock.dueAt === null) return [];
    return [`${label}：${showTime(clock.dueAt, desk.zone)}${clock.dueAt <= now ? '（已超时）' : ''}`];
  });
  return [...recordLines(table, record, desk.zone), ...limits];
}

/** Pages on the net that a record names, such as its photos, each with the column that does. */
export function caseLinks(table: Table, { cells }: DeskRecord): { label: string; url: string }[] {
  return staffColumns(table).flatMap(({ key, label }) => {
    const cell = cells[key];
    const found = typeof cell === 'string' ? cell.match(ADDRESS) : null;
    return (found ?? []).map(url => ({ label, url }));
  });
}

/** An address in a text; what ends a sentence is none of it. */
const ADDRESS = /https:\/\/[^\s、，。；"'<>（）]+/g;

/** How a contact is reached by one press on a phone: each of its numbers and mails, with the address that does it. */
export function reachedBy(contact: string): { shown: string; address: string }[] {
  return contactKeysIn(contact).flatMap(key => {
    if (key.includes('@')) return [{ shown: `写信 ${key}`, address: `mailto:${key}` }];
    return /^\+?[\d-]+$/.test(key)
      ? [{ shown: `拨打 ${key}`, address: `tel:${key.replaceAll('-', '')}` }]
      : [];
  });
}
