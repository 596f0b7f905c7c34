import { describe, expect, it } from 'vitest';
import { exceptionsOf, readDays } from '../../../functions/src/core/calendar/day-settings.ts';

describe('days that a workspace opens or closes', () => {
  it.each([
    ['2027-02-05', '休', '2027-02-05', '2027-02-05', 'closed'],
    ['2027-02-20', '班', '2027-02-20', '2027-02-20', 'open'],
    ['2027-02-05', '', '2027-02-05', '2027-02-05', 'closed'],
    ['2027-02-05 至 2027-02-11', '休', '2027-02-05', '2027-02-11', 'closed'],
    ['2027-02-05 至 2027-02-11 休', '', '2027-02-05', '2027-02-11', 'closed'],
    ['2027-02-05 至 2027-02-11 休', '休', '2027-02-05', '2027-02-11', 'closed'],
    ['2027-02-13到2027-02-14', '班', '2027-02-13', '2027-02-14', 'open'],
    ['2027/2/5~2027/2/11', '休', '2027-02-05', '2027-02-11', 'closed'],
    ['2027/2/5～2027/2/11', '休', '2027-02-05', '2027-02-11', 'closed'],
    ['2027.2.5—2027.2.11', '休', '2027-02-05', '2027-02-11', 'closed'],
    ['2027-02-05——2027-02-11', '休', '2027-02-05', '2027-02-11', 'closed'],
    ['2027-02-05 – 2027-02-11', '放假', '2027-02-05', '2027-02-11', 'closed'],
    ['2027-02-05 - 2027-02-11', '上班', '2027-02-05', '2027-02-11', 'open'],
    ['2027年2月5日至11日', '休', '2027-02-05', '2027-02-11', 'closed'],
    ['2027年1月31日至2月2日', '休', '2027-01-31', '2027-02-02', 'closed'],
    ['20270205-20270211', '休', '2027-02-05', '2027-02-11', 'closed'],
    ['2026-12-31 至 2027-01-03', '休', '2026-12-31', '2027-01-03', 'closed'],
    ['２０２７－０２－０５', '休', '2027-02-05', '2027-02-05', 'closed'],
    ['春节', '2027-02-05 至 2027-02-11 休', '2027-02-05', '2027-02-11', 'closed'],
  ])('%s / %s: %s to %s %s', (name, value, from, to, kind) => {
    expect(readDays(name, value)).toEqual({ from, to, kind });
  });

  it.each([
    ['春节', '休', 'days_invalid'],
    ['2月5日', '休', 'days_invalid'],
    ['2027-02-30', '休', 'days_invalid'],
    ['2027-02-05 至 2027-02-31', '休', 'days_invalid'],
    ['2027-02-05 至', '休', 'days_invalid'],
    ['2027-02-05 至 2027-02-11 至 2027-02-12', '休', 'days_invalid'],
    ['2027-02-11 至 2027-02-05', '休', 'days_reversed'],
    ['2027-02-11 至 2028-02-12', '休', 'days_too_long'],
    ['2027-02-05 至 2027-02-11 休', '班', 'days_both'],
    ['2027-02-05'.repeat(10_000), '休', 'days_invalid'],
  ])('%s / %s: %s', (name, value, fault) => {
    expect(readDays(name, value)).toBe(fault);
  });

  it('each date once: the shorter range is meant, and of two as long the later row', () => {
    const rows = [
      { name: '2027-02-08', value: '班', note: '值守' },
      { name: '2027-02-05 至 2027-02-09', value: '休' },
      { name: '2027-02-09', value: '班' },
      { name: '2027-02-09', value: '休' },
      { name: '团建', value: '2027-03-01 休' },
    ];
    expect(exceptionsOf(rows).toSorted((a, b) => (a.date < b.date ? -1 : 1))).toEqual([
      { date: '2027-02-05', kind: 'closed', reason: undefined },
      { date: '2027-02-06', kind: 'closed', reason: undefined },
      { date: '2027-02-07', kind: 'closed', reason: undefined },
      { date: '2027-02-08', kind: 'open', reason: '值守' },
      { date: '2027-02-09', kind: 'closed', reason: undefined },
      { date: '2027-03-01', kind: 'closed', reason: '团建' },
    ]);
  });
});
