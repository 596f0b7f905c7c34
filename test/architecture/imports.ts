// What a source imports, read off its text: TypeScript 7 has no parser to call. Knows nothing of rules.

/** One import as it stands in a source. */
export interface Import {
  line: number;
  specifier: string;
  typeOnly: boolean;
}

/** Source without comments and with strings replaced by their number, line for line; and the strings. */
export function mask(source: string): { code: string; strings: string[] } {
  const strings: string[] = [];
  const token =
    /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|(?<=[(,=:[!&|?{};\n]\s*|return\s+)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[dgimsuvy]*/g;
  const code = source.replaceAll(token, text => {
    const lines = text.replaceAll(/[^\n]/g, '');
    if (text.startsWith('/')) return lines;
    // Code inside a template is still code.
    const inner = text.startsWith('`')
      ? [...text.matchAll(/(?<!\\)\$\{([^}]*)\}/g)].map(match => match[1]).join(' ')
      : '';
    return `"${strings.push(text.slice(1, -1)) - 1}" ${inner.replaceAll('\n', ' ')}${lines}`;
  });
  return { code, strings };
}

/** All imports of a source, dynamic ones and re-exports included. */
export function importsOf(source: string): Import[] {
  const { code, strings } = mask(source);
  const statement =
    /\b(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\bfrom\s*)?"(\d+)"|\b(?:import|require)\s*\(\s*"(\d+)"/g;
  return [...code.matchAll(statement)].map(match => ({
    line: code.slice(0, match.index).split('\n').length,
    specifier: strings[Number(match[2] ?? match[3])] ?? '',
    typeOnly: match[1] !== undefined,
  }));
}
