import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readDate,
  readTime,
  showTime,
  type TimeReading,
} from '../../../functions/src/core/lib/parse-time.ts';
import { DAY, MINUTE } from '../../../functions/src/core/lib/time.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';

const SERIAL_OF_1970 = 25_569;
/** Saturday 28 November 2026, 15:00, at a column of things that happened. */
const READING: TimeReading = { zone: ZONE, now: at('2026-11-28 15:00'), towards: 'past' };

/** A wall time of Shanghai as a spreadsheet holds it. */
const serial = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00Z`) / DAY + SERIAL_OF_1970;

// Template 0.29
// Case B.3
describe('a time as clerks write it', () => {
  it.each([
    '2023年10月1日14:30',
    '2023年10月1日 14时30分',
    '2023年10月01号14点30',
    '2023年10月1日14点30分20秒',
    '2023年10月1日14点30分钟',
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
    expect(readTime(text, READING)).toBe(at('2023-10-01 14:30'));
  });

  it.each([
    ['2023-10-01 00:00', '2023-10-01 00:00'],
    ['2023-10-01 23:59', '2023-10-01 23:59'],
    ['2023-10-01 下午12:30', '2023-10-01 12:30'],
    ['2023-10-01 中午12:30', '2023-10-01 12:30'],
    ['2023-10-01 中午1点整', '2023-10-01 13:00'],
    ['2023-10-01 9:00整', '2023-10-01 09:00'],
    ['2023-10-01 下午2点30分整', '2023-10-01 14:30'],
    ['2023-10-01 中午11:40', '2023-10-01 11:40'],
    ['2023-10-01 凌晨12:30', '2023-10-01 00:30'],
    ['2023-10-01 上午9点5分', '2023-10-01 09:05'],
    ['2023-10-01 晚上8:05', '2023-10-01 20:05'],
    ['2023-10-01 晚上5:05', '2023-10-01 17:05'],
    ['2023-10-01 夜里8:05', '2023-10-01 20:05'],
    ['2023-10-01 夜里11点', '2023-10-01 23:00'],
    ['2024年2月29日8:00', '2024-02-29 08:00'],
  ])('%s is %s', (text, expected) => {
    expect(showTime(Number(readTime(text, READING)), ZONE)).toBe(expected);
  });

  it.each([
    [
      'time_vague',
      [
        '近日',
        '尽快',
        '最近',
        '现在',
        '约14:30',
        '昨天下午三点多',
        '14点30分许',
        '10分钟前',
        '半小时前',
        '2023-10-01 14:30左右',
        '2023年10月1日前后',
        '近日'.repeat(20_000),
      ],
    ],
    [
      'time_not_precise',
      [
        '2023-10-01',
        '2023年10月1日',
        '2023/10/1',
        '昨天',
        '三天前',
        '11月27日下午',
        '明天下午',
        '20261128',
        20_261_128,
        45_200,
        '45200',
      ],
    ],
    ['time_unclear', ['昨天晚上1:30', '11月26日夜里2点', '2023-10-01 晚上1:30']],
    [
      'time_invalid',
      [
        '2023年2月30日14:30',
        '2023-02-30T06:30:00Z',
        '2023-13-01 10:00',
        '2023-10-01 24:01',
        '2023-10-01 25:10',
        '2023-10-01 14:60',
        '2023-10-01 14:30:75',
        '2023-10-01 14:305',
        '2023-10-01 上午13:30',
        '2023-10-01 中午20:30',
        '1999-12-31 10:00',
        '2100-01-01 10:00',
        '14:',
        '14.30',
        '2月29日14:30',
        '13月1日14:30',
        '上午下午2点',
        '上午2点PM',
        '2023-10-01 24:00 PM',
        '早上12:30',
        '14点305',
        '=NOW()',
        '2023-10-01T99:99Z',
        '2023-10-01T06:30:00+99:99',
      ],
    ],
  ])('%s: %j', (fault, texts) => {
    for (const text of texts) expect([text, readTime(text, READING)]).toEqual([text, fault]);
  });

  it.each(['2023-10-114:30', '2023/10/0114:30'])('%s could be two days, so it is none', text => {
    expect(readTime(text, READING)).toBe('time_invalid');
  });

  it('a day that lacks its year is never one that has not come, nor one further back than need be', () => {
    const days = fc.integer({ min: 0, max: 364 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 3000 }), (back, later) => {
        const now = READING.now + later * DAY;
        const today = readDate('今天', { ...READING, now });
        const date = readDate(new Date(now - back * DAY).toISOString(), READING) ?? '';
        const written = `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
        const read = readDate(written, { ...READING, now });
        expect([read, (read ?? '') <= (today ?? '')]).toEqual([date, true]);
      }),
    );
  });

  it.each([13_812_345_678, '13812345678', 1e300, -1e18, Number.NaN, Number.POSITIVE_INFINITY])(
    '%s, typed into the wrong cell, is no time and no failure',
    value => {
      expect(readTime(value, READING)).toBe('time_invalid');
      expect(readDate(value, READING)).toBeUndefined();
    },
  );

  it('a long text is judged at once', () => {
    expect(readTime(`2023-10-01 14:30${' '.repeat(49_000)}x`, READING)).toBe('time_invalid');
    expect(readTime(`2023-10-01${' '.repeat(49_000)}14:30`, READING)).toBe(at('2023-10-01 14:30'));
  });

  // A pattern that looks anew from each of its signs takes minutes for such a cell.
  it.each([...'「“\'"([【。，;；.'])('a cell full of %s is judged at once', sign => {
    for (const tail of ['', '1', '好']) {
      const text = sign.repeat(49_000) + tail;
      expect([readTime(text, READING), readDate(text, READING)]).toEqual(['time_invalid', undefined]);
    }
  });

  it('brackets and points around a time say nothing', () => {
    const text = `${'「'.repeat(20)}2023-10-01 14:30${'」'.repeat(20)}${'。'.repeat(20)}`;
    expect(readTime(text, READING)).toBe(at('2023-10-01 14:30'));
  });

  it('reads back what it shows, in any zone, and whatever form it had', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'Asia/Kathmandu', 'UTC');
    const minutes = fc.integer({
      min: at('2000-01-03 00:00') / MINUTE,
      max: at('2099-12-30 00:00') / MINUTE,
    });
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const reading = { ...READING, zone };
        const shown = showTime(minute * MINUTE, zone);
        expect(readTime(shown, reading)).toBe(minute * MINUTE);
        expect(readTime(shown.replace(/(\d+)-(\d+)-(\d+) /, '$1年$2月$3日'), reading)).toBe(minute * MINUTE);
        // A serial number without a fraction is a date alone.
        const instant = shown.endsWith('00:00') ? 'time_not_precise' : minute * MINUTE;
        expect(readTime(serial(shown), reading)).toBe(instant);
        expect(readTime(new Date(minute * MINUTE).toISOString(), reading)).toBe(minute * MINUTE);
      }),
    );
  });
});
