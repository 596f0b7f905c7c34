// The one kind of formula that the workbook can work out itself: `=HYPERLINK(address, "label")`, whose address is put
// together from texts, IFERROR and MATCH over a named range. https://support.google.com/docs/answer/3093313
import type { WorkbookData } from './model.ts';

/** What a cell with such a formula shows: its label; undefined for any other formula. */
export function linkLabel(formula: string): string | undefined {
  return partsOf(formula)?.label;
}

/** Where such a formula leads now; undefined for any other formula and for one that comes to an error. */
export function linkTarget(data: Readonly<WorkbookData>, formula: string): string | undefined {
  const address = partsOf(formula)?.address;
  return address && valueOf(data, address);
}

type Expression =
  | { text: string }
  | { number: number }
  | { name: string }
  | { call: string; of: Expression[] }
  | { joined: Expression[] };

function partsOf(formula: string): { address: Expression; label: string } | undefined {
  const tokens = formula.startsWith('=') ? tokensOf(formula.slice(1)) : undefined;
  const whole = tokens && read(tokens);
  if (!whole || tokens.length > 0 || !('call' in whole) || whole.call !== 'HYPERLINK') return undefined;
  const [address, label] = whole.of;
  return address && label && 'text' in label && whole.of.length === 2
    ? { address, label: label.text }
    : undefined;
}

const TOKEN = /\s*("(?:[^"]|"")*"|\d+|[A-Za-z_][A-Za-z0-9_]*|[(),&])/y;

function tokensOf(source: string): string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < source.trimEnd().length; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(source)?.[1];
    if (found === undefined) return undefined;
    tokens.push(found);
  }
  return tokens;
}

/** Takes an expression off the tokens; undefined when they make none. */
function read(tokens: string[]): Expression | undefined {
  const joined: Expression[] = [];
  do {
    const term = readTerm(tokens);
    if (!term) return undefined;
    joined.push(term);
  } while (tokens.at(0) === '&' && tokens.shift());
  return joined.length === 1 ? joined[0] : { joined };
}

function readTerm(tokens: string[]): Expression | undefined {
  const token = tokens.shift();
  if (token === undefined || /^[(),&]$/.test(token)) return undefined;
  if (token.startsWith('"')) return { text: token.slice(1, -1).replaceAll('""', '"') };
  if (/^\d/.test(token)) return { number: Number(token) };
  if (tokens[0] !== '(') return { name: token };
  const of: Expression[] = [];
  do {
    tokens.shift();
    const argument = read(tokens);
    if (!argument) return undefined;
    of.push(argument);
  } while (tokens.at(0) === ',');
  return tokens.shift() === ')' ? { call: token.toUpperCase(), of } : undefined;
}

/** The text of an expression; undefined for an error, as for all that is not known here. */
function valueOf(data: Readonly<WorkbookData>, expression: Expression): string | undefined {
  if ('text' in expression) return expression.text;
  if ('number' in expression) return String(expression.number);
  if ('joined' in expression) {
    const texts = expression.joined.map(each => valueOf(data, each));
    return texts.includes(undefined) ? undefined : texts.join('');
  }
  if (!('call' in expression)) return undefined;
  const [first, second, third] = expression.of;
  if (expression.call === 'IFERROR')
    return first && (valueOf(data, first) ?? (second && valueOf(data, second)));
  const exact = third && 'number' in third && third.number === 0;
  if (expression.call !== 'MATCH' || !first || !second || !('name' in second) || !exact) return undefined;
  return match(data, valueOf(data, first), second.name);
}

/** The place, from 1, of a text in the first column of a named range. */
function match(data: Readonly<WorkbookData>, text: string | undefined, name: string): string | undefined {
  for (const sheet of data.sheets) {
    const range = sheet.namedRanges?.find(each => each.name.toLowerCase() === name.toLowerCase())?.range;
    if (!range) continue;
    for (let row = range.startRow; row < range.endRow; row += 1) {
      const value = sheet.cells[row]?.[range.startColumn]?.value;
      if (typeof value === 'string' && value.toLowerCase() === text?.toLowerCase())
        return String(row - range.startRow + 1);
    }
  }
  return undefined;
}
