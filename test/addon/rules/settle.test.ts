// What becomes of rows when their answers come: what is drawn, what is sent once more, and as whose.
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../functions/src/contract/contract.ts';
import type { Word } from '../../../sheets-addon/src/sync/keys/flight-entry.ts';
import { missingKeys } from '../../../sheets-addon/src/sync/keys/known.ts';
import { rowsWait } from '../../../sheets-addon/src/sync/memory.ts';
import type { Note } from '../../../sheets-addon/src/sync/notes.ts';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { lineOf, placeOf } from './opened-tab.ts';
import { answer, CELLS, KEY, ME, sentRow, settled, shown } from './sent-row.ts';

const OTHER = 'other@example.test';

const told = (code: string, message = code): Problem => ({
  column: null,
  code,
  severity: 'warning',
  message,
});
const noteAt = (label: string, editor: string, more: Partial<Note> = {}): Note => ({
  sheetId: SHEET_ID,
  row: 2,
  rows: 1,
  column: placeOf(label),
  columns: 1,
  editor,
  ...more,
});

describe('a row that is answered', () => {
  it('shows what was answered, and is on its way no more', () => {
    const { value, again, flying } = settled([shown()], [sentRow()], [answer()]);
    expect([value(2, '编号'), value(2, '同步状态')]).toEqual(['C-2', '已保存']);
    expect(String(value(2, '版本'))).toMatch(/^v2~\w+~2$/);
    expect([again, flying(), rowsWait()]).toEqual([[], [], false]);
  });

  it('is found where it stands by now, and nowhere once it was removed', () => {
    const moved = settled([lineOf({ 客户姓名: '别人' }), shown()], [sentRow()], [answer()]);
    expect([moved.value(2, '客户姓名'), moved.value(2, '编号'), moved.value(3, '编号')]).toEqual([
      '别人',
      '',
      'C-2',
    ]);
    const gone = settled([lineOf({ 客户姓名: '别人' })], [sentRow()], [answer()]);
    expect([gone.sheet.writes, gone.again, gone.flying()]).toEqual([[], [], []]);
  });

  it('is watched from then on where it is new, and only then', () => {
    settled([shown({}, '')], [sentRow({ base: '' })], [answer()]);
    expect(missingKeys('cases', new Set())).toEqual([KEY]);
    settled([shown()], [sentRow()], [answer()]);
    expect(missingKeys('cases', new Set())).toEqual([]);
    settled([shown({}, '')], [sentRow({ base: '' })], [answer({ base: '', outcome: 'draft' })]);
    expect(missingKeys('cases', new Set())).toEqual([]);
  });

  it('says what is remarkable once', () => {
    const sent = sentRow({}, { remarks: [told('copied_row', '我们的'), told('own', '自己的')] });
    const { note } = settled([shown()], [sent], [answer({ problems: [told('copied_row', '服务的')] })]);
    expect(note(2)).toBe('【服务台】\n· 提醒：服务的\n· 提醒：自己的');
  });

  it('that is a witness is drawn too where it was answered, and claims nothing', () => {
    const { value, flying } = settled(
      [shown()],
      [sentRow({ witness: true, edited: [] })],
      [answer({ outcome: 'unchanged' })],
    );
    expect([value(2, '同步状态'), flying()]).toEqual(['已保存', []]);
  });
});

describe('a row that changed on its way', () => {
  it('keeps what was typed, waits, and goes again as it stands on the answer', () => {
    const { value, again, flying } = settled([shown({ 客户姓名: '王芳' })], [sentRow()], [answer()]);
    expect([value(2, '客户姓名'), value(2, '编号'), value(2, '同步状态'), value(2, '版本')]).toEqual([
      '王芳',
      'C-2',
      '待同步',
      'v2',
    ]);
    expect(again).toEqual([
      {
        row: 2,
        pasted: true,
        remarks: [],
        input: { key: KEY, base: 'v2', edited: ['name'], cells: { ...CELLS, name: '王芳' }, editor: '' },
      },
    ]);
    expect(flying()).toEqual([KEY]);
  });

  it('goes again with what the answer wrote otherwise', () => {
    const { again } = settled(
      [shown({ 客户姓名: '王芳' })],
      [sentRow()],
      [answer({ cells: { name: '李明', count: 4 } })],
    );
    expect(again[0]?.input.cells).toEqual({ ...CELLS, name: '王芳', count: 4 });
  });

  it('in a newer version is not drawn over, and goes again on that', () => {
    const { value, again } = settled([shown({ 数量: 5 }, 'v5')], [sentRow()], [answer()]);
    expect([value(2, '编号'), value(2, '数量'), value(2, '同步状态')]).toEqual(['', 5, '待同步']);
    expect(again[0]?.input).toMatchObject({ base: 'v5', edited: ['count'], cells: { ...CELLS, count: 5 } });
  });

  it('in a cell that was not sent is left to whoever wrote there', () => {
    const { name: _, ...cells } = CELLS;
    const { value, again } = settled([shown({ 客户姓名: '王芳' })], [sentRow({ cells })], [answer()]);
    expect([value(2, '客户姓名'), value(2, '同步状态'), again, rowsWait()]).toEqual([
      '王芳',
      '待同步',
      [],
      true,
    ]);
    const same = settled([shown()], [sentRow({ cells })], [answer()]);
    expect([same.value(2, '同步状态'), rowsWait()]).toEqual(['已保存', false]);
  });

  it('in a contact that is whole and untold is left as well', () => {
    const { value, again } = settled([shown({ 联系方式: '13812345678' })], [sentRow()], [answer()]);
    expect([value(2, '联系方式'), value(2, '同步状态'), again, rowsWait()]).toEqual([
      '13812345678',
      '待同步',
      [],
      true,
    ]);
  });
});

describe('whose it is that goes again', () => {
  const word: Word = { edited: ['count'], overwritten: { count: [4] }, editor: OTHER, ofOthers: ['count'] };

  it('his who left word of it, with all that he has left', () => {
    const { again, value } = settled([shown()], [sentRow()], [answer()], { word });
    expect(again[0]?.input).toMatchObject({
      editor: OTHER,
      edited: ['count'],
      overwritten: { count: [4] },
      ofOthers: ['count'],
    });
    expect(value(2, '同步状态')).toBe('待同步');
  });

  it('his for what he told of; what else has changed is others’', () => {
    const { again } = settled([shown({ 客户姓名: '王芳' })], [sentRow()], [answer()], {
      word: { ...word, ofOthers: [] },
    });
    expect(again[0]?.input).toMatchObject({ editor: OTHER, edited: ['name', 'count'], ofOthers: ['name'] });
  });

  it.each<[string, Note[], string]>([
    ['his whose note tells of it', [noteAt('客户姓名', OTHER)], OTHER],
    ['his who has noted it twice', [noteAt('客户姓名', OTHER), noteAt('客户姓名', OTHER)], OTHER],
    ['nobody’s where two have', [noteAt('客户姓名', OTHER), noteAt('客户姓名', ME)], ''],
    ['nobody’s where the note is of another column', [noteAt('联系方式', OTHER)], ''],
    ['nobody’s where it is of another row', [noteAt('客户姓名', OTHER, { row: 3 })], ''],
    ['nobody’s where it ends above', [noteAt('客户姓名', OTHER, { row: 1, rows: 1 })], ''],
    ['his whose block covers it', [noteAt('编号', OTHER, { row: 1, rows: 2, columns: 2 })], OTHER],
    ['nobody’s where a block ends before it', [noteAt('编号', OTHER, { columns: 1 })], ''],
    ['nobody’s of another tab', [noteAt('客户姓名', OTHER, { sheetId: 8 })], ''],
  ])('%s', (_, notes, editor) => {
    const { again } = settled([shown({ 客户姓名: '王芳' })], [sentRow()], [answer()], { notes });
    expect(again[0]?.input.editor).toBe(editor);
  });

  it('of two columns his who has typed both, and nobody’s where one is another’s', () => {
    const both = shown({ 客户姓名: '王芳', 数量: 9 });
    const of = (...notes: Note[]) =>
      settled([both], [sentRow()], [answer()], { notes }).again[0]?.input.editor;
    expect(of(noteAt('客户姓名', OTHER), noteAt('数量', OTHER))).toBe(OTHER);
    expect(of(noteAt('客户姓名', OTHER), noteAt('数量', ME))).toBe('');
    expect(of(noteAt('客户姓名', OTHER))).toBe('');
  });
});

describe('a row that is held', () => {
  it('says so, keeps its cells, and does not go again', () => {
    const problems = [told('rows_displaced')];
    const { value, again, note } = settled([shown()], [sentRow()], [answer({ outcome: 'held', problems })]);
    expect([value(2, '同步状态'), value(2, '编号'), note(2), again]).toEqual([
      '待核对',
      '',
      '【服务台】\n· 提醒：rows_displaced',
      [],
    ]);
  });

  it('goes again where it has changed, and with it all that are held', () => {
    const other = shown({ 行键: 'key-00003', 客户姓名: '赵敏' }, 'v1', 3);
    const sent = [sentRow(), sentRow({ key: 'key-00003', cells: { ...CELLS, name: '赵敏' } }, { row: 3 })];
    const held = [answer({ outcome: 'held' }), answer({ key: 'key-00003', outcome: 'held' })];
    const { again } = settled([shown({ 数量: 9 }), other], sent, held);
    expect(again.map(({ input }) => [input.key, input.edited, input.cells['count'], input.base])).toEqual([
      [KEY, ['count'], 9, 'v1'],
      ['key-00003', [], 3, 'v1'],
    ]);
    expect(settled([shown(), other], sent, held).again).toEqual([]);
  });

  it('in a newer version stays as it is', () => {
    const { sheet, again } = settled([shown({}, 'v5')], [sentRow()], [answer({ outcome: 'held' })]);
    expect([sheet.writes, again]).toEqual([[], []]);
  });
});
