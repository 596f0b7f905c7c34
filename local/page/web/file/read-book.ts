// Reads a file of Excel or a CSV as tabs. The library that knows the formats is loaded with this file, when one is
// read.
import { type CellObject, type DenseWorkSheet, read, SSF, type WorkBook } from '@e965/xlsx';
import { MAX_CELL_CHARACTERS } from '../../../workbook/limits.ts';
import type { CellPatch, NumberFormat } from '../../../workbook/model.ts';
import { FileProblem } from './problem.ts';
import { readText } from './read-text.ts';
import { refuseLargeZip } from './unpacked-size.ts';

/** One tab of a file, as far as something stands in it. */
export interface ReadTab {
  title: string;
  rows: CellPatch[][];
}

export interface ReadBook {
  tabs: ReadTab[];
  /** What there is to say of it, as sentences without a full stop. */
  remarks: string[];
}

const MIB = 1024 * 1024;
const MAX_BYTES = 20 * MIB;
const MAX_UNPACKED_BYTES = 160 * MIB;
/** What one can work with in a browser. */
const MAX_ROWS = 30_000;
const MAX_COLUMNS = 500;
/** From 1904-01-01, where old books of a Mac begin to count days, back to where all others do. */
const MAC_DAYS = 1_462;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Of files before 2007, and of those that are locked with a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** Refuses a file before it is read, by its size. @throws FileProblem */
export function refuseLargeFile(size: number): void {
  if (size > MAX_BYTES)
    throw new FileProblem(
      `文件有 ${Math.ceil(size / MIB)} MB，最多读 ${MAX_BYTES / MIB} MB，没有读入。请分成几个文件`,
    );
}

/**
 * The tabs of a file. Formulas come as what they last amounted to, texts as texts, whatever they begin with; of merged
 * cells the first one holds what they show.
 * @throws FileProblem where it cannot be read whole: nothing of it is taken then
 */
export async function readBook(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<ReadBook> {
  refuseLargeFile(bytes.length);
  const remarks: string[] = [];
  const isZip = begins(bytes, ZIP);
  if (isZip) await refuseLargeZip(bytes, MAX_UNPACKED_BYTES);
  const book = isZip || begins(bytes, COMPOUND) ? opened(bytes) : textBook(bytes, remarks);
  const found = book.SheetNames.map(title => ({ title, ...readSheet(book, title) }));
  const tabs = found.filter(({ rows }) => rows.length > 0);
  if (tabs.length === 0) throw new FileProblem('文件里没有内容，没有读入');
  const blank = found.filter(({ rows }) => rows.length === 0).map(({ title }) => `“${title}”`);
  if (blank.length > 0) remarks.push(`${blank.join('、')}是空的，没有读入`);
  const formulas = found.reduce((sum, each) => sum + each.formulas, 0);
  if (formulas > 0) remarks.push(`有 ${formulas} 个公式，读入的是算好的结果`);
  const lost = found.reduce((sum, each) => sum + each.lost, 0);
  if (lost > 0)
    remarks.push(`有 ${lost} 个公式没有存下结果，这些格子是空的：请在 Excel 里打开、保存后再读入`);
  // A file with one tab is what it is called.
  const [only] = tabs;
  if (tabs.length === 1 && only) only.title = name.replace(/\.\w+$/, '') || only.title;
  return { tabs: tabs.map(({ title, rows }) => ({ title, rows })), remarks };
}

const begins = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

function opened(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, { type: 'array', dense: true, cellNF: true, cellHTML: false });
  } catch (cause) {
    const isLocked = cause instanceof Error && /password|encrypt/i.test(cause.message);
    throw new FileProblem(
      isLocked
        ? '文件有密码，打不开。请在 Excel 里去掉密码再读入'
        : '这不是 Excel 或 CSV 文件，或者已经损坏，没有读入',
      { cause },
    );
  }
}

/** Texts stay what they are: numbers keep their zeros, and what begins with = is reckoned by nobody. */
function textBook(bytes: Uint8Array<ArrayBuffer>, remarks: string[]): WorkBook {
  const { text, isGbk } = readText(bytes);
  if (isGbk) remarks.push('文字按 GBK 编码读入');
  if (text.trim() === '') throw new FileProblem('文件里没有内容，没有读入');
  return read(text, { type: 'string', raw: true, dense: true, cellText: false, cellFormula: false });
}

function readSheet(book: WorkBook, title: string): { rows: CellPatch[][]; formulas: number; lost: number } {
  const lines = (book.Sheets[title] as DenseWorkSheet | undefined)?.['!data'] ?? [];
  const macDays = book.Workbook?.WBProps?.date1904 ? MAC_DAYS : 0;
  const rows: CellPatch[][] = [];
  let formulas = 0;
  let lost = 0;
  // Lines and cells that hold nothing are not there at all.
  for (let row = 0; row < lines.length; row += 1) {
    const cells: CellPatch[] = [];
    (lines[row] ?? []).forEach((cell, column) => {
      const patch = patchOf(cell, macDays);
      if (cell.f !== undefined) {
        formulas += 1;
        if (!patch) lost += 1;
      }
      if (!patch) return;
      refuseLarge(title, row, column, patch);
      while (cells.length < column) cells.push({});
      cells[column] = patch;
    });
    if (cells.length === 0) continue;
    while (rows.length < row) rows.push([]);
    rows.push(cells);
  }
  return { rows, formulas: formulas - lost, lost };
}

function refuseLarge(title: string, row: number, column: number, { value }: CellPatch): void {
  if (row >= MAX_ROWS)
    throw new FileProblem(`“${title}”超过 ${MAX_ROWS.toLocaleString('en')} 行，没有读入。请分成几个文件`);
  if (column >= MAX_COLUMNS)
    throw new FileProblem(`“${title}”超过 ${MAX_COLUMNS} 列，没有读入。请删去不要的列`);
  if (typeof value === 'string' && value.length > MAX_CELL_CHARACTERS)
    throw new FileProblem(`“${title}”第 ${row + 1} 行有一格超过 ${MAX_CELL_CHARACTERS} 个字，没有读入`);
}

/** What a cell of a file is here; nothing for a blank one. */
function patchOf(cell: CellObject, macDays: number): CellPatch | undefined {
  const { t: kind, v: value, z: pattern } = cell;
  // An error stays what it shows, such as #N/A.
  if (kind === 'e') return { value: cell.w ?? '#N/A' };
  if (typeof value === 'boolean') return { value };
  if (typeof value === 'string') return value.trim() === '' ? undefined : { value };
  if (typeof value !== 'number') return undefined;
  const numberFormat = formatOf(String(pattern ?? ''), value);
  if (!numberFormat) return { value };
  const isDay = numberFormat.type === 'DATE' || numberFormat.type === 'DATE_TIME';
  return { value: value + (isDay ? macDays : 0), format: { numberFormat } };
}

/** How a number is shown: days and times in one way, whatever the file's own is; percentages as such. */
function formatOf(pattern: string, value: number): NumberFormat | undefined {
  if (SSF.is_date(pattern)) {
    const bare = pattern.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
    const hasDay = /[ydge]/i.test(bare) || value >= 1;
    if (!/[hs]/i.test(bare)) return { type: 'DATE', pattern: 'yyyy-mm-dd' };
    if (!hasDay) return { type: 'TIME', pattern: 'hh:mm' };
    return { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' };
  }
  return pattern.includes('%') ? { type: 'PERCENT', pattern: '0.##%' } : undefined;
}
