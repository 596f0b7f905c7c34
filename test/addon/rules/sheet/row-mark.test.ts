// What stands behind the version of a row: by what it is known again, where it was painted, and how it was marked.
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../../functions/src/contract/contract.ts';
import type { Picture } from '../../../../sheets-addon/src/sheet/picture.ts';
import {
  answeredMark,
  baseAt,
  baseFor,
  hintOf,
  isHeld,
  isMarkedMoved,
  isOfRow,
  markedBy,
  movedText,
  paintedAt,
  shownMark,
  standing,
} from '../../../../sheets-addon/src/sheet/row-mark.ts';
import { answeredLine, lineOf, openedTab, pictureOf, placeOf } from '../opened-tab.ts';

const tab = openedTab();
const told = (column: string | null, severity: Problem['severity']): Problem => ({
  column,
  code: 'told',
  severity,
  message: '有话要说',
});
const OF_ROW = told(null, 'error');
const AT_COLUMN = told('name', 'error');
const EXPLAINED = told('name', 'info');

describe('a problem', () => {
  it.each([
    [null, true],
    ['gone', true],
    ['name', false],
    ['due', false],
  ])('of %s is shown at the row’s state: %s', (column, expected) => {
    expect(isOfRow(tab, told(column, 'error'))).toBe(expected);
  });

  it.each([
    ['none', []],
    ['state', [OF_ROW]],
    ['state', [told(null, 'info'), told('gone', 'warning')]],
    ['plain', [EXPLAINED]],
    ['plain', [OF_ROW, EXPLAINED, told('count', 'info')]],
    ['any', [AT_COLUMN]],
    ['any', [EXPLAINED, told('count', 'warning')]],
  ])('marks a row as %s: %j', (expected, problems) => {
    expect(markedBy(tab, problems)).toBe(expected);
  });
});

describe('the base of a row', () => {
  const line = lineOf({ 客户姓名: '李明', 数量: 3 });
  const mark = shownMark(tab, line);

  it.each([
    ['names its place', {}, `v2~${mark}~5`],
    ['says that it is marked at its state', { problems: [OF_ROW] }, `v2~${mark}~5sn`],
    ['says that columns are explained', { problems: [EXPLAINED, OF_ROW] }, `v2~${mark}~5in`],
    ['says that columns are coloured', { problems: [AT_COLUMN] }, `v2~${mark}~5n`],
    ['has the mark of what it shall hold', { cells: { name: '李明', count: 3 } }, `v2~${mark}~5`],
    ['has no mark on its way', { state: 'waiting' as const }, 'v2'],
    ['has none without a state', { state: undefined }, 'v2'],
    ['is left where the picture brings none', { base: undefined }, undefined],
  ])('%s', (_, more, expected) => {
    expect(baseFor(tab, pictureOf(5, more), line)).toBe(expected);
  });

  it.each([
    ['5n', [], 'n'],
    ['5in', [OF_ROW], 'in'],
    ['5sn', [AT_COLUMN], 'n'],
    ['5', [OF_ROW], 'sn'],
    ['', [], ''],
  ])(
    'of a row that was marked as %j keeps what stands at columns where its state alone is painted',
    (place, problems, end) => {
      const before = lineOf({ 版本: `v1~abc~${place}` });
      expect(baseFor(tab, pictureOf(5, { problems, marks: 'row' }), before)?.split('~')[2]).toBe(`5${end}`);
      expect(baseFor(tab, pictureOf(5, { marks: 'all' }), before)?.split('~')[2]).toBe('5');
    },
  );

  it('has another mark with another text, and the same where a column is blank', () => {
    const base = (cells: Picture['cells']) => baseFor(tab, pictureOf(5, { cells }), line);
    expect(base({ name: '王芳' })).not.toBe(base({}));
    expect(base({ count: null })).not.toBe(base({}));
    expect(base({ phone: null, when: null })).toBe(base({}));
  });
});

describe('a row', () => {
  it.each([
    ['v1', undefined],
    ['v1~abc', undefined],
    ['v1~abc~', undefined],
    ['v1~abc~12', { row: 12, notes: 'none' }],
    ['v1~abc~12sn', { row: 12, notes: 'state' }],
    ['v1~abc~12in', { row: 12, notes: 'plain' }],
    ['v1~abc~12n', { row: 12, notes: 'any' }],
    ['v1~abc~12x', { row: 12, notes: 'any' }],
    ['v1~abc~12sn~m', { row: 12, notes: 'state' }],
  ])('with the base %s was painted at %j', (base, expected) => {
    expect(paintedAt(lineOf({ 版本: base }), tab)).toEqual(expected);
  });

  it.each([
    ['v1~abc~12sn', 'v1~abc~12sn~m'],
    ['v1', 'v1~~~m'],
    ['', '~~~m'],
    ['v1~abc~12~m', 'v1~abc~12~m'],
  ])('with the base %j whose cells have moved says so: %j', (base, expected) => {
    const line = lineOf({ 版本: base });
    expect(movedText(line, tab)).toBe(expected);
    expect(isMarkedMoved(lineOf({ 版本: expected }), tab)).toBe(true);
    expect(isMarkedMoved(line, tab)).toBe(base.endsWith('~m'));
    expect(baseAt(lineOf({ 版本: expected }), tab)).toBe(baseAt(line, tab));
  });

  it('holds what was answered, something else, or nobody knows', () => {
    const line = answeredLine(tab, 'v1', { 客户姓名: '李明' });
    expect([standing(tab, line), answeredMark(line, tab)]).toEqual(['same', shownMark(tab, line)]);
    line[placeOf('客户姓名') - 1] = '王芳';
    expect(standing(tab, line)).toBe('other');
    for (const base of ['', 'v1']) expect(standing(tab, lineOf({ 版本: base }))).toBe('unknown');
    expect(answeredMark(lineOf({ 版本: 'v1~' }), tab)).toBeUndefined();
  });

  it('is held where its state says so', () => {
    expect(['待核对', '待同步', ''].map(state => isHeld(tab, lineOf({ 同步状态: state })))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

it('hints tell texts apart that somebody types one after the other, and fit into few bits', () => {
  const hints = ['', '李', '李明', '明李', '13812345678', '13812345679'].map(hintOf);
  expect(new Set(hints).size).toBe(hints.length);
  expect(hints.every(hint => Number.isInteger(hint) && hint >= 0 && hint < 4096)).toBe(true);
});
