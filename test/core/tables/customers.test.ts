import { beforeEach, describe, expect, it } from 'vitest';
import { figuresOf } from '../../../functions/src/core/figures/count.ts';
import { OPEN } from '../../../functions/src/core/figures/figures.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, deskOf, PEOPLE, SETTINGS, ZONE } from '../../fixtures/core/desk-fixture.ts';

const CUSTOMER: Cells = { customerNumber: 'C1', customer: '张三' };

let book: Book;
beforeEach(() => {
  book = new Book(customers, deskOf());
});

const keep = (cells: Cells, now = '2026-03-02 10:00', base = '') =>
  book.submit({ cells: { ...CUSTOMER, ...cells }, base }, by('limin'), at(now));

describe('a customer', () => {
  it('is no work: neither open nor closed, with limits that are nobody’s', () => {
    const { record } = keep({ purchasedOn: '2026-03-02' });
    expect(record).toMatchObject({
      state: '有效',
      closedAt: null,
      dueAt: null,
      nextActionAt: at('2026-03-09 09:00'),
    });
    const figures = record && figuresOf(customers, record, ZONE);
    expect(figures?.[OPEN]).toBeUndefined();
    expect(Object.keys(Object.assign({}, ...Object.values(figures ?? {})) as object).join()).not.toContain(
      'closed',
    );
  });

  it.each<[string, Cells, string[]]>([
    ['one who bought', { purchasedOn: '2026-03-02' }, ['callback.regular']],
    ['a VIP who bought', { purchasedOn: '2026-03-02', level: 'VIP' }, ['callback.regular', 'callback.vip']],
    ['one who bought 15 days ago', { purchasedOn: '2026-02-15' }, ['callback.regular']],
    ['one who bought 16 days ago', { purchasedOn: '2026-02-14' }, []],
    ['one who was recommended something', { recommendedOn: '2026-03-01' }, ['callback.promotion']],
    ['one who has not been seen', { seenOn: '2026-01-05' }, ['callback.winBack']],
    ['one whose orders fell by half', { orders: '-50%' }, ['callback.winBackOrders']],
    ['one whose orders fell by less', { orders: '-49.9%' }, []],
    ['one of whom nothing is known', {}, []],
  ])('%s has limits for call-backs', (_, cells, ids) => {
    expect(Object.keys(keep(cells).record?.clocks ?? {})).toEqual(ids);
  });

  it('who wants no calls has none any more', () => {
    expect(keep({ purchasedOn: '2026-03-02', unwanted: '是' }).record?.nextActionAt).toBeNull();
  });

  // Template 1.10, 1.11
  it('is at risk from when the fall was first told of, by as much as settings say', () => {
    const first = keep({ orders: '-60%' });
    expect(first.record?.cells.fellAt).toBe(at('2026-03-02 10:00'));
    const worse = keep({ orders: '-70%' }, '2026-03-10 10:00', first.base);
    expect(worse.record?.cells.fellAt).toBe(at('2026-03-02 10:00'));
    const well = keep({ orders: '5%' }, '2026-04-10 10:00', worse.base);
    expect(well.record?.cells.fellAt).toBeNull();
    book.desk = deskOf(PEOPLE, [...SETTINGS, ['参数', '流失订单降幅', { value: '5' }]]);
    expect(keep({ orders: '-5%' }, '2026-05-10 10:00', well.base).record?.cells.fellAt).toBe(
      at('2026-05-10 10:00'),
    );
  });

  it.each<[unknown, string | undefined]>([
    ['-50%', '-50%'],
    ['−50 ％', '-50%'],
    ['-50', '-50%'],
    ['0.0000000001%', '0.0000000001%'],
    ['+12.5%', '12.5%'],
    [-0.5, '-50%'],
    [-50, '-50%'],
    // A cell in percent format holds a part of 1, and what stands in it is not rounded: half is a fall, a little less
    // is none.
    [-0.499, '-49.9%'],
    [0.125, '12.5%'],
    [0.07, '7%'],
    [1, '100%'],
    [-1, '-100%'],
    ['1', '1%'],
    ['100%', '100%'],
    [0, '0%'],
    ['下降一半', undefined],
    ['50%-60%', undefined],
  ])('whose orders changed by %s', (orders, percent) => {
    const { outcome, record } = keep({ orders: orders as string });
    expect(percent === undefined ? outcome : record?.cells.orders).toBe(percent ?? 'refused');
  });
});
