// Cells for scripts: reads from the workbook's data, writes through its operations, text parsed as when typed.
import { columnLetters } from '../../../workbook/a1.ts';
import { displayText } from '../../../workbook/display.ts';
import { parseInput } from '../../../workbook/input.ts';
import { locate, usedRows } from '../../../workbook/locate.ts';
import type { Cell, CellFormat, CellPatch, CellValue, Op, Sheet } from '../../../workbook/model.ts';
import { isDateType } from '../../../workbook/number-pattern.ts';
import { once } from '../../../workbook/once.ts';
import { isSerial, msOf, serialOf } from '../../../workbook/serial.ts';
import { sheetOf } from '../../../workbook/tabs.ts';
import { passes } from '../../../workbook/validate.ts';
import type { Workbook } from '../../../workbook/workbook.ts';
import type { Answers, Area, CellCalls, FlatValues, TextField, WritableField } from '../calls.ts';
import type { Execution } from '../execution.ts';
import { hexColour, patternOf } from './formats.ts';
import { scriptOf } from './origin.ts';

const READ: Record<TextField, (cell: Cell | undefined) => string> = {
  display: displayText,
  formula: cell => cell?.formula ?? '',
  note: cell => cell?.note ?? '',
  background: cell => cell?.format?.background ?? '#ffffff',
  numberFormat: cell => patternOf(cell?.format?.numberFormat),
};

/** What changes nothing of a cell, so that nobody keeps it, sends it or draws it anew. */
const NOTHING: CellPatch = Object.freeze({});
const EMPTYING: CellPatch = Object.freeze({ value: null, formula: null });

type WriteText = (text: string, cell: Cell | undefined) => CellPatch;

/**
 * What texts make of cells, for one call: scripts write whole blocks as they were but for some cells, and the same
 * text into the same format is the same patch.
 */
const WRITE: Record<WritableField, () => WriteText> = {
  note: () => {
    const patch = once((text: string, before: string) =>
      text === before ? NOTHING : { note: text || null },
    );
    return (text, cell) => patch(text, cell?.note ?? '');
  },
  background: () => formatting('background', text => text && hexColour(text)),
};

/** @param now desk time in ms; dates typed without a year belong to its year */
export function cellAnswers(workbook: Workbook, now: () => number): Answers<CellCalls, Execution> {
  const { data } = workbook;
  const opOf = (area: Area, patchAt: (index: number, cell: Cell | undefined) => CellPatch): Op => {
    const sheet = sheetOf(data, area.sheetId);
    const cells = rowsOf(sheet, area).map((row, rowAt) =>
      row.map((cell, columnAt) => patchAt(rowAt * area.columns + columnAt, cell)),
    );
    const { sheetId, row, column } = area;
    return { type: 'cells', sheetId, row, column, cells };
  };
  const write = (execution: Execution, ...given: Parameters<typeof opOf>): void => {
    workbook.apply([opOf(...given)], scriptOf(execution));
  };

  function valuesOp(area: Area, flat: FlatValues): Op {
    const dates = new Map(flat.dates);
    const year = now();
    const typed = once((text: string, format: CellFormat | undefined) =>
      parseInput(text, format, data.timeZone, year),
    );
    return opOf(area, (index, cell) => {
      const patch = valuePatch(flat.values[index] ?? null, dates.get(index), cell, data.timeZone, typed);
      checkValidation(cell, patch, area, index);
      return isAsBefore(cell, patch) ? NOTHING : patch;
    });
  }

  /** Validation that rejects a person's input rejects a script's as well. */
  function checkValidation(cell: Cell | undefined, patch: CellPatch, area: Area, index: number): void {
    const { value } = patch;
    if (!cell?.validation?.strict || value === null || value === undefined) return;
    if (passes(data, cell.validation, value)) return;
    const column = columnLetters(area.column + (index % area.columns));
    const row = area.row + Math.floor(index / area.columns) + 1;
    throw new Error(
      `The data you entered in cell ${column}${row} violates the data validation rules set on this cell.`,
    );
  }

  return {
    readValues: (_, area) => {
      const flat: FlatValues = { values: [], dates: [] };
      const { cells } = sheetOf(data, area.sheetId);
      for (let row = area.row; row < area.row + area.rows; row += 1) {
        const line = cells[row];
        for (let column = area.column; column < area.column + area.columns; column += 1) {
          readValue(flat, line?.[column], data.timeZone);
        }
      }
      return flat;
    },
    writeValues: (execution, area, values) => {
      workbook.apply([valuesOp(area, values)], scriptOf(execution));
    },
    // One change: as at Google, nobody gets between the look for the last row and the writing behind it.
    appendRow: (execution, sheetId, values) => {
      workbook.transact(scriptOf(execution), append => {
        const sheet = sheetOf(data, sheetId);
        const row = usedRows(sheet);
        const columns = values.values.length;
        const { rowCount, columnCount } = sheet.properties;
        const grow = [
          { dimension: 'ROWS', index: rowCount, count: row + 1 - rowCount },
          { dimension: 'COLUMNS', index: columnCount, count: columns - columnCount },
        ] as const;
        append(
          ...grow.filter(({ count }) => count > 0).map(it => ({ type: 'insert', sheetId, ...it }) as const),
        );
        if (columns > 0) append(valuesOp({ sheetId, row, column: 0, rows: 1, columns }, values));
      });
    },
    readTexts: (_, area, field) =>
      rowsOf(sheetOf(data, area.sheetId), area).flatMap(row => row.map(READ[field])),
    writeTexts: (execution, area, field, texts) => {
      const patchOf = WRITE[field]();
      write(execution, area, (index, cell) => patchOf(texts[index] ?? '', cell));
    },
    copyPart: (execution, from, to, part) => {
      const source = rowsOf(sheetOf(data, from.sheetId), from);
      write(execution, to, index => {
        const line = source[Math.floor(index / to.columns) % from.rows];
        return { [part]: line?.[(index % to.columns) % from.columns]?.[part] ?? null };
      });
    },
    // What was kept back comes before every call that needs it.
    flush: () => {},
    locate: (_, notation, sheetId) => {
      const range = locate(data, notation, sheetOf(data, sheetId));
      return range
        ? {
            sheetId: range.sheetId,
            row: range.startRow,
            column: range.startColumn,
            rows: range.endRow - range.startRow,
            columns: range.endColumn - range.startColumn,
          }
        : null;
    },
  };
}

function rowsOf(sheet: Sheet, area: Area): (Cell | undefined)[][] {
  return Array.from({ length: area.rows }, (_, row) => {
    const cells = sheet.cells[area.row + row];
    return Array.from({ length: area.columns }, (_, column) => cells?.[area.column + column]);
  });
}

function readValue(flat: FlatValues, cell: Cell | undefined, timeZone: string): void {
  const value = cell?.value ?? '';
  if (typeof value === 'number' && isDateType(cell?.format?.numberFormat?.type) && isSerial(value)) {
    flat.dates.push([flat.values.length, msOf(value, timeZone)]);
    flat.values.push(null);
  } else flat.values.push(value);
}

function valuePatch(
  value: CellValue | null,
  dateMs: number | undefined,
  cell: Cell | undefined,
  timeZone: string,
  typed: (text: string, format: CellFormat | undefined) => CellPatch,
): CellPatch {
  if (dateMs !== undefined) {
    const dated: CellPatch = { value: serialOf(dateMs, timeZone), formula: null };
    return cell?.format?.numberFormat
      ? dated
      : { ...dated, format: { ...cell?.format, numberFormat: { type: 'DATE_TIME' } } };
  }
  if (value === null) return EMPTYING;
  if (typeof value === 'string') return typed(value, cell?.format);
  return { value, formula: null };
}

/** Whether a cell holds what a patch of its content writes. */
function isAsBefore(cell: Cell | undefined, { value, formula, format }: CellPatch): boolean {
  return (value ?? undefined) === cell?.value && (formula ?? undefined) === cell?.formula && !format;
}

/** Writes one property of formats; blank takes it away. */
function formatting<K extends keyof CellFormat>(
  key: K,
  read: (text: string) => CellFormat[K] | '',
): WriteText {
  const patch = once((text: string, format: CellFormat | undefined) => {
    const value = read(text) || undefined;
    return JSON.stringify(value) === JSON.stringify(format?.[key])
      ? NOTHING
      : formatPatch(format, key, value);
  });
  return (text, cell) => patch(text, cell?.format);
}

function formatPatch<K extends keyof CellFormat>(
  before: CellFormat | undefined,
  key: K,
  value: CellFormat[K] | undefined,
): CellPatch {
  const { [key]: _before, ...format } = before ?? {};
  return { format: value === undefined ? format : { ...format, [key]: value } };
}
