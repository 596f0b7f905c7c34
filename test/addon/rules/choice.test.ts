// What the notes of edits come to: which rows are sent, what is known of each, and whose its columns are.
import { describe, expect, it } from 'vitest';
import {
  choiceOf,
  covers,
  movedFrom,
  rowsOf,
  type Touch,
  withWhose,
} from '../../../sheets-addon/src/sync/choice.ts';
import type { Note } from '../../../sheets-addon/src/sync/notes.ts';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { HEADER } from '../../fixtures/addon/case-tab.ts';
import { openedTab, placeOf } from './opened-tab.ts';

const ME = 'me@example.test';
const OTHER = 'other@example.test';
const tab = openedTab();

/** A note of one cell, or of more. */
const noteAt = (label: string, more: Partial<Note> = {}): Note => ({
  sheetId: SHEET_ID,
  row: 5,
  rows: 1,
  column: placeOf(label),
  columns: 1,
  editor: ME,
  at: 1_000,
  ...more,
});

const touchesOf = (...notes: Note[]): Record<number, Touch> =>
  Object.fromEntries(choiceOf(notes, tab, false).touched);

describe('a note', () => {
  it('of a typed cell tells its column, its text and whose it is', () => {
    expect(choiceOf([noteAt('客户姓名', { value: '李明', oldValue: '李' })], tab, true)).toEqual({
      touched: new Map([
        [
          5,
          {
            edited: ['name'],
            editor: ME,
            whose: { name: ME },
            typed: [{ column: 'name', value: '李明', oldValue: '李', editor: ME, at: 1_000 }],
            pasted: false,
            besideKey: true,
            since: 1_000,
            block: undefined,
          },
        ],
      ]),
      crowd: true,
      moved: false,
    });
  });

  it.each([{ value: '李明' }, { oldValue: '李明' }])('of a typed cell with %j alone is no paste', told => {
    const { typed, pasted } = touchesOf(noteAt('客户姓名', told))[5] ?? {};
    expect([typed?.length, pasted]).toEqual([1, false]);
  });

  it('that covers the hidden key may have made its row a copy, whatever else was typed there', () => {
    const typed = noteAt('客户姓名', { value: '李明' });
    const whole = { ...noteAt('编号'), columns: tab.tie.key };
    expect(touchesOf(typed, noteAt('数量'))[5]?.besideKey).toBe(true);
    expect(touchesOf(typed, whole)[5]?.besideKey).toBe(false);
    expect(touchesOf(whole, typed)[5]?.besideKey).toBe(false);
  });

  it('without any text is a paste', () => {
    expect(touchesOf(noteAt('客户姓名'))[5]).toMatchObject({ edited: ['name'], typed: [], pasted: true });
  });

  it.each(['编号', '同步状态', '行键', '版本'])(
    'of the column %s touches its row and edits nothing',
    label => {
      const touches = touchesOf(noteAt(label, { value: '改' }));
      expect(touches[5]).toMatchObject({ edited: [], typed: [], pasted: true, whose: {} });
    },
  );

  it('of a column that is none of the desk’s touches nothing', () => {
    expect(touchesOf(noteAt('自己的备注', { value: '改' }))).toEqual({});
  });

  it('of nobody who is named has no editor', () => {
    const touches = touchesOf(noteAt('客户姓名', { editor: '', value: '李明' }));
    expect(touches[5]).toMatchObject({ editor: undefined, whose: { name: '' } });
    expect(touches[5]?.typed).toEqual([expect.objectContaining({ editor: undefined })]);
  });

  it.each([
    ['one cell', 1, 1, false],
    ['two columns', 1, 2, true],
    ['two rows', 2, 1, true],
  ])('of %s may have moved cells: %s rows, %s columns, %s', (_, rows, columns, moved) => {
    expect(choiceOf([noteAt('客户姓名', { rows, columns })], tab, false).moved).toBe(moved);
  });

  it('among others of one cell has moved cells all the same', () => {
    expect(choiceOf([noteAt('数量'), noteAt('数量', { rows: 2 }), noteAt('数量')], tab, false).moved).toBe(
      true,
    );
  });

  it('of several rows tells which were touched at once, of one none', () => {
    const touches = touchesOf(noteAt('客户姓名', { rows: 3 }), noteAt('客户姓名', { row: 9 }));
    expect(Object.entries(touches).map(([row, { block }]) => [row, block])).toEqual([
      ['5', { first: 5, last: 7 }],
      ['6', { first: 5, last: 7 }],
      ['7', { first: 5, last: 7 }],
      ['9', undefined],
    ]);
  });

  it.each([
    ['over the hidden keys of several rows is a sort', 2, '编号', HEADER.length, true],
    ['of several rows beside the keys is none', 2, '编号', 8, undefined],
    ['of a whole single row is none', 1, '编号', HEADER.length, undefined],
  ])('%s', (_, rows, label, columns, sorted) => {
    expect(touchesOf(noteAt(label, { rows, columns }))[5]?.sorted).toBe(sorted);
  });
});

describe('notes of one row together', () => {
  it('tell all columns once, all texts in their order, and since when', () => {
    const first = noteAt('客户姓名', { at: 3_000, value: '李' });
    const touches = touchesOf(first, noteAt('数量', { at: 2_000, value: '4' }), { ...first, value: '李明' });
    expect(touches[5]).toMatchObject({ edited: ['name', 'count'], pasted: false, since: 2_000 });
    expect(touches[5]?.typed.map(({ value }) => value)).toEqual(['李', '4', '李明']);
  });

  it('of which one does not say when were touched since ever', () => {
    const { at: _, ...undated } = noteAt('数量', { value: '4' });
    expect(touchesOf(noteAt('客户姓名', { value: '李' }), undated)[5]?.since).toBe(0);
  });

  it.each([
    ['a paste before', [noteAt('客户姓名'), noteAt('数量', { value: '4' })]],
    ['a paste behind', [noteAt('数量', { value: '4' }), noteAt('客户姓名')]],
  ])('with %s are pasted', (_, notes) => {
    expect(touchesOf(...notes)[5]?.pasted).toBe(true);
  });

  it('of two sorts, or of a sort and a text, stay sorted', () => {
    const sort = noteAt('编号', { rows: 2, columns: HEADER.length });
    expect(touchesOf(sort, noteAt('数量', { value: '4' }))[5]?.sorted).toBe(true);
  });

  it('were touched at once only where each of them tells of several rows', () => {
    const [above, below] = [noteAt('数量', { row: 4, rows: 2 }), noteAt('数量', { row: 5, rows: 3 })];
    expect(touchesOf(above, below)[5]?.block).toEqual({ first: 4, last: 7 });
    expect(touchesOf(below, above)[5]?.block).toEqual({ first: 4, last: 7 });
    expect(touchesOf(noteAt('数量'), below)[5]?.block).toBeUndefined();
    expect(touchesOf(below, noteAt('数量'))[5]?.block).toBeUndefined();
  });

  it('of several people tell whose each column is, and the last of them is who sends', () => {
    const touches = touchesOf(
      noteAt('客户姓名', { value: '李' }),
      noteAt('数量', { value: '4', editor: OTHER }),
      noteAt('联系方式', { value: '138' }),
      noteAt('联系方式', { value: '139', editor: OTHER }),
    );
    expect(touches[5]).toMatchObject({ editor: OTHER, whose: { name: ME, count: OTHER, phone: '' } });
  });
});

describe('whose a column is', () => {
  it.each([
    ['his who edits it first', {}, ME, { name: ME }],
    ['his who edits it again', { name: ME }, ME, { name: ME }],
    ['nobody’s once two have', { name: OTHER }, ME, { name: '' }],
    ['nobody’s from then on', { name: '' }, ME, { name: '' }],
  ])('%s', (_, before, editor, after) => {
    expect(withWhose(before, ['name'], editor)).toEqual(after);
  });

  it('stays where another column is edited', () => {
    expect(withWhose({ name: OTHER }, ['count'], ME)).toEqual({ name: OTHER, count: ME });
  });
});

describe('the rows of a note', () => {
  it.each([
    ['a whole column: from below the header to the last one', 1, 1_000, { first: 2, last: 20 }],
    ['the header alone: none', 1, 1, { first: 2, last: 1 }],
    ['a row below the last one', 25, 1, { first: 25, last: 25 }],
    ['two rows of which one is below', 20, 2, { first: 20, last: 20 }],
    ['two rows above the last', 18, 2, { first: 18, last: 19 }],
  ])('are of %s', (_, row, rows, expected) => {
    expect(rowsOf(noteAt('数量', { row, rows }), tab)).toEqual(expected);
  });

  it('are of the columns from its first to its last', () => {
    const note = noteAt('联系方式', { column: 3, columns: 2 });
    expect([2, 3, 4, 5].filter(at => covers(note, at))).toEqual([3, 4]);
  });
});

it('a row has moved where one of its texts comes from elsewhere', () => {
  const [touch] = Object.values(touchesOf(noteAt('数量', { value: '4' })));
  const text = { column: 'count', editor: undefined };
  expect(movedFrom(undefined)).toBeUndefined();
  expect(movedFrom(touch)).toBeUndefined();
  expect(movedFrom(touch && { ...touch, typed: [text, { ...text, from: 9 }] })).toBe(9);
});
