// What older programs stored, as it is shown now.
import { expect, it } from 'vitest';
import { proposalShown, shownAsNow } from '../../../functions/src/core/record/older-records.ts';
import type { Cell, Cells } from '../../../functions/src/core/schema/column.ts';

it.each<[string, Cell, Cell | undefined, Cell]>([
  ['contact', '13812345678', undefined, '138****5678'],
  ['customer', '李小明', undefined, '李*'],
  ['person', '李小明', '李*', '李*'],
  ['content', '请打13812345678', '请打138****5678', '请打138****5678'],
  // Nothing is hidden beside it: what stands there is no number.
  ['content', '订单13812345678', '订单13812345678', '订单13812345678'],
  ['content', '请打13812345678', undefined, '请打13812345678'],
  ['content', '请打13812345678', null, '请打13812345678'],
  ['handler', '李小明', '李小明', '李小明'],
  ['contact', 13_812_345_678, undefined, 13_812_345_678],
  ['contact', null, undefined, null],
])('a proposal for %s that was %s beside %s is shown as %s', (key, proposed, shown, is) => {
  expect(proposalShown(key, proposed, shown)).toBe(is);
});

it.each<[string, { table?: unknown; state?: unknown }, Cells, ReturnType<typeof shownAsNow>]>([
  [
    'a survey of three points',
    { table: 'surveys', state: '已满意' },
    { score: 3, state: '已满意' },
    { state: '一般', cells: { score: 3, state: '一般' } },
  ],
  [
    'one whose points are a text',
    { table: 'surveys', state: '已满意' },
    { score: '3' },
    { state: '一般', cells: { score: '3', state: '一般' } },
  ],
  ['one of four', { table: 'surveys', state: '已满意' }, { score: 4 }, { cells: { score: 4 } }],
  [
    'one that is otherwise already',
    { table: 'surveys', state: '一般' },
    { score: 3 },
    { cells: { score: 3 } },
  ],
  ['another table', { table: 'callbacks', state: '已满意' }, { score: 3 }, { cells: { score: 3 } }],
  [
    'a name beside a number',
    { table: 'hotline', state: '已登记' },
    { contact: '王芳 135****0003', type: '其他' },
    { cells: { contact: '王* 135****0003', type: '其他' } },
  ],
  ['no number', { table: 'hotline' }, { contact: null }, { cells: { contact: null } }],
])('%s', (_, of, cells, is) => {
  expect(shownAsNow(of, cells)).toEqual(is);
});
