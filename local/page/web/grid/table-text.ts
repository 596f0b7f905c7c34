// Tab-separated text as the clipboard carries tables.

/** Reads tab-separated text; quotes hold cells with line breaks, as Excel and Google Sheets write them. */
export function parseTable(text: string): string[][] {
  const rows: string[][] = [[]];
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const cell = /"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)/gy;
  for (let at = 0; at <= body.length; ) {
    cell.lastIndex = at;
    const match = cell.exec(body);
    if (!match) break;
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    at = cell.lastIndex;
    if (body[at] === '\n') rows.push([]);
    at += 1;
  }
  return rows;
}
