// Which notes of edits an execution sends, with what, and what it does where somebody else is at it.
import { describe, expect, it } from 'vitest';
import type { SubmitRequest } from '../../../functions/src/contract/contract.ts';
import { isLocked } from '../../../sheets-addon/src/platform/lock.ts';
import type { CellContent, Spreadsheet } from '../../../sheets-addon/src/platform/platform.ts';
import { drain, notesWait, type Round } from '../../../sheets-addon/src/sync/drain.ts';
import { type Flight, noFlight } from '../../../sheets-addon/src/sync/keys/flight-entry.ts';
import { rememberDesk, rememberOwner } from '../../../sheets-addon/src/sync/memory.ts';
import type { Note } from '../../../sheets-addon/src/sync/notes.ts';
import { DESK, SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { withOnly } from '../../fixtures/with-only.ts';
import { answeredLine, lineOf, openedTab, placeOf, showing } from './opened-tab.ts';
import { scriptHere } from './script-here.ts';
import { sheetHere } from './sheet-here.ts';

const ME = 'me@example.test';
const OTHER = 'other@example.test';
const NEVER = 9e15;
const plain = openedTab();

const keyOf = (n: number): string => `key-${String(n).padStart(5, '0')}`;
const line = (n: number): CellContent[] =>
  showing(answeredLine(plain, 'v1', { 编号: `C-${n}`, 行键: keyOf(n), 客户姓名: '旧' }, n), {
    客户姓名: `客户${n}`,
  });
const noteAt = (row: number, more: Partial<Note> = {}): Note => ({
  sheetId: SHEET_ID,
  row,
  rows: 1,
  column: placeOf('客户姓名'),
  columns: 1,
  editor: ME,
  at: NEVER,
  ...more,
});

interface About {
  left?: Note[];
  properties?: Record<string, string>;
  mail?: string;
  flight?: Partial<Flight>;
  owner?: string;
  lines?: CellContent[][];
  /** Whether somebody has the lock, time by time. */
  taken?: boolean[];
  cache?: Record<string, string>;
}

function drained(own: Note | undefined, about: About = {}) {
  const {
    left = [],
    properties = {},
    mail,
    flight = {},
    owner = '',
    lines = [line(2), line(3), line(4)],
  } = about;
  const notes = Object.fromEntries(left.map((note, index) => [`note.${index}`, JSON.stringify(note)]));
  const here = scriptHere({ ...properties, ...notes });
  rememberDesk(DESK);
  rememberOwner(owner);
  here.cache.set('flights', JSON.stringify({ ...noFlight(), ...flight }));
  for (const [name, value] of Object.entries(about.cache ?? {})) here.cache.set(name, value);
  const taken = [...(about.taken ?? [])];
  here.isFree = () => !taken.shift();
  const sheet = sheetHere(...lines);
  const locked: boolean[] = [];
  here.answer = ({ body }) => {
    locked.push(isLocked());
    const rows = (body as SubmitRequest).rows.map(({ key }) => ({
      key,
      outcome: 'saved',
      base: 'v2',
      cells: {},
      problems: [],
    }));
    return { body: { rows, version: '1', others: false } };
  };
  const spreadsheet = withOnly<Spreadsheet>({
    getId: () => DESK.deskId,
    getSheetById: () => sheet.tab.sheet,
    getSpreadsheetTimeZone: () => DESK.timeZone,
    toast: () => undefined,
  });
  const rounds: Round[] = [];
  const isDone = drain(spreadsheet, own, round => rounds.push(round), mail === undefined ? {} : { mail });
  const sent = here.asked.map(({ body }) =>
    (body as SubmitRequest).rows.map(({ key }) => Number(key.slice(-3))),
  );
  const kept = [...here.document].flatMap(([name, text]) =>
    name.startsWith('note.') ? [(JSON.parse(text) as Note).row] : [],
  );
  return { isDone, rounds, sent, kept: kept.toSorted((a, b) => a - b), locked, waited: here.waited };
}
const OPEN = { [`aside.${ME}`]: String(NEVER) };

describe('an edit', () => {
  it('is sent with all that others have left, in one section, and nothing is left behind', () => {
    const { isDone, rounds, sent, kept, locked } = drained(noteAt(2), {
      left: [noteAt(3, { editor: OTHER }), noteAt(4)],
    });
    expect([isDone, sent, kept, locked]).toEqual([true, [[2, 3, 4]], [], [true]]);
    expect(rounds).toHaveLength(1);
    expect(rounds[0]).toMatchObject({
      elsewhere: [],
      tables: [{ overKeys: false, pastedOver: [], submitted: { answered: 3 } }],
    });
    expect(rounds[0]?.tables[0]?.notes.map(({ row }) => row).toSorted()).toEqual([2, 3, 4]);
  });

  it('of another tab is told of, and nothing is sent', () => {
    const { isDone, rounds, sent } = drained(noteAt(2, { sheetId: 99 }));
    expect([isDone, sent, rounds[0]?.tables, rounds[0]?.elsewhere.map(({ notes }) => notes.length)]).toEqual([
      true,
      [],
      [],
      [1],
    ]);
  });

  it.each([
    ['over the hidden keys', { column: placeOf('编号'), columns: 12 }, true],
    ['up to before them', { column: placeOf('编号'), columns: 10 }, false],
  ])('that reaches %s is told apart', (_, more, overKeys) => {
    expect(drained(noteAt(2, more)).rounds[0]?.tables[0]?.overKeys).toBe(overKeys);
  });

  it('is left where its person’s sidebar is about to send it', () => {
    const { isDone, rounds, sent, kept } = drained(noteAt(2), { properties: OPEN });
    expect([isDone, rounds, sent, kept]).toEqual([true, [], [], [2]]);
  });

  it('is nobody’s to send whose triggers do not act here', () => {
    expect(drained(noteAt(2), { owner: OTHER })).toMatchObject({ isDone: true, rounds: [], sent: [] });
    expect(drained(noteAt(2), { owner: ME }).sent).toEqual([[2]]);
  });

  it('where rows were moved lately is all that was changed without a word', () => {
    const flight = { shiftedAt: { [SHEET_ID]: NEVER } };
    expect(drained(noteAt(2), { flight }).sent).toEqual([[2, 3, 4]]);
  });

  it.each([
    [100, true],
    [101, false],
  ])('of %d rows is asked for under the lock: %s', (rows, isHeld) => {
    const lines = Array.from({ length: rows }, (_, index) => line(index + 2));
    const { locked, sent } = drained(noteAt(2, { rows }), { lines });
    expect([locked, sent.flat().length]).toEqual([[isHeld], rows]);
  });
});

describe('where somebody else has the lock', () => {
  it('an edit is noted, and looked for once more', () => {
    const { isDone, kept, waited, sent } = drained(noteAt(2), { taken: [true, true] });
    expect([isDone, kept, waited, sent]).toEqual([false, [2], [0, 0], []]);
  });

  it('who gives it back meanwhile has it sent all the same', () => {
    const { isDone, kept, waited, sent } = drained(noteAt(2), { taken: [true, false] });
    expect([isDone, kept, waited, sent]).toEqual([true, [], [0, 0], [[2]]]);
  });

  it('who looks for no notes is waited for, by one for all', () => {
    const person = { cache: { person: 'somebody' } };
    expect(drained(noteAt(2), { ...person, taken: [true, true, false] })).toMatchObject({
      isDone: true,
      waited: [0, 0, 20_000],
      sent: [[2]],
    });
    expect(drained(noteAt(2), { ...person, taken: [true, true, true] })).toMatchObject({
      isDone: false,
      waited: [0, 0, 20_000],
      kept: [2],
    });
    expect(drained(noteAt(2), { cache: { person: 'awaited' }, taken: [true, true] })).toMatchObject({
      isDone: false,
      waited: [0, 0],
    });
  });

  it('a sidebar waits for nobody', () => {
    const about = { mail: ME, left: [noteAt(2)], cache: { person: 'somebody' }, taken: [true] };
    expect(drained(undefined, about)).toMatchObject({ isDone: false, waited: [0], kept: [2] });
  });
});

describe('a sidebar', () => {
  it('sends what its person has typed, and nobody else’s, whoever’s triggers act', () => {
    const { sent, kept } = drained(undefined, {
      mail: ME,
      owner: OTHER,
      left: [noteAt(2), noteAt(3, { editor: OTHER }), noteAt(4, { editor: 'Me@Example.test' })],
    });
    expect([sent, kept]).toEqual([[[2, 4]], [3]]);
  });

  it('has nothing to do where nothing is its person’s', () => {
    const { sent, rounds, kept } = drained(undefined, { mail: ME, left: [noteAt(3, { editor: OTHER })] });
    expect([sent, rounds, kept]).toEqual([[], [], [3]]);
  });
});

describe('notes wait', () => {
  it.each<[string, Note[], Record<string, string>, string | undefined, boolean]>([
    ['none', [], {}, undefined, false],
    ['of somebody', [noteAt(2)], {}, undefined, true],
    ['not for the triggers where a sidebar comes for it', [noteAt(2)], OPEN, undefined, false],
    ['for its person', [noteAt(2)], OPEN, ME, true],
    ['not for another person', [noteAt(2)], {}, OTHER, false],
  ])('%s', (_, notes, properties, mail, expected) => {
    const names = Object.fromEntries(notes.map((note, index) => [`note.${index}`, JSON.stringify(note)]));
    scriptHere({ ...properties, ...names });
    expect(notesWait(mail === undefined ? {} : { mail })).toBe(expected);
  });

  it('but not those that others are sending', () => {
    scriptHere({ 'note.0': JSON.stringify(noteAt(2)) });
    expect([notesWait({}, new Set(['note.0'])), notesWait({}, new Set(['note.1']))]).toEqual([false, true]);
  });
});

it('a row that is blank in all of its cells goes nowhere', () => {
  expect(drained(noteAt(2), { lines: [lineOf({})] })).toMatchObject({ isDone: true, sent: [], kept: [] });
});
