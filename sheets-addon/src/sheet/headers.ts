// What row 1 of a tab says about it: columns that stand there twice, and tabs that look like one of the desk's and are
// none.
import type { DeskDescription, Problem, TableDescription } from '../../../functions/src/contract/contract.ts';
import type { Sheet, Spreadsheet } from '../platform/platform.ts';
import { readValues } from '../platform/platform.ts';
import { TEXTS } from '../texts.ts';
import { LayoutProblem, readsAlike } from './header-places.ts';
import { noteWith, PROBLEM_COLOURS } from './notes.ts';
import { FIRST_ROW, openTab, readableTab } from './tab.ts';

/**
 * Part of a table's staff columns that a tab without hidden columns must have to be taken for a copy, as one that was
 * imported.
 */
const LIKENESS = 0.8;
/** A tab of people's own may well have a few headers in common with one of ours. */
const MIN_ALIKE = 4;

/** A tab that holds the columns of a desk's table, but is not the one that the desk keeps. */
export interface Twin {
  sheet: Sheet;
  table: TableDescription;
  /** Where its sync column stands; a tab that was imported may lack it. */
  syncAt: number | undefined;
}

/** The texts of row 1, from the first column on. */
function headersOf(sheet: Sheet): string[] {
  const width = Math.max(1, sheet.getLastColumn());
  return (readValues(sheet, 1, 1, 1, width)[0] ?? []).map(content => String(content).trim());
}

/**
 * The table that a tab is a copy of; `undefined` for the desk's own tabs and for all that is nobody's copy. One read.
 */
export function twinOf(desk: DeskDescription, sheet: Sheet): Twin | undefined {
  if (desk.tables.some(({ sheetId }) => sheetId === sheet.getSheetId())) return undefined;
  const headers = headersOf(sheet);
  const has = (label: string): boolean => headers.includes(label.trim());
  const share = ({ columns }: TableDescription): number => {
    const staff = columns.filter(({ owner, optional }) => owner === 'staff' && !optional);
    const found = staff.filter(({ label }) => has(label)).length;
    return found < Math.min(MIN_ALIKE, staff.length) ? 0 : found / staff.length;
  };
  const [best] = desk.tables
    .map(table => ({ table, alike: share(table) }))
    .filter(({ table, alike }) => alike >= (has(table.tie.key) ? LIKENESS / 2 : LIKENESS))
    .sort((a, b) => b.alike - a.alike);
  if (!best) return undefined;
  const { table } = best;
  return { sheet, table, syncAt: headers.indexOf(table.tie.sync.trim()) + 1 || undefined };
}

/** What people are told of a copy: that nothing is done with it, and where the desk's own tab is. */
export function twinSentence(spreadsheet: Spreadsheet, { sheet, table }: Twin): string {
  const watched = spreadsheet.getSheetById(table.sheetId);
  return TEXTS.unwatchedTab(sheet.getName(), watched?.getName() ?? table.title);
}

/**
 * Makes a copy say in sight that it is one: in a note on its first header and, in these of its rows that hold
 * something, in the sync column, which was copied along and would go on saying that all is saved.
 */
export function markTwin(
  twin: Twin,
  message: string,
  first = FIRST_ROW,
  last = twin.sheet.getLastRow(),
): void {
  const { sheet, syncAt } = twin;
  noteHeaders(sheet, [1], [problemOf('unwatched_tab', message)]);
  const top = Math.max(first, FIRST_ROW);
  const bottom = Math.min(last, sheet.getLastRow());
  if (syncAt === undefined || bottom < top) return;
  const lines = readValues(sheet, top, 1, bottom - top + 1, Math.max(1, sheet.getLastColumn()));
  const filled = lines.map(line => line.some((content, index) => content !== '' && index !== syncAt - 1));
  const range = sheet.getRange(top, syncAt, lines.length, 1);
  range.setValues(filled.map(isFilled => [isFilled ? TEXTS.unwatchedRow : '']));
  range.setBackgrounds(filled.map(isFilled => [isFilled ? PROBLEM_COLOURS.error : null]));
}

/**
 * Looks whether the columns of a table can be told apart, and says at the headers what is in the way, or no longer is.
 * Answers the sentence, if there is one. For edits of row 1 and changes of columns.
 */
export function checkHeaders(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  table: TableDescription,
): string | undefined {
  try {
    const { sheet, width } = openTab(spreadsheet, desk, table);
    clearHeaders(sheet, width);
    return undefined;
  } catch (cause) {
    if (!(cause instanceof LayoutProblem)) throw cause;
    markHeaders(spreadsheet, table, cause);
    return cause.message;
  }
}

/** What is wrong with the header rows of a desk's tabs, as sentences. For rows that came or went. */
export function missingHeaders(spreadsheet: Spreadsheet, desk: DeskDescription): string[] {
  return desk.tables.flatMap(table => {
    try {
      openTab(spreadsheet, desk, table);
      return [];
    } catch (cause) {
      if (!(cause instanceof LayoutProblem)) throw cause;
      return cause.message;
    }
  });
}

/** A header that was just written over, and where, counted from 1. */
interface Renamed {
  column: number;
  was: string;
}

/**
 * Says at the header of a column that a tab may lack that it is read no more, since somebody has just renamed it.
 * Answers the sentence, if there is one.
 */
export function markUnread(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  table: TableDescription,
  renamed: readonly Renamed[],
): string | undefined {
  const tab = readableTab(spreadsheet, desk, table);
  if (!tab) return undefined;
  const header = headersOf(tab.sheet);
  const said = renamed.flatMap(({ column, was }) => {
    const unread = table.columns.find(
      ({ key, label, optional }) =>
        optional && readsAlike(was, label) && tab.columns.every(each => each.key !== key),
    );
    if (!unread) return [];
    const message = TEXTS.columnUnread(unread.label, header[column - 1] ?? '');
    noteHeaders(tab.sheet, [column], [problemOf('header', message)]);
    return message;
  });
  return said.length > 0 ? said.join('\n') : undefined;
}

/** Says at headers that are in the way what is wrong with them. */
export function markHeaders(
  spreadsheet: Spreadsheet,
  table: TableDescription,
  { message, headers }: LayoutProblem,
): void {
  const sheet = spreadsheet.getSheetById(table.sheetId);
  if (!sheet || headers.length === 0) return;
  noteHeaders(sheet, headers, [problemOf('header', message)]);
}

/** Takes away what was said at headers; the help in their notes, and people's own, stay. */
function clearHeaders(sheet: Sheet, width: number): void {
  const notes = sheet.getRange(1, 1, 1, width).getNotes()[0] ?? [];
  const ours = notes.flatMap((note, index) => (note.includes(TEXTS.noteHeading) ? [index + 1] : []));
  noteHeaders(sheet, ours, []);
}

function noteHeaders(sheet: Sheet, columns: readonly number[], problems: readonly Problem[]): void {
  for (const column of columns) {
    const cell = sheet.getRange(1, column);
    const note = cell.getNote();
    const next = noteWith(note, problems);
    if (next !== note) cell.setNote(next);
  }
}

const problemOf = (code: string, message: string): Problem => ({
  column: null,
  code,
  severity: 'error',
  message,
});
