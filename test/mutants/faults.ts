// Small faults that a program could have: what stands in its text is changed in one place. Knows text only, and runs
// nothing.
import { mask } from '../architecture/imports.ts';

/** One fault: where it is, counted from 1, what stood there and what stands there now. */
export interface Fault {
  line: number;
  column: number;
  was: string;
  is: string;
}

/**
 * Larger numbers are not changed by one: that a thousand and one rows are read where it says a thousand is no fault
 * that anybody would meet.
 */
const LARGEST_COUNTED = 100;

/**
 * What may be changed, and into what; nothing where it stays. Words of the code only: comments and strings are passed
 * over.
 */
const CHANGES: { find: RegExp; into: (found: string) => string | undefined }[] = [
  { find: /(?<=\s)===(?=\s)/g, into: () => '!==' },
  { find: /(?<=\s)!==(?=\s)/g, into: () => '===' },
  { find: /(?<=\s)<=(?=\s)/g, into: () => '<' },
  { find: /(?<=\s)>=(?=\s)/g, into: () => '>' },
  { find: /(?<=[\w)\]] )<(?= [\w(])/g, into: () => '<=' },
  { find: /(?<=[\w)\]] )>(?= [\w(])/g, into: () => '>=' },
  { find: /(?<=\s)&&(?=\s)/g, into: () => '||' },
  { find: /(?<=\s)\|\|(?=\s)/g, into: () => '&&' },
  { find: /(?<=\s)\+(?=\s)/g, into: () => '-' },
  { find: /(?<=[\w)\]] )-(?= [\w(])/g, into: () => '+' },
  { find: /(?<=[\w)\]] )\*(?= [\w(])/g, into: () => '/' },
  { find: /(?<=[=(:?,&|!]\s?|return )\btrue\b/g, into: () => 'false' },
  { find: /(?<=[=(:?,&|!]\s?|return )\bfalse\b/g, into: () => 'true' },
  { find: /(?<=[(\s[&|?])!(?=[\w(])/g, into: () => '' },
  { find: /\bMath\.min\b/g, into: () => 'Math.max' },
  { find: /\bMath\.max\b/g, into: () => 'Math.min' },
  { find: /\.some\(/g, into: () => '.every(' },
  { find: /\.every\(/g, into: () => '.some(' },
  { find: /\.toSorted\((?=[^)])/g, into: () => '.filter(' },
  {
    find: /(?<=\.slice\(|[<>=+*-] |, )\b\d[\d_]*\b(?!['\w.])/g,
    into(found) {
      const number = Number(found.replaceAll('_', ''));
      return number > LARGEST_COUNTED ? undefined : String(number + 1);
    },
  },
  { find: /(?<=\?\? )\w+(?=[;,)])/g, into: () => 'undefined' },
  // A statement that is left out.
  { find: /(?<=^\s+)(?:await )?[\w.]+\([^\n]*\);$/gm, into: () => ';' },
];

/** Nor does anybody meet a column that is wider by a dot, or a message that stands a second longer. */
const UNMET = /^\s*widths?: [[\d]|\.toast\(/;

/** Lines that only say what something is: a fault there is the compiler's to find. */
const DECLARES =
  /^\s*(?:import|export (?:type|interface)|type|interface)\b|^\s*(?:readonly )?\w+\??: [^;]*;$|=> \w+;$/;

/** Every fault that can be put into a source, in the order of its text. */
export function faultsIn(source: string): Fault[] {
  const lines = source.split('\n');
  const masked = blanked(source).split('\n');
  const isDeclared = declaredLines(masked);
  return masked.flatMap((text, index) => {
    if (isDeclared[index] || DECLARES.test(text)) return [];
    const line = lines[index] ?? '';
    // Where a comment or a template was taken out the columns behind it no longer are those of the source.
    const same = text.length === line.length ? line.length : commonStart(text, line);
    return changesIn(text, line, index).filter(({ column, was }) => column - 1 + was.length <= same);
  });
}

/** A source without its comments, and with strings of which nothing but their length is left. */
function blanked(source: string): string {
  const { code, strings } = mask(source);
  return code.replaceAll(/"(\d+)" /g, (number, at: string) => {
    const text = strings[Number(at)] ?? '';
    return text.includes('\n') ? number : `"${'_'.repeat(text.length)}"`;
  });
}

/** How much of a line stands in it as it does in the other, but for what strings say. */
function commonStart(text: string, line: string): number {
  let same = 0;
  while (same < text.length && (text[same] === line[same] || text[same] === '_')) same += 1;
  return same;
}

function changesIn(text: string, line: string, index: number): Fault[] {
  return CHANGES.flatMap(({ find, into }) =>
    [...text.matchAll(find)].flatMap(found => {
      const is = into(found[0]);
      const was = line.slice(found.index, found.index + found[0].length);
      if (/^\d/.test(was) && UNMET.test(line)) return [];
      return is === undefined ? [] : [{ line: index + 1, column: found.index + 1, was, is }];
    }),
  ).toSorted((a, b) => a.column - b.column);
}

/** Which lines are inside an interface or a type: nothing there runs. */
function declaredLines(lines: readonly string[]): boolean[] {
  let inside = false;
  return lines.map(line => {
    if (/^(?:export )?(?:interface|type)\b/.test(line) && !/;\s*$/.test(line)) inside = true;
    const was = inside;
    if (/^[}\])]|^ {2}\S[^{]*;\s*$/.test(line) && inside && !/^ {2}\w+\??:/.test(line)) inside = false;
    return was;
  });
}

/** The source with this fault in it. */
export function withFault(source: string, { line, column, was, is }: Fault): string {
  const lines = source.split('\n');
  const text = lines[line - 1] ?? '';
  if (text.slice(column - 1, column - 1 + was.length) !== was)
    throw new Error(`line ${line} does not hold ${was} at ${column}`);
  lines[line - 1] = text.slice(0, column - 1) + is + text.slice(column - 1 + was.length);
  return lines.join('\n');
}
