// Cells to wire values and back, and which texts a sheet would take for something else. Times and days, for which
// Google is asked, are in test/addon/zone.
import { describe, expect, it } from 'vitest';
import type { WireCell } from '../../../../functions/src/contract/contract.ts';
import type { CellContent } from '../../../../sheets-addon/src/platform/platform.ts';
import { asText, plainText, sameWire, type Wire } from '../../../../sheets-addon/src/sheet/cells.ts';
import { isPlain } from '../../../../sheets-addon/src/sheet/paint.ts';
import { holds, isBlank, staffCells } from '../../../../sheets-addon/src/sheet/staff-cells.ts';
import { lineOf, openedTab } from '../opened-tab.ts';

const tab = openedTab();
const { codec } = tab;
const NOON = '2026-11-20T04:00:00.000Z';

it.each<[CellContent, Wire, WireCell]>([
  ['', 'text', null],
  ['', 'number', null],
  ['007', 'text', '007'],
  [7, 'text', '7'],
  [true, 'text', 'TRUE'],
  [false, 'text', 'FALSE'],
  [7, 'number', 7],
  [true, 'number', true],
  ['几个', 'number', '几个'],
  ['明天', 'time', '明天'],
  [7, 'date', 7],
])('a cell that holds %j is of %s: %j', (content, wire, value) => {
  expect(codec.toWire(content, wire)).toBe(value);
});

it.each<[string, Wire, WireCell]>([
  ['007', 'text', '007'],
  ['007', 'number', 7],
  ['几个', 'number', '几个'],
  [' ', 'number', ' '],
  ['Infinity', 'number', 'Infinity'],
  ['明天', 'time', '明天'],
  ['9999999', 'date', '9999999'],
])('a text %j of an event is of %s: %j', (text, wire, value) => {
  expect(codec.fromEvent(text, wire)).toBe(value);
});

it.each<[WireCell, Wire, CellContent]>([
  [null, 'text', ''],
  [7, 'number', 7],
  [true, 'text', true],
  [NOON, 'text', NOON],
  ['2026-11-20', 'text', '2026-11-20'],
  ['2026-11-20', 'time', '2026-11-20'],
  ['明天', 'date', '明天'],
  [NOON, 'date', NOON],
])('%j of %s is written as %j', (value, wire, content) => {
  expect(codec.toContent(value, wire)).toBe(content);
});

it.each<[WireCell, WireCell, Wire, boolean]>([
  ['a', 'a', 'text', true],
  ['a', 'b', 'text', false],
  [null, '', 'text', true],
  [null, 0, 'number', false],
  [7, '7', 'number', false],
  [NOON, '2026-11-20T12:00:00.400+08:00', 'time', true],
  [NOON, '2026-11-20T04:00:01.000Z', 'time', false],
  [NOON, '2026-11-20T12:00:00.000+08:00', 'text', false],
  [NOON, '中午', 'time', false],
  ['中午', NOON, 'time', false],
  ['2026-11-20', '2026-11-20T00:00', 'time', false],
  [NOON, 7, 'time', false],
])('%j and %j of %s say the same: %s', (one, other, wire, expected) => {
  expect([sameWire(one, other, wire), sameWire(other, one, wire)]).toEqual([expected, expected]);
});

it.each<[WireCell, Wire, string]>([
  [null, 'text', ''],
  [7, 'number', '7'],
  [' a\r\nb\rc ', 'text', 'a\nb\nc'],
  [NOON, 'text', NOON],
  [NOON, 'time', String(Date.parse(NOON))],
  ['2026-11-20T12:00:00.400+08:00', 'time', String(Date.parse(NOON))],
  ['明天', 'time', '明天'],
])('%j of %s is the text %j', (value, wire, text) => {
  expect(plainText(value, wire)).toBe(text);
});

describe('text that is written', () => {
  it.each<[CellContent, string, CellContent]>([
    ['007', '', "'007"],
    ['007', '0.00', "'007"],
    ['007', '@', '007'],
    ['', '', ''],
    [7, '', 7],
  ])('%j into a cell of the format %j is %j', (content, format, written) => {
    expect(asText(content, format)).toBe(written);
  });

  it.each<[CellContent, boolean]>([
    [7, true],
    [true, true],
    ['', true],
    ['李明', true],
    ['Li Ming', true],
    ['已保存。', true],
    ['TRUE', false],
    ['false', false],
    ['truely', true],
    ['a1', false],
    ['007', false],
    ['=a', false],
    ['-a', false],
    ["'a", false],
    ['a-b', false],
    ['0a1b2c3d-0000-4000-8000-0123456789ab', true],
    ['v1~abc~5n', true],
    ['1~abc~5n', false],
    ['=v1~abc', false],
  ])('%j stays what it is without a guard: %s', (content, expected) => {
    expect(isPlain(content)).toBe(expected);
  });
});

describe('what people have written into a row', () => {
  const line = lineOf({ 编号: 'C-1', 客户姓名: '李明', 数量: 3, 自己的备注: '急' });

  it('is of their columns, as the wire carries it', () => {
    expect(staffCells(tab, line)).toEqual({ name: '李明', phone: null, when: null, bought: null, count: 3 });
  });

  it.each([
    [{}, true],
    [{ name: null, phone: ' ' }, true],
    [{ name: null, count: 0 }, false],
    [{ name: null, phone: 'a' }, false],
  ])('%j is blank: %s', (cells, expected) => {
    expect(isBlank(cells)).toBe(expected);
  });

  it.each([
    [{ name: '李明', count: 3 }, true],
    [{ name: '李明', count: 3, phone: null }, true],
    [{ name: '李明' }, false],
    [{ name: '李明', count: 4 }, false],
    [{ name: '李明', count: 3, phone: '138' }, false],
  ])('is %j: %s', (cells, expected) => {
    expect(holds(tab, line, cells)).toBe(expected);
  });
});
