// Records as files: a table for spreadsheets, or a line of JSON a record. Knows nothing of a page.

/** Records of one table, by their row keys: what comes later stands for what came before. */
export interface Gathered {
  title: string;
  titles: string[];
  rows: Map<string, { number: string; cells: string[] }>;
}

/** What a spreadsheet would take for a formula, but for a plain number. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?%?$/;

/** A text that stays one where it is opened: a formula in it is not reckoned. */
const asText = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/** Rows in the order of their numbers. */
const inOrder = ({ rows }: Gathered): { number: string; cells: string[] }[] =>
  [...rows.values()].sort((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));

/** The titles, and the cells of each row, as they stand below each other. */
export const linesOf = (table: Gathered): string[][] => [
  table.titles,
  ...inOrder(table).map(({ cells }) => cells),
];

/** A table after RFC 4180, with the mark by which Excel knows that it is UTF-8. */
export function csvOf(table: Gathered): string {
  return `\ufeff${linesOf(table)
    .map(line => line.map(cell => quoted(asText(cell))).join(','))
    .join('\r\n')}\r\n`;
}

/** A line of JSON for each record, by labels; what is blank is left out. */
export function jsonLinesOf(table: Gathered): string {
  return inOrder(table)
    .map(({ cells }) => {
      const filled = table.titles.flatMap((title, at) => (cells[at] ? [[title, cells[at]] as const] : []));
      return `${JSON.stringify({ 表: table.title, ...Object.fromEntries(filled) })}\n`;
    })
    .join('');
}
