import { describe, expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import type { Cell } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { at, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf();

/** Value and problem codes of one cell, judged alone. */
function judge(table: Table, column: string, cell: unknown) {
  const { values, problems } = check(table, { [column]: cell }, NOW, desk);
  return { value: values[column], codes: problems.filter(p => p.column === column).map(p => p.code) };
}

const held = (value: Cell) => ({ value, codes: [] });
const refused = (code: string) => ({ value: null, codes: [code] });

describe('times as people write them', () => {
  it('leave out what the column tells: a call was before now, an appointment comes', () => {
    expect(judge(hotline, 'calledAt', '12月5日10:00')).toEqual(held(at('2025-12-05 10:00')));
    expect(judge(callbacks, 'plannedAt', '12月5日10:00').value).toBe(at('2026-12-05 10:00'));
    expect(judge(hotline, 'calledAt', '14:30')).toEqual(held(at('2026-11-20 14:30')));
    expect(judge(hotline, 'calledAt', '15:30').codes).toEqual(['time_in_future']);
    expect(judge(hotline, 'calledAt', '昨天晚上1:30')).toEqual(refused('time_unclear'));
  });

  it('of a cell at midnight are kept, with a word on what a date alone looks like', () => {
    const cell = judge(hotline, 'calledAt', '2026-11-19T16:00:00.000Z');
    expect(cell).toEqual({ value: at('2026-11-20 00:00'), codes: ['time_midnight'] });
    expect(judge(hotline, 'calledAt', '2026年11月20日0:00')).toEqual(held(at('2026-11-20 00:00')));
    expect(judge(hotline, 'calledAt', '2026-11-20')).toEqual(refused('time_not_precise'));
  });
});
