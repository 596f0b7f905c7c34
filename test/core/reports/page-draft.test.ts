// A table of a page: how much of it is listed, and where it came to stand.
import { expect, it } from 'vitest';
import { PageDraft } from '../../../functions/src/core/reports/draft.ts';

/** A page with one table of so many rows and a total, as texts. */
function page(rows: number, most?: number) {
  const draft = new PageDraft();
  const lines = Array.from({ length: rows }, (_, at) => [{ text: `第${at + 1}行` }]);
  const placed = draft.table(['内容'], lines, {
    ...(most !== undefined && { most }),
    totals: [[{ text: '合计' }]],
  });
  return { placed, texts: draft.grid.map(([cell]) => cell?.text) };
}

it.each([
  [20, undefined, 20, []],
  [21, undefined, 20, ['另有 1 行未列出']],
  [45, undefined, 20, ['另有 25 行未列出']],
  [3, 3, 3, []],
  [5, 3, 3, ['另有 2 行未列出']],
])('of %d rows, at most %s, %d are listed and the rest counted', (rows, most, listed, rest) => {
  const { placed, texts } = page(rows, most);
  expect(texts).toEqual([
    '内容',
    ...Array.from({ length: listed }, (_, at) => `第${at + 1}行`),
    ...rest,
    '合计',
  ]);
  expect(placed).toEqual({ heading: 0, end: listed + 1 });
});

it('without rows it says so, and has no total', () => {
  expect(page(0)).toEqual({ placed: { heading: 0, end: 2 }, texts: ['内容', '暂无'] });
});
