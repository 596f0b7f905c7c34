// Which columns of a strange book are which of a table: the row of its titles found, and a proposal for each column. A
// person can choose otherwise, so that nothing here has to be certain.

import { canonicalName } from '../desk/names.ts';
import { excerpt } from '../lib/excerpt.ts';
import { misread } from '../lib/misread.ts';
import { lettersOf } from '../lib/rectangles.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { SAME_TITLES } from './same-words.ts';

/** Rows from the top among which titles are looked for. */
export const TITLE_ROWS = 20;

/** How a title is a column's: by its very label, by another word for it, by a part of it. */
export type How = 'exact' | 'synonym' | 'contained';

/** A column of the source and what it is proposed to be. */
export interface Matched {
  title: string;
  column: string | null;
  how: How | null;
}

export interface TitlesFound {
  /** Index of the row of titles. */
  header: number;
  /** One for each column of the source, from the left. */
  columns: Matched[];
  problems: Problem[];
}

interface Title {
  text: string;
  /** What stands above it over several columns. */
  group: string;
}

const SCORES: Readonly<Record<How, number>> = { exact: 3, synonym: 2, contained: 1 };
const RANKS: readonly How[] = ['exact', 'synonym', 'contained'];

/**
 * Finds the titles among the first rows of a source, given as texts, and proposes a column of the table for each; no
 * column is proposed twice. Without any row of titles `header` is -1 and the problem says so.
 */
export function matchColumns(table: Table, rows: readonly (readonly string[])[]): TitlesFound {
  const filled = rows.slice(0, TITLE_ROWS);
  if (filled.every(row => row.every(isBlank)))
    return { header: -1, columns: [], problems: [problem(null, 'source_empty')] };
  const candidates = filled.flatMap((row, header) => {
    if (countFilled(row) < 2) return [];
    const titles = titlesAt(filled, header);
    const matched = proposals(table, titles);
    return [{ header, titles, matched, score: scoreOf(matched) }];
  });
  const [first] = candidates;
  if (!first)
    return { header: -1, columns: [], problems: [problem(null, 'titles_not_found', { rows: TITLE_ROWS })] };
  const best = candidates.reduce((found, each) => (each.score > found.score ? each : found), first);
  const { header, titles, matched } = best;
  return { header, columns: matched, problems: [...misreadProblems(titles), ...twiceProblems(titles)] };
}

const isBlank = (text: string) => text.trim() === '';
const countFilled = (row: readonly string[]) => row.filter(text => !isBlank(text)).length;
const scoreOf = (matched: readonly Matched[]) =>
  matched.reduce((sum, { how }) => sum + (how ? SCORES[how] : 0), 0);

/**
 * The titles of a row: what is merged over two rows stands in the upper one, what is merged over several columns in the
 * first of them. A row with one text is a heading of the whole page.
 */
function titlesAt(rows: readonly (readonly string[])[], header: number): Title[] {
  const above = rows[header - 1] ?? [];
  const isGroup = countFilled(above) >= 2;
  const width = Math.max(...rows.map(row => row.length));
  let group = '';
  return Array.from({ length: width }, (_, at) => {
    const over = isGroup ? (above[at] ?? '').trim() : '';
    if (over !== '') group = over;
    const text = (rows[header]?.[at] ?? '').trim();
    return text === '' ? { text: over, group: '' } : { text, group: isGroup ? group : '' };
  });
}

/** A proposal for each title: those that are certain choose first. */
function proposals(table: Table, titles: readonly Title[]): Matched[] {
  const matched: Matched[] = titles.map(({ text, group }) => ({
    title: text !== '' && isTwice(titles, text) && group !== '' && group !== text ? `${group}·${text}` : text,
    column: null,
    how: null,
  }));
  const taken = new Set<string>();
  for (const how of RANKS)
    for (const [at, title] of titles.entries()) {
      const found = matched[at];
      if (!found || found.column !== null || title.text === '') continue;
      const column = candidatesFor(table, title, how).find(key => !taken.has(key));
      if (column === undefined) continue;
      taken.add(column);
      matched[at] = { ...found, column, how };
    }
  return matched;
}

const isTwice = (titles: readonly Title[], text: string) =>
  titles.filter(each => canonical(each.text) === canonical(text)).length > 1;

/** Columns that a title may mean, the most likely first. */
function candidatesFor(table: Table, { text, group }: Title, how: How): string[] {
  const names = [...new Set([`${group}${text}`, text].map(canonical))];
  const columns = staffColumns(table);
  // What has to be there is meant before what may be.
  const inOrder = [
    ...columns.filter(({ required }) => required),
    ...columns.filter(({ required }) => !required),
  ];
  const keys = (fits: (label: string) => boolean) =>
    inOrder.filter(({ label }) => fits(canonical(label))).map(({ key }) => key);
  if (how === 'exact') return keys(label => names.includes(label));
  if (how === 'synonym') {
    const same = new Set(names.flatMap(name => SYNONYMS.get(name) ?? []));
    return keys(label => same.has(label) || names.some(name => label.split('/').includes(name)));
  }
  return inOrder
    .map(({ key, label }) => ({
      key,
      shared: Math.max(...names.map(name => sharedBy(name, canonical(label)))),
    }))
    .filter(({ shared }) => shared >= 2)
    .toSorted((a, b) => b.shared - a.shared)
    .map(({ key }) => key);
}

/** How many characters of one text are the other, where one contains it whole. */
function sharedBy(one: string, other: string): number {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return long.includes(short) ? short.length : 0;
}

/** A title without what is only there to be read: marks of what is required, examples in brackets. */
const canonical = (title: string): string =>
  canonicalName(title)
    .replace(/[([{【][^)\]}】]*[)\]}】]/g, '')
    .replace(/[*†:：?。、,，.\-_]/g, '');

/** Each title with the others of its group. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map(
  SAME_TITLES.flatMap(group => group.map(title => [canonical(title), group.map(canonical)] as const)),
);

/** Where most titles cannot be read: of such a file nothing can be taken in. */
function misreadProblems(titles: readonly Title[]): Problem[] {
  const filled = titles.filter(({ text }) => text !== '');
  const strange = filled.filter(({ text }) => misread(text) !== undefined);
  const [first] = strange;
  if (!first || strange.length * 2 <= filled.length) return [];
  return [problem(null, 'source_misread', { title: excerpt(first.text) })];
}

function twiceProblems(titles: readonly Title[]): Problem[] {
  const places = new Map<string, number[]>();
  titles.forEach(({ text, group }, at) => {
    if (text === '') return;
    const name = group !== '' && group !== text ? `${group}·${text}` : text;
    places.set(name, [...(places.get(name) ?? []), at]);
  });
  return [...places]
    .filter(([, at]) => at.length > 1)
    .map(([title, at]) => problem(null, 'title_twice', { title, letters: at.map(lettersOf).join('、') }));
}
