// An import on its way: what is done of it stands in the document, so that whoever comes next goes on, whether a person
// at the dialog or the clock.
import type { DeskDescription } from '../../../../functions/src/contract/contract.ts';
import type { ImportedRow } from '../../../../functions/src/contract/exchange.ts';
import { nowMs } from '../../platform/clock.ts';
import { parseAs } from '../../platform/json.ts';
import { LockBusy, withLock } from '../../platform/lock.ts';
import type { Spreadsheet } from '../../platform/platform.ts';
import { keepProperties, property } from '../../platform/properties.ts';
import { importRows, ServiceFailure } from '../../platform/service.ts';
import { TEXTS } from '../../texts.ts';
import { pull } from '../pull.ts';
import type { ImportCounts, ImportOrder, ImportProgress, ImportStep } from './import-order.ts';
import { ImportProblem, openSource, sourceRows } from './import-source.ts';

/** Rows that are sent at a time: an answer in a few seconds, whatever they hold. */
const PIECE = 100;
/** Characters of the order in one property, which holds 9 kB: a Chinese character takes three bytes. */
const PIECE_LENGTH = 2_500;
/** Properties that an order may take: all of a document's hold 500 kB together. */
const MAX_PIECES = 12;
/** Refused rows that are kept by number. */
const MAX_REFUSED = 100;
/** How long the clock goes on with an import, ms. */
const CLOCK_MS = 60_000;

const AT = 'import.at';
const pieceName = (index: number): string => `import.how.${index}`;

interface Kept {
  /** Counts up with each import that is begun: a step of an earlier one changes nothing. */
  id: number;
  progress: ImportProgress;
}

function recall(): { order: ImportOrder; kept: Kept } | undefined {
  const at = property(AT);
  if (at === '') return undefined;
  const how = pieces.map(index => property(pieceName(index))).join('');
  return {
    order: parseAs<ImportOrder>(how, { sheetId: 'number', table: 'string', mapping: 'object' }),
    kept: parseAs<Kept>(at, { id: 'number', progress: 'object' }),
  };
}

const pieces = Array.from({ length: MAX_PIECES }, (_, index) => index);

/** The import that is on its way, if there is one. */
export function importUnderWay(): ImportProgress | undefined {
  const progress = recall()?.kept.progress;
  return progress && !progress.done ? progress : undefined;
}

/** Begins an import; nothing is sent yet. @throws ImportProblem LockBusy */
export function beginImport(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  order: ImportOrder,
): ImportProgress {
  const table = desk.tables.find(each => each.table === order.table);
  if (!table) throw new ImportProblem(TEXTS.noTableHere);
  const how = JSON.stringify(order);
  if (how.length > PIECE_LENGTH * MAX_PIECES) throw new ImportProblem(TEXTS.pastTold.tooMuchToKeep);
  const sheet = openSource(spreadsheet, order.sheetId);
  return withLock(() => {
    const known = recall()?.kept;
    if (known && !known.progress.done) throw new ImportProblem(TEXTS.pastTold.underWay(known.progress.from));
    const progress: ImportProgress = {
      from: sheet.getName(),
      to: table.title,
      next: order.header + 1,
      last: sheet.getLastRow(),
      done: false,
      ...NO_COUNTS,
      refusedRows: [],
    };
    keep({ id: (known?.id ?? 0) + 1, progress }, how);
    return progress;
  });
}

/** Keeps how far an import is; where it begins, also the order, and nothing of an earlier one. */
function keep(kept: Kept, how?: string): void {
  const order =
    how === undefined
      ? []
      : pieces.map(index => [pieceName(index), how.slice(index * PIECE_LENGTH, (index + 1) * PIECE_LENGTH)]);
  keepProperties({ ...Object.fromEntries(order), [AT]: JSON.stringify(kept) });
}

/** Gives an import up; what was taken in stays. @throws LockBusy */
export function dropImport(): void {
  withLock(() => {
    const kept = recall()?.kept;
    // Its number stays: a step of it that is still on its way must not count for the next import.
    if (kept) keep({ ...kept, progress: { ...kept.progress, done: true } });
  });
}

/** What would become of the rows from one on: nothing is taken in. */
export function tryRows(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  order: ImportOrder,
  first: number,
): { rows: ImportedRow[]; next: number; last: number } {
  const sheet = openSource(spreadsheet, order.sheetId);
  const last = sheet.getLastRow();
  const until = Math.min(last, first + PIECE - 1);
  const rows = sourceRows(spreadsheet, sheet, desk, { first, last: until });
  return { rows: send(desk, order, rows, true), next: until + 1, last };
}

/**
 * Takes the next rows in and brings them into their tab. Each row is known by what it holds, so that two who go on at
 * the same time do no harm. @throws ImportProblem where there is nothing to go on with, ServiceFailure, LockBusy
 */
export function importNext(spreadsheet: Spreadsheet, desk: DeskDescription): ImportStep {
  const known = withLock(recall);
  if (!known || known.kept.progress.done) throw new ImportProblem(TEXTS.pastTold.none);
  const { order, kept } = known;
  const { next, last } = kept.progress;
  const sheet = openSource(spreadsheet, order.sheetId);
  const until = Math.min(last, next + PIECE - 1);
  const piece = sourceRows(spreadsheet, sheet, desk, { first: next, last: until });
  const rows = send(desk, order, piece, false);
  const progress = withLock(() => {
    const now = recall()?.kept;
    // It was given up meanwhile, or somebody else has come as far.
    if (!now || now.id !== kept.id) return { ...kept.progress, done: true };
    if (now.progress.next !== next) return now.progress;
    const after = counted(now.progress, rows, { until, last: sheet.getLastRow(), header: order.header });
    keep({ ...now, progress: after });
    return after;
  });
  pull(spreadsheet, desk);
  return { ...progress, rows };
}

/** A source that has grown or shrunk meanwhile is gone through again: what is taken in already is known. */
function counted(
  before: ImportProgress,
  rows: readonly ImportedRow[],
  { until, last, header }: { until: number; last: number; header: number },
): ImportProgress {
  const isOver = until >= before.last;
  if (isOver && last !== before.last)
    return { ...before, ...NO_COUNTS, next: header + 1, last, refusedRows: [] };
  const after = { ...before, next: until + 1, done: isOver };
  for (const { outcome } of rows) after[outcome] += 1;
  const refused = rows.filter(({ outcome }) => outcome === 'refused').map(({ row }) => row);
  return { ...after, refusedRows: [...before.refusedRows, ...refused].slice(0, MAX_REFUSED) };
}

const NO_COUNTS: ImportCounts = { taken: 0, known: 0, refused: 0, skipped: 0 };

function send(
  desk: Pick<DeskDescription, 'deskId'>,
  order: ImportOrder,
  rows: readonly { row: number; cells: readonly (string | number | boolean | null)[] }[],
  dry: boolean,
): ImportedRow[] {
  if (rows.length === 0) return [];
  try {
    return importRows(desk.deskId, order.table, { ...order.mapping, dry, rows }).rows;
  } catch (cause) {
    if (!(cause instanceof ServiceFailure) || cause.kind !== 'tooLarge' || rows.length < 2) throw cause;
    const half = Math.ceil(rows.length / 2);
    const parts = [rows.slice(0, half), rows.slice(half)];
    return parts.flatMap(part => send(desk, order, part, dry));
  }
}

/** The clock goes on for a while with what was begun and left. Its troubles go to the log: nobody is looking. */
export function carryOnImport(spreadsheet: Spreadsheet, desk: DeskDescription): void {
  if (!importUnderWay()) return;
  const until = nowMs() + CLOCK_MS;
  try {
    while (nowMs() < until && !importNext(spreadsheet, desk).done);
  } catch (cause) {
    if (![ServiceFailure, ImportProblem, LockBusy].some(kind => cause instanceof kind)) throw cause;
    Logger.log(`The import did not go on: ${String(cause)}`);
  }
}
