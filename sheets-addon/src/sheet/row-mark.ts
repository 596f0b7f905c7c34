// Behind the version token of a row stands a fingerprint of the cells as they were last answered: by it a row is known
// that holds something else, whichever trigger fired, and one that was moved whole is known to be as it was.
import type { Problem, WireCell, WireCells } from '../../../functions/src/contract/contract.ts';
import type { CellContent } from '../platform/platform.ts';
import { plainText } from './cells.ts';
import type { Picture } from './picture.ts';
import { contentAt, type PlacedColumn, type Tab, textAt } from './tab.ts';

/** Stands in no token. */
const BEFORE_MARK = '~';

/** The service's token in a row. */
export const baseAt = (line: readonly CellContent[] | undefined, tab: Tab): string =>
  textAt(line, tab.tie.base).split(BEFORE_MARK)[0] ?? '';

/** Says behind the row's number that there are notes or colours of ours in it. */
const WITH_NOTES = 'n';
/** Stands before that where they are in the cell of its state alone. */
const AT_STATE = 's';
/** Stands there where those at columns are notes without a colour. */
const PLAIN = 'i';

/** Whether a problem is shown at the row's state and not at a column. */
export const isOfRow = (tab: Tab, { column }: Problem): boolean =>
  column === null || tab.columns.every(({ key }) => key !== column);

/** Notes and colours of ours in a row, each with all before it: `plain` are notes at columns, without a colour. */
const MARKED = ['none', 'state', 'plain', 'any'] as const;
export type Marked = (typeof MARKED)[number];

const ENDS: Record<Marked, string> = {
  none: '',
  state: AT_STATE + WITH_NOTES,
  plain: PLAIN + WITH_NOTES,
  any: WITH_NOTES,
};

/** How a row is marked by these problems. */
export function markedBy(tab: Tab, problems: readonly Problem[]): Marked {
  if (problems.length === 0) return 'none';
  const atColumns = problems.filter(each => !isOfRow(tab, each));
  if (atColumns.length === 0) return 'state';
  return atColumns.every(({ severity }) => severity === 'info') ? 'plain' : 'any';
}

/**
 * The base column's text for what a row shall look like, with the mark of the cells that it holds then. It has none
 * while it is to be sent again; nothing where the picture brings no token.
 */
export function baseFor(
  tab: Tab,
  { row, base, state, cells, problems, marks }: Picture,
  line: readonly CellContent[] | undefined,
): string | undefined {
  if (base === undefined || state === undefined || state === 'waiting') return base;
  const mark = markOf(tab, ({ key, at, wire }) =>
    key in cells ? (cells[key] ?? null) : tab.codec.toWire(contentAt(line, at), wire),
  );
  // What stands at columns stays where only the row's own marks are painted.
  const before = marks === 'row' ? (paintedAt(line, tab)?.notes ?? 'none') : 'none';
  const marked = Math.max(MARKED.indexOf(markedBy(tab, problems)), MARKED.indexOf(before));
  return [base, mark, `${row}${ENDS[MARKED[marked] ?? 'any']}`].join(BEFORE_MARK);
}

/**
 * Where a row stood when it was last painted, and how it was marked; a row that was painted by no such version says
 * neither.
 */
export function paintedAt(
  line: readonly CellContent[] | undefined,
  tab: Tab,
): { row: number; notes: Marked } | undefined {
  const place = textAt(line, tab.tie.base).split(BEFORE_MARK)[2];
  if (place === undefined || place === '') return undefined;
  const end = place.replace(/^\d+/, '');
  const notes = MARKED.find(each => ENDS[each] === end) ?? 'any';
  return { row: Number.parseInt(place, 10), notes };
}

/** Stands last where cells were moved into the row, or out of it, and no answer has come since. */
const MOVED = 'm';

/** Whether cells have moved and nobody has judged it yet. It outlasts an outage, which no event does. */
export const isMarkedMoved = (line: readonly CellContent[] | undefined, tab: Tab): boolean =>
  textAt(line, tab.tie.base).split(BEFORE_MARK)[3] === MOVED;

/** The base column's text of such a row; the next answer writes another. */
export function movedText(line: readonly CellContent[] | undefined, tab: Tab): string {
  const [base = '', mark = '', place = ''] = textAt(line, tab.tie.base).split(BEFORE_MARK);
  return [base, mark, place, MOVED].join(BEFORE_MARK);
}

const FNV_BEGIN = 0x811c9dc5;

/** FNV-1a: nobody has an interest in forging it. */
function hashed(hash: number, text: string): number {
  let next = hash;
  for (let at = 0; at < text.length; at += 1) next = Math.imul(next ^ text.charCodeAt(at), 0x01000193);
  return next;
}

/** Tells two texts apart that somebody has typed one after the other, 4,095 times of 4,096, and no more of them. */
export const hintOf = (text: string): number => (hashed(FNV_BEGIN, text) >>> 0) % 4096;

/** A blank cell counts for nothing, so that a new column changes no mark. */
function markOf(tab: Tab, cellOf: (column: PlacedColumn) => WireCell): string {
  let hash = FNV_BEGIN;
  for (const column of tab.columns) {
    const text = plainText(cellOf(column), column.wire);
    if (text === '') continue;
    hash = hashed(hash, `${column.key}\n${text}\n`);
  }
  return (hash >>> 0).toString(36);
}

/** A mark of what people have put into a row. */
export const cellsMark = (tab: Tab, cells: WireCells): string => markOf(tab, ({ key }) => cells[key] ?? null);

/** The mark of a row's cells as they were last answered; nothing where it has none. */
export const answeredMark = (line: readonly CellContent[] | undefined, tab: Tab): string | undefined =>
  textAt(line, tab.tie.base).split(BEFORE_MARK)[1] || undefined;

/** The mark of the cells that a row shows now. */
export const shownMark = (tab: Tab, line: readonly CellContent[] | undefined): string =>
  markOf(tab, ({ at, wire }) => tab.codec.toWire(contentAt(line, at), wire));

/** Whether a row holds what was last answered: `unknown` for one that has no mark. */
export function standing(tab: Tab, line: readonly CellContent[] | undefined): 'same' | 'other' | 'unknown' {
  const mark = textAt(line, tab.tie.base).split(BEFORE_MARK)[1];
  if (mark === undefined) return 'unknown';
  return mark === shownMark(tab, line) ? 'same' : 'other';
}

/** Whether a row was kept from being sent since it holds another record's cells. */
export const isHeld = (tab: Tab, line: readonly CellContent[] | undefined): boolean =>
  textAt(line, tab.tie.sync) === tab.desk.outcomes.held;
