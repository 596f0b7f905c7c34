// Columns that the templates have beside the main ones: where each is, and what it does by itself.
import { describe, expect, it } from 'vitest';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { exampleDesk } from '../../fixtures/core/desk-fixture.ts';
import { Walker } from '../../fixtures/core/walker.ts';

/** The labels of a table’s columns that its tab may do without. */
function optionalOf(key: string): string[] {
  const table = tableOf(key);
  return table ? staffColumns(table).flatMap(({ label, optional }) => (optional ? [label] : [])) : [];
}

// Template 0.6, 0.7, 0.8, 0.10, 0.20
it('of 000: channel, business, reach, hope, the department that helps, how it was called back', () => {
  expect(optionalOf('followUps')).toEqual(
    expect.arrayContaining(['受理渠道', '所属行业', '影响范围', '客户期望', '协同部门', '回访方式']),
  );
  expect(optionalOf('customers')).toContain('所属行业');
});

// Template 1.11
it('of 001: what a customer has bought, kept as it is written but for numbers of people', () => {
  expect(optionalOf('customers')).toContain('订单明细');
  const purchases = '2024-05-10 净水器 A2 一台 2680元 订单 20240510001\n收货人电话 13812345678';
  const { cells } = new Walker(customers, exampleDesk()).type({ purchases }).record;
  expect(cells.purchases).toBe('2024-05-10 净水器 A2 一台 2680元 订单 20240510001\n收货人电话 138****5678');
});

// Template 0.25, 2.17, 4.26
it('of 000, 002 and 004: the meeting, what it decided, and whether the standard follows', () => {
  expect(optionalOf('improvements')).toEqual(['分析会日期', '参加人员', '会议决定', '更新服务标准']);
});

// Template 2.8, 2.9, 2.13, 2.15
it('of 002: kind, product, mood, steps on the way, how it was called back', () => {
  expect(optionalOf('hotline')).toEqual([
    '客户编号',
    '二级分类',
    '产品',
    '同一问题',
    '客户情绪',
    '处理节点',
    '回访方式',
  ]);
});

// Template 3.1, 3.4, 3.8, 3.9, 3.12
it('of 003, 售后服务单: channel, surroundings, where, a new one for the old, signature', () => {
  expect(optionalOf('serviceOrders')).toEqual(
    expect.arrayContaining([
      '受理渠道',
      '使用环境',
      '上门/到店',
      '折旧换新',
      '客户签署人',
      '签署日期',
      '回访方式',
    ]),
  );
});

// Template 3.16, 3.22
it('of 003, 投诉记录: channel, compensation and what it was worth, an apology in writing', () => {
  expect(optionalOf('complaints')).toEqual(
    expect.arrayContaining(['受理渠道', '补偿方式', '补偿金额', '书面致歉', '回访方式', '原服务单号']),
  );
});

// Template 4.16
it('of 004: the colleague who was praised', () => {
  expect(optionalOf('feedback')).toContain('表扬员工');
});

// Template 3.7
describe('a new one for the old one', () => {
  it.for([
    ['2026-01-05', '不适用'],
    ['2019-01-05', '建议'],
  ] as const)('a new one is proposed for what was bought on %s: %s', ([purchasedOn, tradeIn]) => {
    const walker = new Walker(serviceOrders, exampleDesk());
    const { cells } = walker.type({ product: '净水器', purchasedOn, cause: '自然老化' }).record;
    expect(cells.tradeIn).toBe(tradeIn);
  });
});
