import { describe, expect, it } from 'vitest';
import { counterOf, numberOf } from '../../../functions/src/core/record/numbering.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { at, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';

const yearly: Table = {
  ...hotline,
  key: 'serviceOrders',
  numbering: { prefix: 'SR', date: { form: 'yyyy', column: 'calledAt' }, separator: '-', digits: 4 },
};

describe('numbers', () => {
  // Template 4.3
  it('the example of template 002: date and three digits', () => {
    const cells = { calledAt: at('2023-10-01 14:30') };
    expect(numberOf(hotline, cells, 5, ZONE)).toBe('20231001005');
    expect(counterOf(hotline, cells, ZONE)).toBe('hotline-20231001');
  });

  // Template 3.13, 3.27
  it('a year and four digits', () => {
    const cells = { calledAt: at('2024-05-10 09:00') };
    expect(numberOf(yearly, cells, 1, ZONE)).toBe('SR-2024-0001');
    expect(counterOf(yearly, cells, ZONE)).toBe('serviceOrders-2024');
  });

  it('a table without a date counts on', () => {
    expect(numberOf(people, {}, 12, ZONE)).toBe('RY-012');
    expect(counterOf(people, {}, ZONE)).toBe('people');
  });

  it('the day is the one of the desk, not of UTC', () => {
    expect(counterOf(hotline, { calledAt: at('2024-01-01 00:10') }, ZONE)).toBe('hotline-20240101');
    expect(counterOf(yearly, { calledAt: at('2024-01-01 07:59') }, ZONE)).toBe('serviceOrders-2024');
    expect(counterOf(hotline, { calledAt: at('2024-01-01 00:10') }, 'UTC')).toBe('hotline-20231231');
  });

  it('a busy day runs over its digits and stays unique', () => {
    const cells = { calledAt: at('2023-10-01 14:30') };
    expect(numberOf(hotline, cells, 999, ZONE)).toBe('20231001999');
    expect(numberOf(hotline, cells, 1000, ZONE)).toBe('202310011000');
  });
});
