// Which rows of a tab wait for the service, and which are held.
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../sheets-addon/src/platform/lock.ts';
import type { CellContent } from '../../../sheets-addon/src/platform/platform.ts';
import { gatherHeld, heldRows, waitingRows } from '../../../sheets-addon/src/sync/gather.ts';
import { answeredLine, lineOf, openedTab, showing, tabWith } from './opened-tab.ts';
import { scriptHere } from './script-here.ts';

const plain = openedTab();

type Line = CellContent[];
/** The record `n` as it was answered in row `n`. */
const saved = (n: number, cells: Record<string, CellContent> = {}): Line =>
  answeredLine(plain, 'v1', { 编号: `C-${n}`, 行键: `key-0000${n}`, 客户姓名: `客户${n}`, ...cells }, n);

describe('rows that wait', () => {
  it.each<[string, Line, boolean, boolean]>([
    ['say so', saved(2, { 同步状态: '待同步' }), true, true],
    ['are held', saved(2, { 同步状态: '待核对' }), true, true],
    ['are new and were never answered', lineOf({ 客户姓名: '王芳' }), true, true],
    [
      'hold something else than was answered, where nobody has told of it',
      showing(saved(2), { 数量: 3 }),
      true,
      false,
    ],
    ['are none as they were answered', saved(2), false, false],
    ['are none that are drafts', lineOf({ 客户姓名: '王芳', 同步状态: '草稿' }), false, false],
    ['are none that are blank', lineOf({}), false, false],
    ['are none of which only the state was cleared', showing(saved(2), { 同步状态: '' }), false, false],
  ])('%s', (_, line, unheard, heard) => {
    const tab = tabWith(line, saved(3));
    expect([waitingRows(tab, true), waitingRows(tab, false)]).toEqual([unheard ? [2] : [], heard ? [2] : []]);
  });

  it('are those that share a key as well, where nobody has told of it', () => {
    const tab = tabWith(saved(2), saved(3), saved(2));
    expect([waitingRows(tab, true), waitingRows(tab, false)]).toEqual([[2, 4], []]);
  });
});

it('of rows that are held those with a record are asked about, without any of their cells', () => {
  scriptHere();
  const held = (line: Line) => showing(line, { 同步状态: '待核对' });
  const tab = tabWith(
    held(saved(2)),
    saved(3),
    held(lineOf({ 行键: 'key-00004', 客户姓名: '王芳' })),
    held(lineOf({ 版本: 'v1' })),
  );
  expect(heldRows(tab).map(([row]) => row)).toEqual([2, 4, 5]);
  const { queue, held: count } = withLock(() => gatherHeld(tab));
  expect([queue.map(({ row, input, seen }) => [row, input.key, input.cells, seen?.['name']]), count]).toEqual(
    [[[2, 'key-00002', {}, '客户2']], 0],
  );
});
