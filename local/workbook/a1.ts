// A1 notation both ways. https://developers.google.com/workspace/sheets/api/guides/concepts#cell

/** Half-open and zero-based; an absent bound is open ("A2:C", "3:5", a tab's title alone). */
export interface A1Range {
  title?: string;
  startRow?: number;
  endRow?: number;
  startColumn?: number;
  endColumn?: number;
}

/** Column letters of a zero-based index: 0 → A, 26 → AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Zero-based column index of letters in either case: A → 0, AA → 26. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

const PLAIN_TITLE = /^[A-Za-z_]\w*$/;
const LOOKS_LIKE_CELL = /^([A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*)$/;

/** A tab's title as it stands before `!`, quoted where it needs to be. */
export function quoteTitle(title: string): string {
  if (PLAIN_TITLE.test(title) && !LOOKS_LIKE_CELL.test(title)) return title;
  return `'${title.replaceAll("'", "''")}'`;
}

const CORNER = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?$/;

/** Reads A1 notation, `undefined` where it is none. A text without `!` that is no range is taken as a tab's title. */
export function parseA1(text: string): A1Range | undefined {
  const quoted = /^'((?:[^']|'')*)'(?:!(.*))?$/s.exec(text);
  if (quoted) return withCells(quoted[1]?.replaceAll("''", "'") ?? '', quoted[2]);
  const mark = text.lastIndexOf('!');
  if (mark >= 0) return withCells(text.slice(0, mark), text.slice(mark + 1));
  return parseCells(text) ?? (text === '' ? undefined : { title: text });
}

function withCells(title: string, cells: string | undefined): A1Range | undefined {
  if (title === '') return undefined;
  if (cells === undefined) return { title };
  const range = parseCells(cells);
  return range && { title, ...range };
}

function parseCells(text: string): A1Range | undefined {
  const [first, second, ...more] = text.split(':');
  if (first === undefined || more.length > 0) return undefined;
  const from = parseCorner(first);
  const to = second === undefined ? from : parseCorner(second);
  if (!from || !to) return undefined;
  // One corner alone is a cell; "A" or "3" without a colon is no range.
  if (second === undefined && (from.row === undefined || from.column === undefined)) return undefined;
  return { ...span(from.row, to.row, 'Row'), ...span(from.column, to.column, 'Column') };
}

function parseCorner(text: string): { row?: number; column?: number } | undefined {
  const match = CORNER.exec(text);
  if (!match || text === '') return undefined;
  const [, letters, digits] = match;
  if (letters === undefined && digits === undefined) return undefined;
  return {
    ...(letters !== undefined && { column: columnIndex(letters) }),
    ...(digits !== undefined && { row: Number(digits) - 1 }),
  };
}

/** "A2:C" has no end row, "A:C2" no start row (the same to Google); both corners may stand in any order. */
function span(a: number | undefined, b: number | undefined, name: 'Row' | 'Column'): A1Range {
  if (a === undefined && b === undefined) return {};
  if (a === undefined || b === undefined) return { [`start${name}`]: a ?? b };
  return { [`start${name}`]: Math.min(a, b), [`end${name}`]: Math.max(a, b) + 1 };
}

/** Writes a range without its tab: one cell as `B2`, an open end as `B2:C`. */
export function formatA1(range: Omit<A1Range, 'title'>): string {
  const { startRow, endRow, startColumn, endColumn } = range;
  const corner = (column: number | undefined, row: number | undefined) =>
    (column === undefined ? '' : columnLetters(column)) + (row === undefined ? '' : String(row + 1));
  const openRows = startRow === undefined && endRow === undefined;
  const openColumns = startColumn === undefined && endColumn === undefined;
  const first = corner(openColumns ? undefined : (startColumn ?? 0), openRows ? undefined : (startRow ?? 0));
  const last = corner(endColumn && endColumn - 1, endRow && endRow - 1);
  const isOneCell = first === last && !openRows && !openColumns;
  return isOneCell ? first : `${first}:${last}`;
}
