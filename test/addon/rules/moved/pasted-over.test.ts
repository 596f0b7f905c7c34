// A paste into cells that an answer is painted into at that very moment: where it may be lost it is told of.
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../../sheets-addon/src/platform/lock.ts';
import type { CellContent } from '../../../../sheets-addon/src/platform/platform.ts';
import { hintOf } from '../../../../sheets-addon/src/sheet/row-mark.ts';
import { noFlight } from '../../../../sheets-addon/src/sync/keys/flight-entry.ts';
import { pastedOver } from '../../../../sheets-addon/src/sync/keys/pasted-over.ts';
import type { Note } from '../../../../sheets-addon/src/sync/notes.ts';
import { SHEET_ID } from '../../../fixtures/addon/case-book.ts';
import { answeredLine, lineOf, openedTab, placeOf, tabWith } from '../opened-tab.ts';
import { scriptHere } from '../script-here.ts';

const ME = 'me@example.test';
const tab = openedTab();

type Line = CellContent[];
/** The record `n` as it was answered in row `n`. */
const saved = (n: number, row: number): Line =>
  answeredLine(tab, 'v1', { 行键: `key-0000${n}`, 客户姓名: `客户${n}`, 数量: n }, row);

describe('a paste at the very moment of an answer', () => {
  const PAINTED = 9e15;
  const note = (more: Partial<Note> = {}): Note => ({
    sheetId: SHEET_ID,
    row: 2,
    rows: 1,
    column: placeOf('客户姓名'),
    columns: 2,
    editor: ME,
    at: PAINTED,
    ...more,
  });
  const lines = [saved(2, 2), saved(3, 3)];

  function told(notes: Note[], over: Record<string, unknown> = {}, more: Line[] = []) {
    const here = scriptHere();
    const painting = {
      at: PAINTED,
      seenAt: PAINTED - 1_000,
      hints: { name: 1 },
      painted: { name: hintOf('客户2') },
    };
    here.cache.set(
      'flights',
      JSON.stringify({ ...noFlight(), over: { 'key-00002': { ...painting, ...over } } }),
    );
    return withLock(() => pastedOver(tabWith(...lines, ...more), notes));
  }
  const PLACE = '第 2 行客户姓名';

  it.each<[string, Note[], string[]]>([
    ['is told of with its place', [note()], [PLACE]],
    ['also among more rows', [note({ rows: 2 })], [PLACE]],
    ['also as a whole column', [note({ row: 1, rows: 1_000 })], [PLACE]],
    ['not of another row', [note({ row: 3 })], []],
    ['not of another column', [note({ column: placeOf('联系方式') })], []],
    ['not of the column behind its last', [note({ column: placeOf('编号'), columns: 1 })], []],
    [
      'not where it ends before the numbers and begins behind the name',
      [note({ column: 3, columns: 5 })],
      [],
    ],
    ['also where it reaches to the columns of the system’s', [note({ columns: 8 })], [PLACE]],
    ['of two the one that is of that cell', [note({ row: 3 }), note(), note({ row: 3 })], [PLACE]],
    [
      'not where one ends above it and another is of other columns',
      [note({ row: 1 }), note({ column: 3 })],
      [],
    ],
    ['as its last column', [note({ column: placeOf('编号') + 1, columns: 1 })], [PLACE]],
    ['not that of a typed text', [note({ value: '王芳' })], []],
    ['not that of a cleared one', [note({ oldValue: '王芳' })], []],
    ['not a sort, which covers the keys', [note({ column: 1, columns: 12 })], []],
    ['not one that covers the numbers', [note({ column: 1, columns: 3 })], []],
    ['not what was heard of before the look', [note({ at: PAINTED - 1_001 })], []],
    ['but what was heard of with the look', [note({ at: PAINTED - 1_000 })], [PLACE]],
    ['and soon behind the painting', [note({ at: PAINTED + 14_999 })], [PLACE]],
    ['not a while behind it', [note({ at: PAINTED + 15_000 })], []],
  ])('%s', (_, notes, expected) => {
    expect(told(notes)).toEqual(expected);
  });

  it('is not told of where the cell shows something else by now, or nobody knows what was painted', () => {
    expect(told([note()], { painted: { name: hintOf('王芳') } })).toEqual([]);
    expect(told([note()], { painted: {} })).toEqual([]);
  });

  it.each([
    [100, [PLACE]],
    [101, []],
  ])('of %d rows: %j', (rows, expected) => {
    const more = Array.from({ length: 120 }, () => lineOf({}));
    expect(told([note({ rows })], {}, more)).toEqual(expected);
  });
});
