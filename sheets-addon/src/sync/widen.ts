// Which rows go along with those that were touched, so that they are judged together.
import type { CellContent } from '../platform/platform.ts';
import {
  answeredMark,
  baseAt,
  isHeld,
  isMarkedMoved,
  paintedAt,
  shownMark,
  standing,
} from '../sheet/row-mark.ts';
import { isBlank, staffCells } from '../sheet/staff-cells.ts';
import { FIRST_ROW, keyAt, type Lines, readRows, rowsByKey, type Tab, textAt } from '../sheet/tab.ts';
import { neverSaved } from '../sheet/tie.ts';
import { type Choice, movedFrom, type Touch, UNTOUCHED } from './choice.ts';
import { hiddenAstray, mayBeAstray, shownHidden, shownWhole } from './keys/hidden-cells.ts';
import { areInserted } from './keys/inserted.ts';
import { isUnnamed } from './keys/unnamed.ts';

export interface Widened {
  /** Those that go together come first. */
  rows: number[];
  /**
   * Saved rows among them that were changed at once: one request takes all of them and the witnesses, or the row that a
   * cell came from would be judged apart from the one that it came to.
   */
  together: ReadonlySet<number>;
  /** Rows that hold something else than was answered, though nobody is known to have edited them. */
  witnesses: number[];
  /** Rows that show what is not theirs, while another shows what is: none of them is sent. */
  away: number[];
  /** Saved rows that were changed at once and are more than one request takes: none of them is sent. */
  tooMany: number[];
  lines: Map<number, CellContent[]>;
  /** Whether these are all rows of the tab. */
  whole: boolean;
  /**
   * Rows that were typed into where they had been painted, and have moved since, or that stand where a copy says that
   * it was painted: what shares their keys is a copy.
   */
  originals: ReadonlySet<number>;
  /** The rows that hold a key, by key: of the whole tab where one of these rows is not where it was last painted. */
  holders: ReadonlyMap<string, number[]>;
}

/**
 * Rows that are held go together or not at all: one of them by itself looks like a row that somebody has typed over.
 * Where cells have moved, the rows that they came from are looked for in the whole tab; no event need tell of those.
 */
export function widen(tab: Tab, choice: Choice): Widened {
  const { touched } = choice;
  const words = tab.desk.outcomes;
  const rows = [...touched.keys()];
  const near = readRows(tab, rows);
  const isDisplaced = (row: number): boolean =>
    !neverSaved(baseAt(near.get(row), tab)) && standing(tab, near.get(row)) !== 'same';
  // Nobody types the first text into such a cell of a saved row: other cells have come to stand beside its key.
  const needed = new Set(tab.columns.filter(({ required }) => required).map(({ key }) => key));
  const isBegun = (row: number): boolean =>
    touched.get(row)?.typed.some(each => each.oldValue === undefined && needed.has(each.column)) === true &&
    isDisplaced(row);
  const fromOf = (row: number): number | undefined => movedFrom(touched.get(row));
  const mayBeCopy = (row: number): boolean => isPastedWhole(touched.get(row)) || fromOf(row) !== undefined;
  const moved = choice.moved === true || rows.some(isBegun);
  const isLeft = (row: number): boolean => isMarkedMoved(near.get(row), tab) || isHeld(tab, near.get(row));
  const shown = rows.flatMap(row => [...shownHidden(tab, near.get(row)), ...shownWhole(tab, near.get(row))]);
  const whole = rows.some(isLeft) || (moved && rows.some(isDisplaced)) || mayBeAstray(tab, shown);
  const lines = whole ? readAll(tab) : near;
  for (const row of rows) if (!lines.has(row)) lines.set(row, near.get(row) ?? []);
  const holders = whole ? holdersIn(tab, lines.keys(), lines) : holdersOf(tab, rows, near, mayBeCopy);
  const isSingle = (row: number): boolean => holders.get(keyAt(lines.get(row), tab))?.length === 1;
  const isQuiet = (row: number): boolean =>
    isSingle(row) &&
    standing(tab, lines.get(row)) === 'same' &&
    ![words.waiting, words.held].includes(textAt(lines.get(row), tab.tie.sync));
  const isToldLate = (row: number): boolean => {
    const { editor, sorted } = touched.get(row) ?? UNTOUCHED;
    return editor !== undefined && !sorted && isUnnamed(keyAt(lines.get(row), tab));
  };
  const isSent = (row: number): boolean => !isQuiet(row) || isToldLate(row);
  const sent = new Set(moved && rows.length > 1 ? rows.filter(isSent) : rows);
  // A copy that was inserted above its original stands where that was painted.
  const isTypedInPlace = (row: number): boolean => paintedAt(lines.get(row), tab)?.row === fromOf(row);
  const sharersOf = (row: number): number[] =>
    (holders.get(keyAt(lines.get(row), tab)) ?? []).filter(other => other !== row);
  const readToo = (more: readonly number[]): void => {
    const unread = more.filter(row => !lines.has(row));
    if (unread.length > 0) for (const [row, line] of readRows(tab, unread)) lines.set(row, line);
  };
  const known = areInserted() ? [] : rows;
  const left = known.filter(row => fromOf(row) === undefined && !isCopiedTo(touched.get(row)));
  readToo(rows.flatMap(sharersOf));
  // A copy brings along where its original was painted, which that shows itself no more when it was typed into since.
  // Where both are looked at, the rule of ties goes by what they show.
  const isCopied = (row: number): boolean =>
    sharersOf(row).some(other => !rows.includes(other) && paintedAt(lines.get(other), tab)?.row === row);
  const originals = new Set([
    ...known.filter(row => fromOf(row) !== undefined && isTypedInPlace(row)),
    ...left.filter(isCopied),
  ]);
  // Their copies are known by that now, and not by what they show later.
  const copies = [...originals].flatMap(sharersOf);
  for (const row of copies) sent.add(row);
  readToo(copies);
  // A row that shares its key is a copy, or has one.
  const isOne = (row: number): boolean => isSingle(row) || keyAt(lines.get(row), tab) === '';
  const held = whole ? [...lines.keys()].filter(row => isHeld(tab, lines.get(row))) : [];
  const away = whole ? awayFrom(tab, [...new Set([...sent, ...held])].filter(isOne), lines) : [];
  for (const row of away) sent.delete(row);
  const divided = (witnesses: number[]) => ({
    ...divide(sent, witnesses, tab.desk.maxRows, row => isChangedAtOnce(tab, choice, row, lines)),
    away,
    lines,
    whole,
    originals,
    holders,
  });
  if (!whole) return divided([]);
  for (const row of held) if (!away.includes(row)) sent.add(row);
  if (sent.size === 0) return divided([]);
  const witnesses = [...lines.keys()].filter(
    row =>
      !sent.has(row) &&
      isSingle(row) &&
      !neverSaved(baseAt(lines.get(row), tab)) &&
      standing(tab, lines.get(row)) === 'other',
  );
  return divided(witnesses);
}

/**
 * Saved rows of these that show something else than was answered, while another row shows just that: their cells have
 * moved there, as with a sort of what can be seen; and new rows that show it. Of a sort of some columns only those that
 * show a new row's contact, and new ones that show a saved row's.
 */
function awayFrom(tab: Tab, rows: readonly number[], lines: Lines): number[] {
  const isSaved = (line: readonly CellContent[] | undefined) => !neverSaved(baseAt(line, tab));
  const isChanged = (line: readonly CellContent[] | undefined) =>
    isSaved(line) && standing(tab, line) === 'other';
  const changed = [...lines.values()].filter(isChanged);
  const astray = hiddenAstray(tab, lines);
  if (changed.length === 0 && astray.size === 0) return [];
  const shown = new Set([...lines.values()].map(line => shownMark(tab, line)));
  const gone = new Set(changed.map(line => answeredMark(line, tab) ?? '').filter(mark => shown.has(mark)));
  const away = rows.filter(row => {
    const line = lines.get(row);
    const isGone = gone.has(answeredMark(line, tab) ?? '') && isChanged(line);
    const isOthers = !isSaved(line) && gone.has(shownMark(tab, line));
    const columns = [...shownHidden(tab, line), ...shownWhole(tab, line)];
    return isGone || isOthers || columns.some(column => astray.has(column));
  });
  // The cells of further new rows may have changed places with it: no mark and no sign `*` would tell.
  const isNew = (row: number) => !isSaved(lines.get(row)) && !isBlank(staffCells(tab, lines.get(row)));
  return away.some(isNew) ? [...new Set([...away, ...rows.filter(isNew)])] : away;
}

/**
 * The rows in their order, those first that were changed at once; without these where they and the rows that their
 * cells may have come from are more than one request takes.
 */
function divide(
  sent: ReadonlySet<number>,
  witnesses: number[],
  most: number,
  isAtOnce: (row: number) => boolean,
): Pick<Widened, 'rows' | 'together' | 'witnesses' | 'tooMany'> {
  const all = [...sent].sort((a, b) => a - b);
  const atOnce = all.length + witnesses.length > 1 ? all.filter(isAtOnce) : [];
  const together = new Set(atOnce);
  const others = all.filter(row => !together.has(row));
  if (atOnce.length > 0 && atOnce.length + witnesses.length > most)
    return { rows: others, together: new Set(), witnesses: [], tooMany: atOnce };
  return { rows: [...atOnce, ...others], together, witnesses, tooMany: [] };
}

/**
 * Whether a saved row holds something else than was answered, and came to it as a block of cells does that is moved or
 * pasted, not by typing: rows that were typed one by one may be as many as they like, as after an outage.
 */
function isChangedAtOnce(tab: Tab, { touched, moved }: Choice, row: number, lines: Lines): boolean {
  const line = lines.get(row);
  if (neverSaved(baseAt(line, tab)) || standing(tab, line) !== 'other') return false;
  const { pasted } = touched.get(row) ?? UNTOUCHED;
  const { saved, unchanged } = tab.desk.outcomes;
  const isUnheard = [saved, unchanged].includes(textAt(line, tab.tie.sync));
  if (isHeld(tab, line) || isMarkedMoved(line, tab)) return true;
  return pasted && (moved === true || isUnheard);
}

function holdersIn(tab: Tab, rows: Iterable<number>, lines: Lines): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyAt(lines.get(row), tab);
    if (key !== '') holders.set(key, [...(holders.get(key) ?? []), row]);
  }
  return holders;
}

/**
 * A row that stands where it was last painted is nobody's copy: then the keys of the whole tab need not be read. One
 * that was pasted, or has moved since it was typed into, or where rows were inserted, may be: a copy that is inserted
 * above its original, or sorted to its place, stands where that was painted.
 */
function holdersOf(
  tab: Tab,
  rows: readonly number[],
  lines: Lines,
  mayBeCopy: (row: number) => boolean,
): ReadonlyMap<string, number[]> {
  const some = holdersIn(tab, rows, lines);
  const isShifted = some.size > 0 && areInserted();
  const inPlace = [...some.values()].every(
    ([row = 0, ...others]) =>
      others.length === 0 && !mayBeCopy(row) && !isShifted && paintedAt(lines.get(row), tab)?.row === row,
  );
  return inPlace ? some : rowsByKey(tab);
}

/** Whether a row may have got another one's key by what touched it, where anything did. */
const isPastedWhole = (touch: Touch | undefined): boolean => touch?.pasted === true && !touch.besideKey;

/** Whether an event tells of that. */
const isCopiedTo = (touch: Touch | undefined): boolean =>
  isPastedWhole(touch) && (touch?.edited.length ?? 0) > 0;

/** What every row of a tab holds. */
export function readAll(tab: Tab): Map<number, CellContent[]> {
  const rows: number[] = [];
  for (let row = FIRST_ROW; row <= tab.lastRow; row += 1) rows.push(row);
  return readRows(tab, rows);
}
