import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, readTime, showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { DAY, MINUTE } from '../../../functions/src/core/lib/time.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';

const SERIAL_OF_1970 = 25_569;
/** A wall time of Shanghai as a spreadsheet holds it. */
const serial = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00Z`) / DAY + SERIAL_OF_1970;

describe('a time as clerks write it', () => {
  it.each([
    '2023年10月1日14:30',
    '2023年10月1日 14时30分',
    '2023年10月01号14点30',
    '2023年10月1日14点30分20秒',
    '2023-10-01 14:30',
    '2023-10-1 14:30:59',
    '2023-10-01T14:30',
    '2023.10.1 14:30',
    '2023/10/1 下午2:30',
    '2023/10/1下午2点30分',
    '2023年10月1日下午2点半',
    '2023年10月1日,下午14:30',
    '  2023年10月1日14:30\n',
    '2023-10-01\t14:30',
    '2023年 10月 1日 14 : 30',
    '2023-10-01T06:30:00.000Z',
    '2023-10-01T06:30Z',
    '2023-10-01T14:30:00+08:00',
    String(serial('2023-10-01 14:30')),
    serial('2023-10-01 14:30'),
    serial('2023-10-01 14:30') + 20 / 86_400,
  ])('%j is 2023-10-01 14:30', text => {
    expect(readTime(text, ZONE)).toBe(at('2023-10-01 14:30'));
  });

  it.each([
    ['2023-10-01 00:00', '2023-10-01 00:00'],
    ['2023-10-01 23:59', '2023-10-01 23:59'],
    ['2023-10-01 下午12:30', '2023-10-01 12:30'],
    ['2023-10-01 中午12:30', '2023-10-01 12:30'],
    ['2023-10-01 中午1点整', '2023-10-01 13:00'],
    ['2023-10-01 中午11:40', '2023-10-01 11:40'],
    ['2023-10-01 凌晨12:30', '2023-10-01 00:30'],
    ['2023-10-01 上午9点5分', '2023-10-01 09:05'],
    ['2023-10-01 晚上8:05', '2023-10-01 20:05'],
    ['2024年2月29日8:00', '2024-02-29 08:00'],
  ])('%s is %s', (text, expected) => {
    expect(showTime(Number(readTime(text, ZONE)), ZONE)).toBe(expected);
  });

  it.each([
    [
      'time_vague',
      ['近日', '尽快', '最近', '2023-10-01 14:30左右', '2023年10月1日前后', '近日'.repeat(20_000)],
    ],
    [
      'time_not_precise',
      ['2023-10-01', '2023年10月1日', '2023/10/1', '2023-10-01 14点', '2023-10-01 下午2时', 45_200, '45200'],
    ],
    ['time_without_year', ['10月1日14:30', '10-1 14:30', '10/1 下午2:30']],
    [
      'time_invalid',
      [
        '2023年2月30日14:30',
        '2023-02-30T06:30:00Z',
        '2023-13-01 10:00',
        '2023-10-01 24:00',
        '2023-10-01 25:10',
        '2023-10-01 14:60',
        '2023-10-01 14:30:75',
        '2023-10-01 14:305',
        '2023-10-01 上午13:30',
        '2023-10-01 中午20:30',
        '1999-12-31 10:00',
        '2100-01-01 10:00',
        '14:30',
        '明天下午',
        '=NOW()',
        '2023-10-01T99:99Z',
        '2023-10-01T06:30:00+99:99',
      ],
    ],
  ])('%s: %j', (fault, texts) => {
    for (const text of texts) expect([text, readTime(text, ZONE)]).toEqual([text, fault]);
  });

  it.each(['2023-10-114:30', '2023/10/0114:30'])('%s could be two days, so it is none', text => {
    expect(readTime(text, ZONE)).toBe('time_invalid');
  });

  it('晚上12:30 could be noon or midnight, so it is neither', () => {
    expect(readTime('2023-10-01 晚上12:30', ZONE)).toBe('time_invalid');
  });

  it.each([13_812_345_678, '13812345678', 1e300, -1e18, Number.NaN, Number.POSITIVE_INFINITY])(
    '%s, typed into the wrong cell, is no time and no failure',
    value => {
      expect(readTime(value, ZONE)).toBe('time_invalid');
      expect(readDate(value, ZONE)).toBeUndefined();
    },
  );

  it('a long text is judged at once', () => {
    expect(readTime(`2023-10-01 14:30${' '.repeat(49_000)}x`, ZONE)).toBe('time_invalid');
    expect(readTime(`2023-10-01${' '.repeat(49_000)}14:30`, ZONE)).toBe(at('2023-10-01 14:30'));
  });

  it('reads back what it shows, in any zone, and whatever form it had', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'Asia/Kathmandu', 'UTC');
    const minutes = fc.integer({
      min: at('2000-01-03 00:00') / MINUTE,
      max: at('2099-12-30 00:00') / MINUTE,
    });
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const shown = showTime(minute * MINUTE, zone);
        expect(readTime(shown, zone)).toBe(minute * MINUTE);
        expect(readTime(shown.replace(/(\d+)-(\d+)-(\d+) /, '$1年$2月$3日'), zone)).toBe(minute * MINUTE);
        // A date cell without a time arrives as its midnight.
        const instant = shown.endsWith('00:00') ? 'time_not_precise' : minute * MINUTE;
        expect(readTime(serial(shown), zone)).toBe(instant);
        expect(readTime(new Date(minute * MINUTE).toISOString(), zone)).toBe(instant);
      }),
    );
  });
});

describe('a date', () => {
  it.each([
    ['2023-10-01', '2023-10-01'],
    ['2023年10月1日', '2023-10-01'],
    ['2023/10/1 下午2:30', '2023-10-01'],
    ['2023-10-01T16:00:00.000Z', '2023-10-02'],
    [45_200.6, '2023-10-01'],
    ['2024年2月29日', '2024-02-29'],
    ['2023年2月29日', undefined],
    ['2023-02-30T06:30:00Z', undefined],
    ['2023-99-99TfooZ', undefined],
    ['10月1日', undefined],
    ['0001-01-01', undefined],
    ['去年', undefined],
    ['2023-10-01 买的', undefined],
  ])('%j is %s', (text, expected) => {
    expect(readDate(text, ZONE)).toBe(expected);
  });

  it('is a date of the calendar or nothing, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.string({ unit: 'binary' }), fc.integer()), value => {
        expect(readDate(value, ZONE) ?? '2000-01-01').toMatch(/^(19|20)\d{2}-\d{2}-\d{2}$/);
      }),
    );
  });
});
