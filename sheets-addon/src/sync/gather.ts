// Reads rows to be sent: ties them, marks them as waiting and claims them. Called under the lock.
import type { Problem, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import type { CellContent } from '../platform/platform.ts';
import type { CellWrite } from '../sheet/blocks.ts';
import type { Picture } from '../sheet/picture.ts';
import { baseAt, baseFor, isHeld, isMarkedMoved, movedText, standing } from '../sheet/row-mark.ts';
import { isBlank, staffCells } from '../sheet/staff-cells.ts';
import { keyAt, type Lines, openedBefore, rowsByKey, type Tab, textAt } from '../sheet/tab.ts';
import { isSampleAsPut, neverSaved, SAMPLE, sharingRows, tieRows } from '../sheet/tie.ts';
import { TEXTS } from '../texts.ts';
import { asSorted, type Choice, UNTOUCHED } from './choice.ts';
import { draftsThatWait, lacksIn } from './drafts.ts';
import { claim, paintedOver, takeNoted } from './in-flight.ts';
import { type Given, putRight } from './keys/given-keys.ts';
import { follow } from './keys/left-behind.ts';
import { withLeft } from './keys/left-words.ts';
import { atTheirRows } from './keys/moved-events.ts';
import { paintByKey } from './keys/paint-by-key.ts';
import { passedOn } from './keys/passed-on.ts';
import { typedIntoRemoved } from './keys/removed-events.ts';
import { leaveUnsent, writeWhereAllowed } from './keys/unwritable.ts';
import { NOTHING_OVERWRITTEN, takeOverwritten } from './overwritten.ts';
import { writeMoments } from './typed/moments.ts';
import { readAll, widen } from './widen.ts';

export interface OutgoingRow {
  input: RowInput;
  /** Where it stood when it was read. */
  row: number;
  /** Whether cells were pasted into it, which bring notes and colours of elsewhere. */
  pasted: boolean;
  /** What the add-on itself has to say about the row, shown with the answer. */
  remarks: Problem[];
  /** What the row held, where that is not what is sent: the record's cells are wanted back. */
  seen?: WireCells;
  /** All that stands in the row since it was read. */
  line?: readonly CellContent[];
  /** Set where the row has to be judged in one request with all others that are so marked. */
  together?: true;
}

const COPIED: Problem = { column: null, code: 'copied_row', severity: 'warning', message: TEXTS.copiedRow };

/** What a look at a tab came to. */
export interface Found {
  queue: OutgoingRow[];
  /** How many rows were held here, since they are too many to be judged together. */
  held: number;
  /** What is to be said of texts that were typed into rows which are gone. */
  said: string[];
}

/**
 * The rows as requests take them. A row that is blank and was never saved is left out. Each row says 待同步 from
 * here on until its answer is painted: should this execution die, the row is found by that and sent again.
 */
export function gather(tab: Tab, chosen: Choice, later?: (rows: readonly number[]) => void): Found {
  if (chosen.touched.size === 0) return { queue: [], held: 0, said: [] };
  const words = tab.desk.outcomes;
  const widened = widen(tab, chosen);
  const { rows: all, together, witnesses, tooMany, away, lines, holders, originals } = widened;
  if (away.length > 0 && follow(tab, widened)) return gather(openedBefore(tab), asSorted(chosen), later);
  const right = atTheirRows(tab, chosen, widened);
  if (right) return gather(tab, right, later);
  const removed = typedIntoRemoved(tab, chosen, lines);
  if (removed.choice) return withRemoved(gather(tab, removed.choice, later), removed);
  const passed = passedOn(tab, chosen, widened);
  if (passed) return withRemoved(gather(tab, passed, later), removed);
  const choice = writeMoments(tab, chosen, lines);
  const waits = later ? draftsThatWait(tab, choice, all, lines) : new Set<number>();
  if (waits.size > 0) later?.([...waits]);
  const isGiven = (row: number): boolean => isSampleAsPut(tab, lines.get(row));
  const rows = all.filter(row => !waits.has(row) && !isGiven(row));
  const blocks = [...choice.touched].flatMap(([row, { block }]) => (block ? [[row, block] as const] : []));
  const touches = [...choice.touched];
  const ties = tieRows(tab, rows, lines, holders, {
    blocks: new Map(blocks),
    originals,
    sorted: new Set(touches.flatMap(([row, { sorted }]) => (sorted ? [row] : []))),
    beside: new Map(
      touches.flatMap(([row, { besideKey, edited }]) => (besideKey ? [[row, edited] as const] : [])),
    ),
  });
  const outgoing: OutgoingRow[] = [];
  const emptied: number[] = [];
  const waiting: CellWrite[] = [];
  const fresh: CellWrite[] = [];
  const given: Given[] = [];
  const back: Picture[] = [];
  for (const [row, tie] of ties) {
    const { edited, editor, typed, pasted, whose = {}, sorted, put } = choice.touched.get(row) ?? UNTOUCHED;
    const cells = { ...staffCells(tab, lines.get(row)), ...put };
    if (neverSaved(tie.base) && isBlank(cells)) {
      if (textAt(lines.get(row), tab.tie.sync) !== '') emptied.push(row);
      continue;
    }
    const sync = textAt(lines.get(row), tab.tie.sync);
    const over = typed.length === 0 ? {} : paintedOver(tie.key).hints;
    const isTaken = sync === words.saved || sync === words.unchanged;
    const shows = isTaken ? 'taken' : sync === words.waiting ? 'waiting' : undefined;
    const { overwritten, late, restored, by } =
      shows || typed.length > 1 || Object.keys(over).length > 0
        ? takeOverwritten(tab, typed, cells, over, shows)
        : NOTHING_OVERWRITTEN;
    const shown = { ...put, ...restored };
    if (Object.keys(shown).length > 0)
      back.push({ row, cells: shown, state: 'waiting', problems: [], marks: 'row' });
    const sender = by ?? editor;
    const ofOthers = edited.filter(column => sorted || (whose[column] ?? sender ?? '') !== (sender ?? ''));
    outgoing.push({
      row,
      pasted,
      input: {
        key: tie.key,
        base: tie.base,
        edited: edited.filter(key => !late.includes(key)),
        cells,
        ...(!tie.base.startsWith(SAMPLE) && numberIn(tab, lines.get(row))),
        ...(Object.keys(overwritten).length > 0 && { overwritten }),
        ...editorOf(sender),
        ...(ofOthers.length > 0 && { ofOthers }),
      },
      remarks: tie.copied ? [COPIED] : [],
      ...(together.has(row) && { together: true }),
    });
    // A row that was answered is found again by its mark.
    if (sync !== words.waiting && (tie.fresh || pasted || ![words.saved, words.draft].includes(sync)))
      waiting.push({ row, column: tab.tie.sync, content: words.waiting });
    if (together.has(row) && !tie.fresh && !isMarkedMoved(lines.get(row), tab))
      waiting.push({ row, column: tab.tie.base, content: movedText(lines.get(row), tab) });
    if (!tie.fresh) continue;
    const line = lines.get(row);
    given.push({ ...tie, row, keyBefore: keyAt(line, tab), cells: staffCells(tab, line) });
    fresh.push({ row, column: tab.tie.key, content: tie.key });
    fresh.push({ row, column: tab.tie.base, content: tie.base });
    for (const { owner, at } of tie.copied ? tab.columns : [])
      if (owner === 'system') fresh.push({ row, column: at, content: '' });
  }
  const drafts = choice.crowd ? takeDrafts(tab, outgoing, lines) : [];
  const kept = new Map(drafts.map(draft => [draft.row, draft]));
  const states = waiting.filter(({ row }) => !kept.has(row));
  // Of a draft the base is written as it will be painted: one cell beside its key, once.
  for (const write of fresh) {
    const draft = write.column === tab.tie.base ? kept.get(write.row) : undefined;
    if (draft) write.content = baseFor(tab, draft, lines.get(write.row)) ?? '';
  }
  const writes = [...states, ...fresh];
  const refused = writeWhereAllowed(tab, writes);
  // Without its key a row cannot be known again: it is not sent.
  const isLost = (row: number): boolean => refused.has(row) && given.some(each => each.row === row);
  for (const { row } of given) if (isLost(row)) leaveUnsent(tab, row);
  const lineNow = (row: number): CellContent[] =>
    lineWith(
      lines.get(row),
      writes.filter(write => write.row === row),
    );
  const tied = given.filter(({ row }) => !refused.has(row));
  const moved = tied.length === 0 ? undefined : putRight(tab, tied, { lines, holders });
  if (moved) return withRemoved(gather(openedBefore(tab), atTheirPlaces(choice, moved)), removed);
  const clean = emptied.map(row => ({
    row,
    cells: {},
    base: '',
    state: undefined,
    problems: [],
    marks: 'all' as const,
  }));
  const held = [
    ...tooMany.map(row =>
      heldHere(row, 'too_many_rows', TEXTS.tooManyRows(tooMany.length, tab.desk.maxRows)),
    ),
    ...away.map(row => heldHere(row, 'rows_displaced', TEXTS.held(away.length))),
  ];
  const written = writes.filter(({ row }) => !refused.has(row));
  const shown = new Map([...lines, ...written.map(({ row }) => [row, lineNow(row)] as const)]);
  const keys = new Map(tied.map(({ row, key }) => [row, key]));
  paintByKey(tab, [...clean, ...drafts.filter(({ row }) => !isLost(row)), ...held, ...back], shown, keys);
  const sendable = outgoing.filter(({ row }) => !isLost(row));
  const claimed = claim(sendable.map(({ input }) => input));
  const left = takeNoted([...claimed]);
  const taken = sendable.flatMap(row =>
    claimed.has(row.input.key)
      ? { ...row, line: lineNow(row.row), input: withLeft(tab, row.input, left.get(row.input.key)) }
      : [],
  );
  const seen = taken.length === 0 ? [] : witnesses.map(row => witnessOf(tab, row, lines.get(row)));
  // The rows that go together stand first: so they and what they may have come from are in one request.
  const queue = [...taken.filter(isJoint), ...seen, ...taken.filter(row => !isJoint(row))];
  return { queue, held: held.length, said: removed.said };
}

/** The same choice of rows that stand elsewhere by now. */
const atTheirPlaces = ({ touched, ...rest }: Choice, moved: ReadonlyMap<number, number>): Choice => ({
  ...rest,
  touched: new Map([...touched].map(([row, touch]) => [moved.get(row) ?? row, touch])),
});

/** Rows that stand nowhere behind these; one that has come back meanwhile goes as it stands. */
const withRemoved = (
  { queue, said, ...found }: Found,
  { rows, said: before }: Pick<Found, 'said'> & { rows: readonly OutgoingRow[] },
): Found => ({
  ...found,
  said: [...new Set([...before, ...said])],
  queue: [...queue, ...rows.filter(({ input: { key } }) => queue.every(({ input }) => input.key !== key))],
});

/** What stands in a row that was read, once this has been written into it. */
function lineWith(line: readonly CellContent[] | undefined, writes: readonly CellWrite[]): CellContent[] {
  const written = [...(line ?? [])];
  for (const { column, content } of writes) written[column - 1] = content;
  return written;
}

/** Whether a row has to be judged in one request with others. */
export const isJoint = ({ together, input }: OutgoingRow): boolean =>
  together === true || input.witness === true;

const heldHere = (row: number, code: Problem['code'], message: string): Picture => ({
  row,
  cells: {},
  state: 'held',
  problems: [{ column: null, code, severity: 'error', message }],
  marks: 'row',
});

/**
 * Takes out the rows that cannot be records yet, and answers how they shall look. What was refused in one is judged
 * again by the service.
 */
function takeDrafts(tab: Tab, outgoing: OutgoingRow[], lines: Lines): Picture[] {
  const drafts: Picture[] = [];
  const sent = outgoing.filter(({ row, input, pasted }) => {
    const lacks = lacksIn(tab, { ...input, pasted }, lines.get(row));
    if (lacks.length === 0) return true;
    const message = TEXTS.lacking(lacks);
    drafts.push({
      row,
      cells: {},
      base: '',
      state: 'draft',
      problems: [{ column: null, code: 'required_missing', severity: 'info', message }],
      marks: 'row',
    });
    return false;
  });
  outgoing.splice(0, outgoing.length, ...sent);
  return drafts;
}

function numberIn(tab: Tab, line: readonly CellContent[] | undefined): { number?: string } {
  const number = tab.tie.number === undefined ? '' : textAt(line, tab.tie.number);
  return number === '' ? {} : { number };
}

function witnessOf(tab: Tab, row: number, line: readonly CellContent[] | undefined): OutgoingRow {
  const [key, base] = [keyAt(line, tab), baseAt(line, tab)];
  const cells = staffCells(tab, line);
  const input = { key, base, edited: [], cells, ...numberIn(tab, line), witness: true } as const;
  return { row, pasted: true, input: { ...input, edited: [] }, remarks: [] };
}

/** Rows that are held, so that their records' cells are asked for: they are sent without any of their own. */
export function gatherHeld(tab: Tab): Found {
  const outgoing = heldRows(tab).flatMap(([row, line]): OutgoingRow[] => {
    const [key, base] = [keyAt(line, tab), baseAt(line, tab)];
    // A row that was never saved has no record to be taken from.
    if (key === '' || neverSaved(base)) return [];
    const input = { key, base, edited: [], cells: {} };
    return [{ row, pasted: true, input, remarks: [], seen: staffCells(tab, line) }];
  });
  const claimed = claim(outgoing.map(({ input }) => input));
  return { queue: outgoing.filter(({ input }) => claimed.has(input.key)), held: 0, said: [] };
}

const editorOf = (editor: string | undefined): { editor?: string } => (editor ? { editor } : {});

/** The rows of a tab that are held, with what they hold. */
export function heldRows(tab: Tab): [number, CellContent[]][] {
  return [...readAll(tab)].filter(([, line]) => isHeld(tab, line));
}

/**
 * Rows that wait for the service: those that say so, those that are held, and those with content that no answer ever
 * reached. With `unheard` also those that hold something else than was last answered, and those that share a key, as a
 * copied row does with its original: no event has told of it, or its execution never ran, or came to where another row
 * stood by then.
 */
export function waitingRows(tab: Tab, unheard: boolean): number[] {
  const sharing = new Set(unheard ? sharingRows(rowsByKey(tab)) : []);
  return [...readAll(tab)]
    .filter(([row, line]) => {
      if (sharing.has(row)) return true;
      const sync = textAt(line, tab.tie.sync);
      if (sync === tab.desk.outcomes.waiting || isHeld(tab, line)) return true;
      if (unheard && standing(tab, line) === 'other') return true;
      return sync === '' && neverSaved(baseAt(line, tab)) && !isBlank(staffCells(tab, line));
    })
    .map(([row]) => row);
}
