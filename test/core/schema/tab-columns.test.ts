// A table as a tab: what stays in view at the left, what is hidden at the right, and what is said of each column.
import { describe, expect, it } from 'vitest';
import type { StaffColumn } from '../../../functions/src/core/schema/column.ts';
import {
  columnsInView,
  isAskedFor,
  mustBeTyped,
  rowsName,
  tabColumns,
} from '../../../functions/src/core/schema/tab-columns.ts';
import {
  columnOf,
  knownState,
  staffCells,
  stateOf,
  systemColumn,
} from '../../../functions/src/core/schema/table.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { hotline } from '../../fixtures/core/desk-fixture.ts';

const COLUMN: StaffColumn = {
  key: 'made',
  label: '自拟',
  owner: 'staff',
  kind: { type: 'text' },
  width: 100,
  help: '写明内容。',
  example: '某事',
};
const FROM_RECORD: StaffColumn['propose'] = {
  rule: 'fromReference',
  reference: 'record',
  columns: { hotline: 'customer' },
};
const BY_WORDS = { rule: 'priority', reads: ['description'] } as const;

const noteOf = (given: Partial<StaffColumn>) =>
  tabColumns({ ...hotline, columns: [{ ...COLUMN, ...given }] })[0]?.note;

describe('a tab', () => {
  it('begins with number, outcome and state, and ends with the hidden tie', () => {
    const columns = tabColumns(hotline);
    expect(columns.slice(0, 3).map(({ label }) => label)).toEqual(['记录编号', '保存状态', '状态']);
    expect(columns.filter(({ hidden }) => hidden).map(({ label }) => label)).toEqual(['行键', '版本']);
    expect(columns.slice(-2).every(({ hidden }) => hidden)).toBe(true);
    expect(new Set(columns.map(({ label }) => label)).size).toBe(hotline.columns.length + 3);
    expect([columnsInView(hotline), columnsInView(people)]).toEqual([3, 2]);
    expect(rowsName(hotline)).toBe('sheetdesk_hotline_rows');
  });

  it('tells what the system fills in', () => {
    const own = new Map(tabColumns(hotline).map(({ label, computed }) => [label, computed]));
    expect([own.get('记录编号'), own.get('状态'), own.get('保存状态'), own.get('客户姓名')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it.each<[string, Partial<StaffColumn>, string, boolean, boolean]>([
    ['may be left blank', {}, '', false, false],
    ['is always typed', { required: true }, '（必填）', true, true],
    [
      'is mostly proposed',
      { required: true, propose: { rule: 'created' } },
      '（留空时由系统填写）',
      false,
      false,
    ],
    [
      'is proposed where the record is known',
      { required: true, propose: FROM_RECORD },
      '（必填；系统知道时会代为填写）',
      false,
      true,
    ],
    ['follows from any words', { required: true, propose: BY_WORDS }, '（留空时由系统填写）', false, false],
    [
      'follows from words that few texts have',
      { required: true, propose: { ...BY_WORDS, as: { 紧急: '高' } } },
      '（必填；系统知道时会代为填写）',
      false,
      true,
    ],
    ['may be proposed', { propose: FROM_RECORD }, '', false, false],
  ])('says of a column that it %s', (_, given, said, typed, asked) => {
    const column = { ...COLUMN, ...given };
    expect(noteOf(given)).toBe(`写明内容。${said}\n例：某事`);
    expect([mustBeTyped(column), isAskedFor(column)]).toEqual([typed, asked]);
  });
});

describe('a declaration', () => {
  it('has its columns and states by name', () => {
    expect(columnOf(hotline, 'customer').key).toBe('customer');
    expect(() => columnOf(hotline, 'nothing')).toThrow('"nothing"');
    expect(stateOf(hotline, '已关闭').category).toBe('closed');
    expect(knownState(hotline, '某状态')).toBeUndefined();
    expect(() => stateOf(hotline, '某状态')).toThrow('"某状态"');
  });

  it('has the column of the system by what it tells', () => {
    expect(systemColumn(hotline, 'state')?.label).toBe('状态');
    expect(systemColumn(people, 'state')).toBeUndefined();
  });

  it('leaves out of the cells of staff what the system has filled in', () => {
    const cells = staffCells(hotline, { customer: '李*', number: 'RX-1' });
    expect([cells['customer'], cells['remark'], 'number' in cells]).toEqual(['李*', null, false]);
  });
});
