// The workbook as a file of Excel. The library that knows the format is loaded with this file, when one is asked for.
import { type CellObject, type DenseWorkSheet, type WorkBook, write } from '@e965/xlsx';
import { columnLetters } from '../../../workbook/a1.ts';
import type { Cell, Sheet } from '../../../workbook/model.ts';
import { DEFAULT_PATTERNS } from '../../../workbook/number-pattern.ts';
import { DEFAULT_COLUMN_WIDTH } from '../../sizes.ts';

/** Excel's longest name of a tab, and what it must not contain. */
const MAX_TITLE = 31;
const NOT_IN_TITLES = /[[\]:*?/\\]/g;

/**
 * Tabs as a file, hidden ones hidden. Formulas go out as what they show, and texts as texts: nothing is reckoned anew.
 */
export function writeBook(sheets: readonly Sheet[]): Blob {
  const book: WorkBook = { SheetNames: [], Sheets: {}, Workbook: { Sheets: [] } };
  for (const sheet of sheets) {
    const name = freeName(sheet.properties.title, book.SheetNames);
    book.SheetNames.push(name);
    book.Sheets[name] = sheetOf(sheet);
    book.Workbook?.Sheets?.push({ name, Hidden: sheet.properties.hidden ? 1 : 0 });
  }
  const bytes = write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer;
  return new Blob([bytes], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
}

function freeName(title: string, taken: readonly string[]): string {
  const wanted = title.replace(NOT_IN_TITLES, ' ').slice(0, MAX_TITLE);
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted.slice(0, MAX_TITLE - 4)} ${count}`;
    if (!taken.some(each => each.toLowerCase() === name.toLowerCase())) return name;
  }
}

function sheetOf({ cells, columns, properties }: Sheet): DenseWorkSheet {
  const last = Object.keys(cells).reduce((most, row) => Math.max(most, Number(row)), 0);
  // The library wants a line for each row, also where nothing stands.
  const lines = Array.from({ length: last + 1 }, (): CellObject[] => []);
  let width = 1;
  for (const [row, line] of Object.entries(cells)) {
    const written = lines[Number(row)] ?? [];
    for (const [column, cell] of Object.entries(line)) {
      const out = cellOf(cell);
      if (!out) continue;
      written[Number(column)] = out;
      width = Math.max(width, Number(column) + 1);
    }
  }
  return {
    '!type': 'sheet',
    '!data': lines,
    '!ref': `A1:${columnLetters(width - 1)}${lines.length}`,
    '!cols': Array.from({ length: properties.columnCount }, (_, at) => ({
      wpx: columns[at]?.pixelSize ?? DEFAULT_COLUMN_WIDTH,
      hidden: columns[at]?.hidden ?? false,
    })),
  };
}

function cellOf({ value, format }: Cell): CellObject | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return { t: 's', v: value };
  if (typeof value === 'boolean') return { t: 'b', v: value };
  const { type, pattern } = format?.numberFormat ?? {};
  return { t: 'n', v: value, ...(type && type !== 'TEXT' && { z: pattern || DEFAULT_PATTERNS[type] }) };
}
