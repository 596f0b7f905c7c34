// What the add-on keeps in properties of which one holds 9 kB: the keys that were seen, those that are gone, the rows
// that stay, the desk's description, and the rows whose writer is not known yet.
import { describe, expect, it } from 'vitest';
import type { Spreadsheet } from '../../../../sheets-addon/src/platform/platform.ts';
import {
  findGone,
  forgetKnown,
  missedLately,
  missingKeys,
  noteKnown,
  recallGone,
  rememberGone,
} from '../../../../sheets-addon/src/sync/keys/known.ts';
import { isUnnamed, isUnnamedAt, noteUnnamed } from '../../../../sheets-addon/src/sync/keys/unnamed.ts';
import {
  recallRetiring,
  recallRound,
  recallStaying,
  rememberRetiring,
  rememberRound,
  rememberStaying,
  rememberWaiting,
  rowsWait,
} from '../../../../sheets-addon/src/sync/memory.ts';
import type { Note } from '../../../../sheets-addon/src/sync/notes.ts';
import { DESK, SHEET_ID } from '../../../fixtures/addon/case-book.ts';
import { withOnly } from '../../../fixtures/with-only.ts';
import { lineOf, tabWith } from '../opened-tab.ts';
import { scriptHere } from '../script-here.ts';

const HOUR_MS = 3_600_000;
/** A property holds 9 kB. */
const MOST = 9_000;
const NEVER = 9e15;

const keysOf = (count: number, start = 'key'): string[] =>
  Array.from({ length: count }, (_, index) => `${start}-${String(index).padStart(8, '0')}`);
const tabHolding = (keys: readonly string[]) => tabWith(...keys.map(key => lineOf({ 行键: key })));
const asSpreadsheet = (keys: readonly string[]): Spreadsheet => {
  const { sheet } = tabHolding(keys);
  return withOnly<Spreadsheet>({ getSheetById: () => sheet, getSpreadsheetTimeZone: () => DESK.timeZone });
};

describe('keys that were seen', () => {
  it('and are no longer there are missing, table by table', () => {
    scriptHere();
    noteKnown('cases', ['a', 'b']);
    noteKnown('other', ['c']);
    noteKnown('cases', []);
    expect(missingKeys('cases', new Set(['a']))).toEqual(['b']);
    expect(missingKeys('other', new Set())).toEqual(['c']);
    expect(missingKeys('none', new Set())).toEqual([]);
    forgetKnown('cases', ['b', 'c']);
    expect(missingKeys('cases', new Set())).toEqual(['a']);
    expect(missingKeys('other', new Set())).toEqual(['c']);
  });

  it('are kept in as many properties as they need, each of which holds them', () => {
    const here = scriptHere();
    const keys = keysOf(2_000);
    for (let at = 0; at < keys.length; at += 500) noteKnown('cases', keys.slice(at, at + 500));
    expect(missingKeys('cases', new Set())).toEqual(keys);
    // An entry is a table, a key and two signs: nineteen, and 8,800 of them are a piece.
    expect(here.document.get('known.count')).toBe(String(Math.ceil((2_000 * 19) / 8_800)));
    expect(Math.max(...[...here.document.values()].map(text => text.length))).toBeLessThan(MOST);
    forgetKnown('cases', keys.slice(0, 1_999));
    expect(missingKeys('cases', new Set())).toEqual(keys.slice(1_999));
  });

  it('are not those of a list that was longer once', () => {
    const here = scriptHere();
    noteKnown('cases', ['a']);
    here.document.set('known.1', 'cases:b,');
    expect(missingKeys('cases', new Set())).toEqual(['a']);
  });

  it('of which there is no room for all: the last ones of a tab are watched', () => {
    const here = scriptHere();
    const keys = keysOf(20_000);
    noteKnown('cases', keys);
    const noted = missingKeys('cases', new Set());
    expect(noted).toEqual(keys.slice(0, noted.length));
    expect(noted.length).toBe(Math.floor((36 * 8_800) / 19));
    expect(findGone(asSpreadsheet(keys), DESK)).toEqual([]);
    const watched = missingKeys('cases', new Set());
    expect([watched.at(-1), watched.length < keys.length]).toEqual([keys.at(-1), true]);
    expect(watched).toEqual(keys.slice(-noted.length));
    expect([...here.document.values()].join('').length).toBeLessThan(500_000);
  });
});

describe('rows that are gone', () => {
  it('are found once, and kept until they are back', () => {
    scriptHere();
    noteKnown('cases', keysOf(3));
    const [first = '', second = '', third = ''] = keysOf(3);
    expect(findGone(asSpreadsheet([first]), DESK)).toEqual([second, third]);
    expect(findGone(asSpreadsheet([first]), DESK)).toEqual([]);
    expect(recallGone()).toEqual([second, third]);
    expect([...missedLately(tabHolding([first])).keys()]).toEqual([second, third]);
    expect(findGone(asSpreadsheet([first, third]), DESK)).toEqual([]);
    expect(recallGone()).toEqual([second]);
  });

  it('are two hundred at most, the last ones, each once', () => {
    scriptHere();
    const keys = keysOf(201);
    rememberGone([...keys, keys.at(-1) ?? '']);
    expect(recallGone()).toEqual(keys.slice(1));
    rememberGone([]);
    expect(recallGone()).toEqual([]);
  });

  it.each([
    [
      'a moment ago',
      NEVER,
      { 'gone-0000': { at: NEVER, isBack: false }, 'back-0000': { at: NEVER, isBack: true } },
    ],
    ['long ago', 1, {}],
  ])('were missed %s', (_, at, expected) => {
    scriptHere({ 'gone.latest': `gone-0000:${at},back-0000:${at}` });
    expect(Object.fromEntries(missedLately(tabHolding(['back-0000'])))).toEqual(expected);
  });

  it('and nobody has missed yet are missed now', () => {
    scriptHere();
    noteKnown('cases', ['here-0000', 'gone-0000']);
    expect([...missedLately(tabHolding(['here-0000'])).keys()]).toEqual(['gone-0000']);
  });

  it('or have come to the tab anew before anybody had missed them, which the next look keeps in mind', () => {
    scriptHere();
    noteKnown('cases', ['here-0000', 'back-0000']);
    noteKnown('other', ['here-0000']);
    noteKnown('cases', ['back-0000']);
    const found = () =>
      [...missedLately(tabHolding(['here-0000', 'back-0000']))].map(([key, { isBack }]) => [key, isBack]);
    expect(found()).toEqual([['back-0000', true]]);
    expect(findGone(asSpreadsheet(['here-0000', 'back-0000']), DESK)).toEqual([]);
    expect(found()).toEqual([['back-0000', true]]);
    expect(recallGone()).toEqual([]);
  });

  it('were missed one after the other, each at its time, and the latest of many', () => {
    const here = scriptHere({ 'gone.latest': `before-00:${NEVER}` });
    noteKnown('cases', ['gone-0000']);
    expect(findGone(asSpreadsheet([]), DESK)).toEqual(['gone-0000']);
    const missed = missedLately(tabHolding([]));
    expect([...missed.keys()]).toEqual(['before-00', 'gone-0000']);
    expect(missed.get('before-00')?.at).toBe(NEVER);
    expect(missed.get('gone-0000')?.at).toBeLessThan(NEVER);
    const many = keysOf(300, '00000000-0000-4000-8000');
    noteKnown('cases', many);
    findGone(asSpreadsheet([]), DESK);
    expect([...missedLately(tabHolding([])).keys()]).toEqual(many.slice(150));
    expect(here.document.get('gone.latest')?.length).toBeLessThan(MOST);
  });
});

describe('rows that stay', () => {
  it('are known with their hour', () => {
    scriptHere();
    const hour = 480_000 * HOUR_MS;
    rememberStaying(
      new Map([
        ['a', hour],
        ['b', hour + HOUR_MS - 1],
      ]),
    );
    expect([...recallStaying()]).toEqual([
      ['a', hour],
      ['b', hour],
    ]);
    rememberStaying(new Map());
    expect(recallStaying().size).toBe(0);
  });

  it('are the first ones where there is no room for all', () => {
    const here = scriptHere();
    const keys = keysOf(1_000);
    rememberStaying(new Map(keys.map(key => [key, HOUR_MS])));
    const kept = [...recallStaying().keys()];
    expect(kept).toEqual(keys.slice(0, kept.length));
    // An entry is a key of twelve signs, an hour of one, and two between them.
    expect(kept.length).toBe(Math.floor(8_800 / 15));
    expect(here.document.get('staying')?.length).toBeLessThan(MOST);
  });
});

describe('rows that were sent in nobody’s name', () => {
  const answered = (
    key: string,
    row: number,
    input: { editor?: string; edited?: string[]; witness?: true } = {},
  ) => ({
    row,
    outgoing: { input: { key, base: '', cells: {}, edited: [], ...input } },
  });
  const noteAt = (row: number, rows = 1, sheetId = SHEET_ID): Note => ({
    sheetId,
    row,
    rows,
    column: 1,
    columns: 1,
    editor: '',
  });

  it.each([
    ['without an event', {}, true],
    ['by whoever is not named', { editor: '', edited: ['name'] }, true],
    ['with what was edited, where nobody vouches for a name', { edited: ['name'] }, false],
    ['by somebody', { editor: 'me' }, false],
    ['beside its copies only', { witness: true as const }, false],
  ])('%s', (_, input, expected) => {
    scriptHere();
    noteUnnamed(SHEET_ID, [answered('a', 5, input)]);
    expect(isUnnamed('a')).toBe(expected);
  });

  it('are none that were only asked for what they held', () => {
    scriptHere();
    const { row, outgoing } = answered('a', 5);
    noteUnnamed(SHEET_ID, [{ row, outgoing: { ...outgoing, seen: {} } }]);
    expect([isUnnamed('a'), isUnnamed('')]).toEqual([false, false]);
  });

  it('are known at their place in their tab, for a while', () => {
    scriptHere({ unnamed: JSON.stringify({ old: { sheetId: SHEET_ID, row: 9, at: 1 } }) });
    noteUnnamed(SHEET_ID, [answered('a', 5)]);
    expect([isUnnamed('a'), isUnnamed('old')]).toEqual([true, false]);
    const places: [Note, boolean][] = [
      [noteAt(5), true],
      [noteAt(4), false],
      [noteAt(6), false],
      [noteAt(3, 2), false],
      [noteAt(3, 3), true],
      [noteAt(5, 1, SHEET_ID + 1), false],
      [noteAt(9), false],
    ];
    expect(places.map(([note]) => isUnnamedAt(note))).toEqual(places.map(([, is]) => is));
  });

  it('are the last eighty, each where it was answered last', () => {
    const here = scriptHere();
    const keys = keysOf(80);
    noteUnnamed(
      SHEET_ID,
      keys.map((key, index) => answered(key, index + 2)),
    );
    noteUnnamed(SHEET_ID, [answered(keys[1] ?? '', 500), answered('last-0000', 501)]);
    expect([keys[0], keys[1], keys[2], 'last-0000'].map(key => isUnnamed(key ?? ''))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect([isUnnamedAt(noteAt(3)), isUnnamedAt(noteAt(500))]).toEqual([false, true]);
    expect(here.document.get('unnamed')?.length).toBeLessThan(MOST);
  });
});

it('is remembered that rows wait, when a round was gone, and how far closed rows are out', () => {
  scriptHere();
  expect([rowsWait(), recallRound(), recallRetiring()]).toEqual([
    false,
    0,
    { cursor: '', nextAt: 0, out: {}, startOverAt: 0 },
  ]);
  rememberWaiting(true);
  rememberRound(5);
  rememberRetiring({ cursor: 'c', nextAt: 1, out: { '7': 2 }, startOverAt: 3 });
  expect([rowsWait(), recallRound(), recallRetiring()]).toEqual([
    true,
    5,
    { cursor: 'c', nextAt: 1, out: { '7': 2 }, startOverAt: 3 },
  ]);
  rememberWaiting(false);
  expect(rowsWait()).toBe(false);
});
