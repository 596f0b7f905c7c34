// Whether somebody is still to be reached about a record, and what ends it where nobody is.
import { describe, expect, it } from 'vitest';
import {
  endOf,
  endOfErased,
  isAwaited,
  isRefused,
  refusedBy,
  uncalledIn,
} from '../../../functions/src/core/record/awaited.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { leads } from '../../../functions/src/core/tables/leads.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

it.each<[typeof hotline, string, boolean]>([
  [callbacks, '待回访', true],
  [callbacks, '已回访', false],
  [hotline, '已登记', false],
])('of %# somebody in %s is still to be reached: %s', (table, state, is) => {
  expect(isAwaited(table, { state })).toBe(is);
});

it.each<[Cells, boolean]>([
  [{ reached: '拒访' }, true],
  [{ reached: '已接通' }, false],
  [{ ended: '同客户拒访' }, true],
  [{ ended: '客户免回访' }, true],
  [{ ended: '多次未接通' }, false],
  [{}, false],
])('a call that says %j ended since its customer wants none: %s', (cells, is) => {
  expect(isRefused(callbacks, { cells })).toBe(is);
});

it('a record that is no call is refused by nothing', () => {
  expect(isRefused(hotline, { cells: {} })).toBe(false);
  expect(isRefused(hotline, { cells: { reached: '拒访' } })).toBe(false);
});

it.each<[Cells, unknown]>([
  [{ ended: '号码错误' }, '号码错误'],
  [{ ended: null }, null],
  [{}, null],
  [{ tryLog: '1. 未接通', tries: 1 }, null],
])('why there will be no more tries is what its own column says: %j', (cells, end) => {
  expect(endOf(callbacks, { cells })).toBe(end);
});

describe('once nobody knows any more who the customer was', () => {
  const endOfOne = (table: typeof hotline, given: Partial<DeskRecord> = {}) =>
    endOfErased(table, recordOf(table.key, given));

  it('a call that waits ends as one that nobody needs, and one that was made as made', () => {
    expect(endOfOne(callbacks)).toEqual({ ended: '客户资料已删除' });
    expect(endOfOne(callbacks, { state: '处理中' })).toEqual({ ended: '已回访，客户资料已删除' });
  });

  it('one that has ended so already, or is closed, stays', () => {
    expect(endOfOne(callbacks, { cells: { ended: '客户资料已删除' } })).toBeUndefined();
    expect(
      endOfOne(callbacks, { state: '处理中', cells: { ended: '已回访，客户资料已删除' } }),
    ).toBeUndefined();
    expect(endOfOne(callbacks, { cells: { ended: '已回访，客户资料已删除' } })).toEqual({
      ended: '客户资料已删除',
    });
    expect(endOfOne(callbacks, { closedAt: at('2026-11-20 10:00') })).toBeUndefined();
    expect(endOfOne(leads, { closedAt: at('2026-11-20 10:00') })).toBeUndefined();
  });

  it('a lead is given up, and what waits for nobody goes on', () => {
    expect(endOfOne(leads)).toEqual({ cells: { result: '客户资料已删除' } });
    expect(endOfOne(hotline)).toBeUndefined();
  });
});

describe('the marks of who wants no calls', () => {
  const personsIn = { contact: ['k-number', 'e-ending', 'm-other'], person: ['k-else'] };

  it('are those of the numbers in his file, where it says so, and not of all that end alike', () => {
    const wants = (unwanted: string | null) =>
      uncalledIn(customers, recordOf('customers', { cells: { unwanted }, personsIn }));
    expect(wants('是')).toEqual(['k-number', 'm-other']);
    expect(wants(null)).toEqual([]);
    expect(uncalledIn(customers, recordOf('customers', { cells: { unwanted: '是' } }))).toEqual([]);
    expect(uncalledIn(callbacks, recordOf('callbacks', { cells: { unwanted: '是' }, personsIn }))).toEqual(
      [],
    );
  });

  it('are the customer’s of a call in which he said so', () => {
    const customer = { column: 'contact', digest: 'k-him' };
    const call = (cells: Cells, given: Partial<DeskRecord> = { customer }) =>
      refusedBy(callbacks, recordOf('callbacks', { cells, ...given }));
    expect(call({ reached: '拒访' })).toEqual(['k-him']);
    expect(call({ reached: '未接通' })).toEqual([]);
    expect(call({ reached: '拒访' }, {})).toEqual([]);
    const file = recordOf('customers', { cells: { unwanted: '是' }, personsIn, customer });
    expect(refusedBy(customers, file)).toEqual(['k-number', 'm-other']);
  });
});
