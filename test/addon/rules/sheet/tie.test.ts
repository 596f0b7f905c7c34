// Which of several rows with one key is the record's, and what the others are tied to.
import { describe, expect, it } from 'vitest';
import type { CellContent } from '../../../../sheets-addon/src/platform/platform.ts';
import { rowsByKey } from '../../../../sheets-addon/src/sheet/tab.ts';
import {
  type Block,
  isSampleAsPut,
  isUnsavedCopy,
  neverSaved,
  sharingRows,
  tieRows,
} from '../../../../sheets-addon/src/sheet/tie.ts';
import { answeredLine, lineOf, openedTab, placeOf, tabWith } from '../opened-tab.ts';
import { scriptHere } from '../script-here.ts';

const KEY = 'key-00001';
const tab = openedTab();
/** The record's row as it was answered at a place. */
const at = (row: number, base = 'v1') => answeredLine(tab, base, { 客户姓名: '李明' }, row);
const typedOver = (line: CellContent[]): CellContent[] => {
  const other = [...line];
  other[placeOf('客户姓名') - 1] = '王芳';
  return other;
};

interface Known {
  blocks?: [number, Block][];
  originals?: number[];
  sorted?: number[];
  beside?: [number, string[]][];
}

/** What rows 2, 3 … of a tab are tied to, where these of them were touched. */
function ties(
  lines: CellContent[][],
  touched: number[],
  { blocks = [], originals = [], sorted = [], beside = [] }: Known = {},
) {
  scriptHere();
  const of = tabWith(...lines);
  const read = new Map(lines.map((line, index) => [index + 2, line]));
  const told = {
    blocks: new Map(blocks),
    originals: new Set(originals),
    sorted: new Set(sorted),
    beside: new Map(beside),
  };
  const found = tieRows(of, touched, read, rowsByKey(of), told);
  return Object.fromEntries([...found].map(([row, { key, base, copied }]) => [row, [key, base, copied]]));
}
const RECORD = [KEY, 'v1', false];
const copy = (uuid: string) => [uuid, `copy:${KEY}`, true];

describe('of rows with one key', () => {
  it.each<[string, CellContent[][], number[], Known, Record<number, unknown>]>([
    ['a single one is the record’s', [at(2)], [2], {}, { 2: RECORD }],
    ['the one that nobody touched is', [at(2), at(2)], [2], {}, { 2: copy('uuid-0001') }],
    [
      'of two that were touched the one as it was answered is',
      [typedOver(at(2)), at(2)],
      [2, 3],
      {},
      { 2: copy('uuid-0001'), 3: RECORD },
    ],
    [
      'else the topmost is',
      [typedOver(at(2)), typedOver(at(2))],
      [2, 3],
      {},
      { 2: RECORD, 3: copy('uuid-0001') },
    ],
    [
      'of several untouched ones the one in its place is',
      [at(3), at(3), at(3)],
      [2],
      {},
      { 2: copy('uuid-0001') },
    ],
    [
      'one that is known to be it is, though it was touched',
      [at(2), at(2)],
      [2],
      { originals: [2] },
      { 2: RECORD },
    ],
    [
      'of two that were touched the one whose key was not is',
      [at(2), typedOver(at(2))],
      [2, 3],
      { beside: [[3, ['name']]] },
      { 2: copy('uuid-0001'), 3: RECORD },
    ],
    [
      'one that was typed into is where an untouched one shows that as well',
      [typedOver(at(9)), typedOver(at(9))],
      [2],
      { beside: [[2, ['name']]] },
      { 2: RECORD },
    ],
    [
      'it is not where the untouched one shows what stood there before',
      [typedOver(at(9)), at(9)],
      [2],
      { beside: [[2, ['name']]] },
      { 2: copy('uuid-0001') },
    ],
    [
      'nor where that stands in its place',
      [typedOver(at(9)), typedOver(at(3))],
      [2],
      { beside: [[2, ['name']]] },
      { 2: copy('uuid-0001') },
    ],
    [
      'one that was typed into, and shows it in its place, is where the untouched one was typed over elsewhere',
      [at(2), typedOver(at(2))],
      [2],
      { beside: [[2, ['name']]] },
      { 2: RECORD },
    ],
    [
      'it is not where it stands elsewhere',
      [at(9), typedOver(at(9))],
      [2],
      { beside: [[2, ['name']]] },
      { 2: copy('uuid-0001') },
    ],
    [
      'two that are known to be it tell nothing',
      [at(2), at(2)],
      [2],
      { originals: [2, 3] },
      { 2: copy('uuid-0001') },
    ],
  ])('%s', (_, lines, touched, known, expected) => {
    expect(ties(lines, touched, known)).toEqual(expected);
  });

  it('those that only stood in a block were not touched, unless all of it are copies of rows outside', () => {
    const other = answeredLine(tab, 'v1', { 行键: 'key-00002' }, 2);
    const sorted: Known = { blocks: [[2, { first: 2, last: 3 }]] };
    // A sort: the other row of the block has its key alone.
    expect(ties([at(4), other, at(4)], [2], sorted)).toEqual({ 2: copy('uuid-0001') });
    expect(ties([at(2), other, at(2)], [2], sorted)).toEqual({ 2: RECORD });
    // A paste: each row of the block has its original outside.
    expect(ties([at(2), at(2), at(4)], [2], sorted)).toEqual({ 2: copy('uuid-0001') });
    expect(ties([at(2), at(2), at(4), other], [2], sorted)).toEqual({ 2: copy('uuid-0001') });
    // None of copies is outside of itself, and the first row of a block is of it.
    const both: Known = { blocks: [2, 3].map(row => [row, { first: 2, last: 3 }]) };
    expect(ties([at(3), at(3)], [2, 3], both)).toEqual({ 2: copy('uuid-0001'), 3: RECORD });
    expect(ties([other, at(3), at(3)], [3], both)).toEqual({ 3: RECORD });
  });
});

describe('of rows with one key of which a sort alone tells', () => {
  const block: Block = { first: 2, last: 3 };
  const sort: Known = { blocks: [2, 3].map(row => [row, block]), sorted: [2, 3] };
  const other = answeredLine(tab, 'v1', { 行键: 'key-00002' }, 2);

  it.each<[string, CellContent[][], Record<number, unknown>]>([
    [
      'one that it did not touch is the original in its place',
      [at(4), other, at(4)],
      { 2: copy('uuid-0001') },
    ],
    ['a place that it gave a row tells nothing', [at(2), other, at(2)], {}],
    ['none is in its place: they wait as well', [at(9), other, at(9)], {}],
    ['the only one as it was answered is', [typedOver(at(2)), other, at(2)], { 2: copy('uuid-0001') }],
  ])('%s', (_, lines, expected) => {
    expect(ties(lines, [2], sort)).toEqual(expected);
  });
});

describe('a row', () => {
  it('without a key gets one, and no base', () => {
    expect(ties([lineOf({ 客户姓名: '李明', 版本: 'v1' })], [2])).toEqual({ 2: ['uuid-0001', '', false] });
  });

  it.each([
    ['', ''],
    ['v1', `copy:${KEY}`],
    ['copy:key-00009', 'copy:key-00009'],
    ['sample', 'sample'],
  ])('that is copied from one with the base %j has %j', (base, expected) => {
    const line = lineOf({ 行键: KEY, 版本: base });
    expect(ties([line, line], [2])[2]).toEqual(['uuid-0001', expected, true]);
  });

  it.each([
    ['', true, false],
    ['copy:x', true, true],
    ['sample', true, false],
    ['sample-changed', true, false],
    ['v1', false, false],
  ])('with the base %j was never saved: %s, and is an unsaved copy: %s', (base, isNew, isCopy) => {
    expect([neverSaved(base), isUnsavedCopy(base)]).toEqual([isNew, isCopy]);
  });

  it('is a sample as it was put until somebody types into it', () => {
    expect(isSampleAsPut(tab, at(2, 'sample'))).toBe(true);
    expect(isSampleAsPut(tab, typedOver(at(2, 'sample')))).toBe(false);
    expect(isSampleAsPut(tab, at(2, 'v1'))).toBe(false);
  });
});

it('rows that share a key are all of them', () => {
  expect(
    sharingRows(
      new Map([
        ['a', [2]],
        ['b', [3, 5]],
        ['c', [4, 6, 7]],
      ]),
    ),
  ).toEqual([3, 5, 4, 6, 7]);
});
