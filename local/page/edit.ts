// Applies what a person did at a page: brings it up to what others changed meanwhile, and reads typed text.
import { parseInput } from '../workbook/input.ts';
import type { CellPatch, Op } from '../workbook/model.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { wholePatch } from '../workbook/write-cells.ts';
import { RequestError } from './http.ts';
import { entryByInitials } from './initials.ts';
import { overwrittenBy } from './overwritten.ts';
import { rebaseEdits } from './rebase.ts';
import {
  type EditAnswer,
  type EditRequest,
  editName,
  isOfWindow,
  type PageEdit,
  type ReorderedRows,
  type TypedCells,
} from './wire.ts';

/**
 * Applies one request as one change, once: a request that is repeated because its answer was lost changes nothing.
 * @param now desk time in ms, for dates typed without a year
 * @throws RequestError 409 when the page is so far behind that its edit cannot be placed: it has to reload
 * @throws WorkbookError when the workbook refuses it
 */
export function applyEdit(workbook: Workbook, request: EditRequest, email: string, now: number): EditAnswer {
  const missed = workbook.changesSince(request.base);
  if (!missed) throw new RequestError(409, 'The page is too far behind the workbook');
  const window = editName(request.window, request.edit);
  const done = missed.find(({ origin }) => origin.by === 'user' && origin.window === window);
  if (done) return { seq: done.seq };
  const others = missed.filter(change => !isOfWindow(change, request.window));
  const edits = rebaseEdits(
    request.edits,
    others.flatMap(change => change.ops),
  );
  const opsOf = (edit: PageEdit): Op[] => {
    if (edit.type === 'typed') return [readCells(workbook, edit, now)];
    if (edit.type === 'reorder') return [reorderedCells(workbook, edit)];
    return request.computed ? computedCells(workbook, edit) : [edit];
  };
  const origin = request.computed ? ({ by: 'script' } as const) : ({ by: 'user', email, window } as const);
  // One after the other: an edit may be about what another one of the request has written.
  const { change } = workbook.transact(origin, write => {
    for (const edit of edits) write(...opsOf(edit));
  });
  const overwrote = request.computed ? [] : overwrittenBy(edits, others, email);
  return { seq: change.seq, ...(overwrote.length > 0 && { overwrote }) };
}

/** The rows as they stand now, in their new order. What lies between them stays. */
function reorderedCells(workbook: Workbook, { sheetId, column, columns, rows }: ReorderedRows): Op {
  const grid = gridOf(workbook, sheetId);
  const places = rows.toSorted((a, b) => a - b);
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const cells: (CellPatch | null)[][] = Array.from({ length: last - first + 1 }, () => []);
  for (const [index, place] of places.entries()) {
    const source = rows[index];
    if (source === undefined || source === place) continue;
    cells[place - first] = Array.from({ length: columns }, (_, offset) =>
      wholePatch(grid?.[source]?.[column + offset]),
    );
  }
  return { type: 'cells', sheetId, row: first, column, cells };
}

/** A page may have taken a text for a formula; what it computed counts only where the workbook has a formula too. */
function computedCells(workbook: Workbook, op: Op): Op[] {
  if (op.type !== 'cells') return [];
  const grid = gridOf(workbook, op.sheetId);
  const cells = op.cells.map((line, rowOffset) =>
    line.map((patch, columnOffset) => {
      const formula = grid?.[op.row + rowOffset]?.[op.column + columnOffset]?.formula;
      return formula !== undefined && patch?.value !== undefined ? { value: patch.value } : {};
    }),
  );
  return cells.flat().some(patch => 'value' in patch) ? [{ ...op, cells }] : [];
}

const gridOf = (workbook: Workbook, sheetId: number) =>
  workbook.data.sheets.find(each => each.properties.sheetId === sheetId)?.cells;

function readCells(workbook: Workbook, { sheetId, row, column, texts }: TypedCells, now: number): Op {
  const { timeZone } = workbook.data;
  const grid = gridOf(workbook, sheetId);
  const cells = texts.map((line, rowOffset) =>
    line.map((text, columnOffset) => {
      if (text === null) return {};
      const { format, validation } = grid?.[row + rowOffset]?.[column + columnOffset] ?? {};
      const entries = validation?.condition === 'ONE_OF_LIST' ? validation.values : [];
      return parseInput(entryByInitials(text, entries) ?? text, format, timeZone, now);
    }),
  );
  return { type: 'cells', sheetId, row, column, cells };
}
