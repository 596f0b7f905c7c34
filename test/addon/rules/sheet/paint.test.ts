// What a row shows once it is drawn: cells, tie, state and marks, in as few calls as it takes.
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../../functions/src/contract/contract.ts';
import type { CellContent } from '../../../../sheets-addon/src/platform/platform.ts';
import { paint } from '../../../../sheets-addon/src/sheet/paint.ts';
import type { Picture } from '../../../../sheets-addon/src/sheet/picture.ts';
import { readRows } from '../../../../sheets-addon/src/sheet/tab.ts';
import { answeredLine, lineOf, openedTab, pictureOf, placeOf } from '../opened-tab.ts';
import { scriptHere } from '../script-here.ts';
import { type SheetHere, sheetHere } from '../sheet-here.ts';

const plain = openedTab();
const OWN = '#00ff00';
const [SAVED, DRAFT, WAITING, REFUSED] = ['#d9ead3', '#eeeeee', '#fff2cc', '#f4c7c3'];
const WHITE = '#ffffff';

const told = (column: string | null, severity: Problem['severity'], message = '有话要说'): Problem => ({
  column,
  code: 'told',
  severity,
  message,
});
/** The record `n` as it was answered in row `n`. */
const saved = (n: number, row = n): CellContent[] =>
  answeredLine(plain, 'v1', { 编号: `C-${n}`, 行键: `key-0000${n}`, 客户姓名: `客户${n}` }, row);

/** Draws pictures into a sheet of these rows, and answers what was done. */
function drawn(
  lines: CellContent[][],
  pictures: Picture[],
  prepare?: (here: SheetHere) => void,
  mayFill = false,
) {
  scriptHere();
  const here = sheetHere(...lines);
  prepare?.(here);
  const current = readRows(
    here.tab,
    lines.map((_, index) => index + 2),
  );
  here.reads.length = 0;
  const writes = paint(here.tab, pictures, current, mayFill);
  const value = (row: number, label: string) => here.cell(row, placeOf(label)).value;
  const note = (row: number, label: string) => here.cell(row, placeOf(label)).note;
  const fill = (row: number, label: string) => here.cell(row, placeOf(label)).fill;
  return { ...here, told: writes, value, note, fill };
}

describe('a row that was answered as it stands', () => {
  it('gets its new version in one call, and nothing of its marks is read', () => {
    const { writes, reads, value, told: cells } = drawn([saved(2)], [pictureOf(2)]);
    expect(writes).toEqual(['values 2,12,1,1']);
    expect(reads.filter(each => !each.startsWith('formats'))).toEqual([]);
    expect(String(value(2, '版本'))).toMatch(/^v2~\w+~2$/);
    expect(cells.map(({ row, column }) => [row, column])).toEqual([[2, placeOf('版本')]]);
  });

  it('gets nothing where nothing is new', () => {
    expect(drawn([saved(2)], [pictureOf(2, { base: 'v1' })])).toMatchObject({ writes: [], told: [] });
    expect(drawn([saved(2)], [])).toMatchObject({ writes: [], reads: [], told: [] });
  });

  it('gets the cells that differ, and no other of people’s', () => {
    const cells = { no: 'C-2', name: '王芳', count: null, state: '处理中' };
    const { writes, value } = drawn([saved(2)], [pictureOf(2, { cells })]);
    expect([value(2, '客户姓名'), value(2, '状态'), value(2, '编号')]).toEqual(['王芳', '处理中', 'C-2']);
    expect(writes.filter(each => each.startsWith('values'))).toEqual([
      'values 2,2,1,1',
      'values 2,5,1,1',
      'values 2,12,1,1',
    ]);
  });

  it.each([
    ['was pasted', saved(2), { pasted: true }],
    ['stood elsewhere', saved(2, 9), {}],
    ['said something else', [...saved(2)].with(placeOf('同步状态') - 1, '草稿'), {}],
  ])('has its marks read where it %s', (_, line, more) => {
    const { reads } = drawn([line], [pictureOf(2, more)]);
    expect(reads.some(each => each.startsWith('notes'))).toBe(true);
  });
});

describe('the marks of a row', () => {
  const coloured = (here: SheetHere): void => {
    Object.assign(here.cell(2, placeOf('客户姓名')), { note: '自己的', fill: OWN });
    Object.assign(here.cell(2, placeOf('数量')), { note: '【服务台】\n· 错误：旧', fill: REFUSED });
    Object.assign(here.cell(2, placeOf('处理时限')), { note: '【服务台】\n· 提醒：旧', fill: REFUSED });
    Object.assign(here.cell(2, placeOf('自己的备注')), { note: '别动', fill: REFUSED });
  };
  const marked = answeredLine(plain, 'v1', { 客户姓名: '李明' });
  marked[plain.tie.base - 1] = `${String(marked[plain.tie.base - 1])}n`;

  it('are gone where nothing is wrong any more, but for people’s own', () => {
    const { note, fill } = drawn([marked], [pictureOf(2)], coloured);
    expect(
      ['客户姓名', '数量', '处理时限', '自己的备注'].map(label => [note(2, label), fill(2, label)]),
    ).toEqual([
      ['自己的', OWN],
      ['', WHITE],
      ['', plain.table.computedFill],
      ['别动', REFUSED],
    ]);
    expect(fill(2, '同步状态')).toBe(SAVED);
  });

  it('stand at their columns, and those of the row at its state', () => {
    const problems = [
      told('count', 'error', '一'),
      told('due', 'warning', '二'),
      told('gone', 'error', '三'),
      told('name', 'info', '四'),
    ];
    const { note, fill } = drawn([saved(2)], [pictureOf(2, { state: 'refused', problems })]);
    expect(
      ['数量', '处理时限', '同步状态', '客户姓名'].map(label => [note(2, label), fill(2, label)]),
    ).toEqual([
      ['【服务台】\n· 错误：一', REFUSED],
      ['【服务台】\n· 提醒：二', REFUSED],
      ['【服务台】\n· 错误：三', REFUSED],
      ['【服务台】\n· 说明：四', WHITE],
    ]);
  });

  it('of its state alone leave those at columns', () => {
    const { note, fill, writes } = drawn(
      [marked],
      [pictureOf(2, { state: 'waiting', base: undefined, marks: 'row', problems: [told(null, 'warning')] })],
      coloured,
    );
    expect([note(2, '数量'), fill(2, '数量')]).toEqual(['【服务台】\n· 错误：旧', REFUSED]);
    expect([note(2, '同步状态'), fill(2, '同步状态')]).toEqual(['【服务台】\n· 提醒：有话要说', WAITING]);
    expect(writes).toEqual(['values 2,10,1,1', 'notes 2,10,1,1', 'fills 2,10,1,1']);
  });

  it('are written in one block of notes and one of colours, as wide as what has changed', () => {
    const problems = [told('phone', 'error'), told('count', 'error')];
    const { writes } = drawn(
      [saved(2), saved(3)],
      [pictureOf(2, { problems, state: 'refused' }), pictureOf(3, { problems, state: 'refused' })],
    );
    expect(writes.filter(each => !each.startsWith('values'))).toEqual(['notes 2,3,2,5', 'fills 2,3,2,8']);
  });

  it('of a row without any state are those of none', () => {
    const { fill, value } = drawn([saved(2)], [pictureOf(2, { state: undefined, base: '' })]);
    expect([fill(2, '同步状态'), value(2, '同步状态'), value(2, '版本')]).toEqual([WHITE, '', '']);
  });

  it('of a draft that stays one need no colour, and an explained column none', () => {
    const draft = answeredLine(plain, '', { 数量: 3, 同步状态: '草稿', 行键: 'key-00002' });
    const first = drawn(
      [lineOf({ 数量: 3, 行键: 'key-00002' })],
      [pictureOf(2, { base: '', state: 'draft', problems: [told('name', 'info')] })],
    );
    expect(first.fill(2, '同步状态')).toBe(DRAFT);
    const end = (line: CellContent[], mark: string): CellContent[] =>
      line.with(plain.tie.base - 1, String(line[plain.tie.base - 1]) + mark);
    const again = drawn(
      [end(draft, 'in')],
      [pictureOf(2, { base: '', state: 'draft', problems: [told('name', 'info')] })],
    );
    expect(again.reads.filter(each => each.startsWith('fills'))).toEqual([]);
    const worse = drawn(
      [end(draft, 'in')],
      [pictureOf(2, { base: '', state: 'draft', problems: [told('name', 'warning')] })],
    );
    expect([worse.fill(2, '客户姓名'), worse.reads.some(each => each.startsWith('fills'))]).toEqual([
      '#fce8b2',
      true,
    ]);
  });
});

describe('several rows', () => {
  it('of which one differs are written evenly where that is fewer calls', () => {
    const lines = [saved(2), saved(3), saved(4)];
    const pictures = [2, 3, 4].map(row =>
      pictureOf(row, { cells: { state: row === 3 ? null : '处理中', due: null } }),
    );
    const { writes, value } = drawn(lines, pictures);
    expect(writes).toEqual(['values 2,5,3,1', 'values 2,12,3,1']);
    expect([2, 3, 4].map(row => value(row, '状态'))).toEqual(['处理中', '', '处理中']);
  });

  it('that stand apart are written with what stands between them, where that spares calls', () => {
    const lines = Array.from({ length: 12 }, (_, index) => saved(index + 2));
    const rows = [2, 4, 6, 8, 10, 12];
    const pictures = rows.map(row => pictureOf(row, { cells: { state: '处理中' } }));
    const apart = drawn(lines, pictures);
    const filled = drawn(lines, pictures, undefined, true);
    expect(apart.writes).toHaveLength(12);
    expect(filled.writes).toEqual(['values 2,5,11,1', 'values 2,12,11,1']);
    expect([3, 4, 13].map(row => [filled.value(row, '状态'), filled.value(row, '版本')])).toEqual([
      ['', lines[1]?.[plain.tie.base - 1]],
      ['处理中', apart.value(4, '版本')],
      ['', lines[11]?.[plain.tie.base - 1]],
    ]);
  });

  it('are so from three on, as that spares four calls', () => {
    const lines = [2, 3, 4, 5, 6].map(row => saved(row));
    const pictures = [2, 4, 6].map(row => pictureOf(row, { cells: { state: '处理中' } }));
    expect(drawn(lines, pictures, undefined, true).writes).toHaveLength(2);
  });

  it.each([
    ['two', [2, 4], 4],
    ['one', [2], 2],
  ])('of %s nothing between is written', (_, rows, calls) => {
    const lines = [2, 3, 4].map(row => saved(row));
    const pictures = rows.map(row => pictureOf(row, { cells: { state: '处理中' } }));
    expect(drawn(lines, pictures, undefined, true).writes).toHaveLength(calls);
  });
});

it('a row that is begun gets its key, and all of its cells', () => {
  const line = lineOf({ 行键: 'key-00009' });
  const cells = { no: 'C-9', name: '客户9', count: 3 };
  const { value } = drawn([line], [pictureOf(2, { key: 'key-00009', cells })]);
  expect(['编号', '客户姓名', '数量', '同步状态', '行键'].map(label => value(2, label))).toEqual([
    'C-9',
    '客户9',
    3,
    '已保存',
    'key-00009',
  ]);
});
