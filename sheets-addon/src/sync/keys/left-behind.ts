// What can be seen of rows has moved, by a sort or its undo, and their hidden cells have stayed where they were: key
// and version go where the cells are that they belong to.
import type { RowInput, WireCells } from '../../../../functions/src/contract/contract.ts';
import type { CellContent } from '../../platform/platform.ts';
import { plainText, sameWire } from '../../sheet/cells.ts';
import { answeredMark, baseAt, shownMark, standing } from '../../sheet/row-mark.ts';
import { isBlank, staffCells } from '../../sheet/staff-cells.ts';
import {
  contentAt,
  keyAt,
  type Lines,
  openedBefore,
  rowsByKey,
  staffColumns,
  type Tab,
  textAt,
} from '../../sheet/tab.ts';
import { neverSaved } from '../../sheet/tie.ts';
import { rememberWaiting } from '../memory.ts';
import { readAll, type Widened } from '../widen.ts';
import { type Given, putRight } from './given-keys.ts';
import { writeWhereAllowed } from './unwritable.ts';

type Line = readonly CellContent[] | undefined;

/** Rows that were read, and where each key stands among them: of the whole tab. */
type Read = Pick<Widened, 'lines' | 'holders'>;

/** Rows that do not show any more what was sent of them. */
type Sent = ReadonlyMap<number, RowInput>;

/**
 * Brings the hidden cells of saved rows to where all that they were answered with stands, by their mark, and answers
 * whether it did. Called under the lock.
 * @param sent rows that are on their way: what was sent tells where their cells stand
 */
export function follow(tab: Tab, { lines, holders }: Read, sent: Sent = new Map()): boolean {
  const places = leftBehind(tab, { lines, holders }, sent);
  if (places.size === 0) return false;
  const { key: keyColumn, base: baseColumn, sync } = tab.tie;
  const given = [...places].map(([from, row]): Given => {
    const [key, base] = [keyAt(lines.get(from), tab), textAt(lines.get(from), baseColumn)];
    return { row, key, base, keyBefore: '', cells: staffCells(tab, lines.get(row)) };
  });
  const taken = new Set(places.values());
  const left = [...places.keys()].filter(row => !taken.has(row));
  const isNew = (row: number): boolean => !isBlank(staffCells(tab, lines.get(row)));
  const cleared = (row: number): number[] => [keyColumn, baseColumn, ...(isNew(row) ? [] : [sync])];
  const refused = writeWhereAllowed(tab, [
    ...given.flatMap(({ row, key, base }) => [
      { row, column: keyColumn, content: key },
      { row, column: baseColumn, content: base },
    ]),
    ...left.flatMap(row => cleared(row).map(column => ({ row, column, content: '' }))),
  ]);
  if (refused.size === 0) {
    putRight(tab, given, { lines, holders });
    if (left.some(isNew)) rememberWaiting(true);
    return true;
  }
  // Some keys at their new places and others at their old ones would make copies of rows.
  const written = [...taken, ...left].filter(row => !refused.has(row));
  const asBefore = (row: number) =>
    [keyColumn, baseColumn, sync].map(column => ({
      row,
      column,
      content: contentAt(lines.get(row), column),
    }));
  writeWhereAllowed(tab, written.flatMap(asBefore));
  return false;
}

/**
 * Where the cells stand now of rows that show something else than was answered. Only as far as each row whose key goes
 * gets another, or shows no record: else somebody has typed over it what he had copied before.
 */
function leftBehind(tab: Tab, { lines, holders }: Read, sent: Sent): ReadonlyMap<number, number> {
  const isGone = (row: number): boolean =>
    !neverSaved(baseAt(lines.get(row), tab)) &&
    standing(tab, lines.get(row)) === 'other' &&
    holders.get(keyAt(lines.get(row), tab))?.length === 1;
  const marks = new Map(
    [...lines.keys()].filter(isGone).map(row => [answeredMark(lines.get(row), tab) ?? '', row]),
  );
  const textsOf = (cells: WireCells): string =>
    JSON.stringify(staffColumns(tab).map(({ key, wire }) => plainText(cells[key] ?? null, wire)));
  const texts = new Map<string, number[]>();
  for (const [row, { cells }] of sent) texts.set(textsOf(cells), [...(texts.get(textsOf(cells)) ?? []), row]);
  const shown = new Map<number, number[]>();
  for (const [row, line] of lines) {
    const alike = sent.size === 0 ? [] : (texts.get(textsOf(staffCells(tab, line))) ?? []);
    const came = alike.filter(from => mayBe(tab, line, sent.get(from)));
    const [from, ...others] = new Set([marks.get(shownMark(tab, line)) ?? [], came].flat());
    if (from !== undefined && others.length === 0) shown.set(from, [...(shown.get(from) ?? []), row]);
  }
  const places = new Map(
    [...shown].flatMap(([from, [to, ...others]]) => (to && others.length === 0 ? [[from, to]] : [])),
  );
  for (;;) {
    const taken = new Set(places.values());
    const unsure = [...places].filter(([from, to]) => {
      const isFree = keyAt(lines.get(to), tab) === '' || places.has(to);
      return !isFree || (!taken.has(from) && showsRecord(tab, lines.get(from)));
    });
    if (unsure.length === 0) return places;
    for (const [from] of unsure) places.delete(from);
  }
}

/** Whether a row shows what only an answer brings. */
const showsRecord = (tab: Tab, line: Line): boolean =>
  tab.columns.some(({ owner, at }) => owner === 'system' && textAt(line, at) !== '');

/** Whether a row is shown as that of which this was sent. */
function mayBe(tab: Tab, line: Line, sent: RowInput | undefined): boolean {
  if (!sent || neverSaved(sent.base)) return !showsRecord(tab, line);
  return tab.tie.number !== undefined && textAt(line, tab.tie.number) === sent.number;
}

/**
 * The same for rows that are on their way, and whatever has changed places with them, before they are answered where
 * others stand by now. Reads the tab where one of them shows so much else that nobody has just typed there.
 */
export function followSent(
  tab: Tab,
  places: readonly { outgoing: { input: RowInput; seen?: WireCells }; row: number }[],
  lines: Lines,
): boolean {
  const astray = places.flatMap(({ outgoing: { input, seen }, row }) => {
    const isSent = !input.witness && seen === undefined;
    return isSent && isReplaced(tab, input.cells, lines.get(row)) ? [[row, input] as const] : [];
  });
  if (astray.length === 0) return false;
  const now = openedBefore(tab);
  return follow(now, { lines: readAll(now), holders: rowsByKey(now) }, new Map(astray));
}

/** Whether a row shows other texts than were sent, not one of them alone. */
function isReplaced(tab: Tab, sent: WireCells, line: Line): boolean {
  const now = staffCells(tab, line);
  const filled = staffColumns(tab).filter(({ key }) => !isBlank({ [key]: sent[key] ?? null }));
  const others = filled.filter(({ key, wire }) => !sameWire(now[key] ?? null, sent[key] ?? null, wire));
  return others.length > 1 || (filled.length === 1 && others.length === 1);
}
