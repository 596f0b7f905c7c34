// A customer with an order of high value is called as an important one (template 001): how much that is stands in
// settings.
import { describe, expect, it } from 'vitest';
import { autofill } from '../../../functions/src/core/decide/autofill.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { at, deskOf, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf(PEOPLE, [...SETTINGS, ['参数', '高价值订单金额', { value: '5000' }]]);
const levelOf = (cells: Cells, before?: Cells) => {
  const record =
    before && recordOf('customers', { cells: before, proposed: { level: before['level'] ?? null } });
  const by = { desk, now: at('2026-11-20 15:10'), before: record, references: undefined };
  return autofill(customers, cells, by).values['level'];
};

// Template 1.3
describe('the level of a customer whom nobody gave one', () => {
  it.each<[string, Cells, Cells | undefined, string]>([
    ['no amount', {}, undefined, '普通'],
    ['less', { amount: 4999 }, undefined, '普通'],
    ['as much', { amount: 5000 }, undefined, '大客户'],
    ['more since', { amount: 8000, level: '普通' }, { amount: 100, level: '普通' }, '大客户'],
    ['more, and a level that somebody chose', { amount: 8000, level: 'VIP' }, undefined, 'VIP'],
  ])('an order of %s', (_, cells, before, level) => {
    expect(levelOf(cells, before)).toBe(level);
  });
});
