import { describe, expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { at, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();
const TYPED = at('2026-11-20 15:07') + 42_000;

/** Value and problem codes of one cell that was just typed. */
function judge(table: Table, column: string, cell: unknown, { now = TYPED, edited = [column] } = {}) {
  const { values, problems } = check(table, { [column]: cell }, now, desk, edited);
  return { value: values[column], codes: problems.filter(p => p.column === column).map(p => p.code) };
}
const held = (value: unknown) => ({ value, codes: [] });
const refused = (code: string) => ({ value: null, codes: [code] });

describe('现在 in a cell that tells when something happened', () => {
  it.each(['现在', '刚刚', '此刻', 'now', 'NOW', ' 现在 ', '现在。', '“现在”'])('%j is the minute', word => {
    expect(judge(hotline, 'calledAt', word)).toEqual(held(at('2026-11-20 15:07')));
  });

  it('is the day where the cell holds days', () => {
    expect(judge(customers, 'purchasedOn', '现在')).toEqual(held('2026-11-20'));
  });

  it('is midnight at midnight, as it was meant', () => {
    expect(judge(hotline, 'calledAt', '现在', { now: at('2026-11-21 00:00') })).toEqual(
      held(at('2026-11-21 00:00')),
    );
  });

  it.each(['现在左右', '现在不方便', '刚才', '大概现在', '现在14:30', '刚刚打来', 'now or later'])(
    '%j says no moment',
    text => {
      const [code] = judge(hotline, 'calledAt', text).codes;
      expect(['time_vague', 'time_invalid']).toContain(code);
    },
  );

  it('is asked for again where nobody has just typed it: when that was is not known', () => {
    expect(judge(hotline, 'calledAt', '现在', { edited: [] })).toEqual(refused('time_vague'));
  });

  it('is no time to come: an appointment now is none', () => {
    expect(judge(serviceOrders, 'appointedAt', '现在')).toEqual(refused('time_vague'));
  });

  it('stays a word in a text', () => {
    expect(judge(hotline, 'customer', '现在').value).not.toEqual(at('2026-11-20 15:07'));
    expect(judge(hotline, 'comment', '现在').value).toBe('现在');
  });
});
