// Columns are as wide as what stands in them, where it is not wrapped.
import { expect, it } from 'vitest';
import { TABLES } from '../../../functions/src/core/tables/index.ts';

/** Pixels for a masked mail, a company, a product with its model, a table with a number, an address. */
const LEAST = new Map([
  ['联系方式', 170],
  ['客户名称', 165],
  ['客户姓名', 165],
  ['投诉人姓名', 165],
  ['购买产品/服务', 190],
  ['来源记录', 210],
  ['来源编号', 210],
  ['邮箱', 260],
]);

it.each(TABLES)('$title has room for its names, contacts and numbers', ({ columns }) => {
  const narrow = columns.filter(({ label, width }) => width < (LEAST.get(label) ?? 0));
  expect(narrow.map(({ label, width }) => `${label} ${width}`)).toEqual([]);
});
