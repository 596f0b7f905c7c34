import { describe, expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { readDate } from '../../../functions/src/core/lib/parse-time.ts';
import type { Cell } from '../../../functions/src/core/schema/column.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { at, deskOf, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';

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
  // Case B.3, B.4
  it('leave out what the column tells: a call was before now, an appointment comes', () => {
    expect(judge(hotline, 'calledAt', '12月5日10:00')).toEqual(held(at('2025-12-05 10:00')));
    expect(judge(callbacks, 'plannedAt', '12月5日10:00').value).toBe(at('2026-12-05 10:00'));
    expect(judge(hotline, 'calledAt', '14:30')).toEqual(held(at('2026-11-20 14:30')));
    expect(judge(hotline, 'calledAt', '15:30').codes).toEqual(['time_in_future']);
    expect(judge(hotline, 'calledAt', '昨天晚上1:30')).toEqual(refused('time_unclear'));
  });

  // Case B.4: a spreadsheet has made half past midnight of it, by the clock of twelve hours, before it is read here.
  it('are said to be of the small hours where a spreadsheet may have read noon so', () => {
    const { value, codes } = judge(hotline, 'calledAt', '00:30');
    expect([value, codes]).toEqual([at('2026-11-20 00:30'), ['time_after_midnight']]);
    const { problems } = check(hotline, { calledAt: '0:05' }, NOW, desk);
    expect(problems.map(sentenceOf)).toEqual(['按 2026-11-20 00:05 保存，是凌晨。如果是中午，请写 12:05。']);
    for (const plain of ['凌晨0:30', '今天0:30', '12:30', '0:00', '10:30', '晚上12:30'])
      expect(judge(hotline, 'calledAt', plain).codes).toEqual([]);
  });

  it('are refused as the cell shows them where a number was typed into a cell of times', () => {
    // 9.30 and 930.
    for (const [sent, shown] of [
      ['1900-01-07T23:06:17.000Z', '1900-01-08 07:12'],
      ['1902-07-17T16:00:00.000Z', '1902-07-18 00:00'],
    ]) {
      const { problems } = check(hotline, { calledAt: sent }, NOW, desk);
      expect(problems.map(sentenceOf)).toEqual([expect.stringContaining(`“${shown}”`)]);
    }
  });

  it('are no days where four digits were typed into a cell of dates', () => {
    for (const sent of ['1903-02-01', '1900-01-08', '1927-05-18'])
      expect(judge(customers, 'purchasedOn', sent)).toEqual(refused('date_invalid'));
    expect(judge(customers, 'purchasedOn', '1998-05-01')).toEqual(held('1998-05-01'));
  });

  it.each<[string, string]>([
    ['14時30分', '2026-11-20 14:30'],
    ['下午兩點半', '2026-11-20 14:30'],
    ['11月19號 9點', '2026-11-19 09:00'],
    ['20261119143059', '2026-11-19 14:30'],
    ['2026111914:30', '2026-11-19 14:30'],
    ['2026–11–19 14:30', '2026-11-19 14:30'],
    ['2026—11—19 14:30', '2026-11-19 14:30'],
    ['上午9.30', '2026-11-20 09:30'],
    ['下午0230', '2026-11-20 14:30'],
    ['下午2:30 PM', '2026-11-20 14:30'],
    ['14；30', '2026-11-20 14:30'],
    ['14H30', '2026-11-20 14:30'],
    ['20261119-1430', '2026-11-19 14:30'],
    ['下午2点半钟', '2026-11-20 14:30'],
    ['下午两点过五分', '2026-11-20 14:05'],
    ['差一刻十二点', '2026-11-20 11:45'],
    ['下午3点差5分', '2026-11-20 14:55'],
    ['“14:30”', '2026-11-20 14:30'],
    ['（今天14:30）', '2026-11-20 14:30'],
    ['昨兒晚上8點', '2026-11-19 20:00'],
    ['午間12點半', '2026-11-20 12:30'],
  ])('%s is %s', (text, time) => {
    expect(judge(hotline, 'calledAt', text)).toEqual(held(at(time)));
  });

  it.each([
    '差60分3点',
    '差5分0点',
    '14；60',
    '14;300',
    '2026111914305',
    '20261119146059',
    '上午2:30 PM',
    '14:30–15:00',
    '9點—10點',
  ])('%s is none', text => {
    expect(judge(hotline, 'calledAt', text)).toEqual(refused('time_invalid'));
  });

  it.each(['2026–11–19', '2026年11月19日上午', '11月19號', '十一月十九日'])('%s is a date', text => {
    expect(readDate(text, { zone: ZONE, now: NOW, towards: 'past' })).toBe('2026-11-19');
  });

  it('of a cell at midnight are kept, with a word on what a date alone looks like', () => {
    const cell = judge(hotline, 'calledAt', '2026-11-19T16:00:00.000Z');
    expect(cell).toEqual({ value: at('2026-11-20 00:00'), codes: ['time_midnight'] });
    expect(judge(hotline, 'calledAt', '2026年11月20日0:00')).toEqual(held(at('2026-11-20 00:00')));
    expect(judge(hotline, 'calledAt', '2026-11-20')).toEqual(refused('time_not_precise'));
  });
});
