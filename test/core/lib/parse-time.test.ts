import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reading, readDate, readTime, showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { DAY, MINUTE } from '../../../functions/src/core/lib/time.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';

const SERIAL_OF_1970 = 25_569;
/** Saturday 28 November 2026, 15:00, at a column of things that happened. */
const READING: Reading = { zone: ZONE, now: at('2026-11-28 15:00'), towards: 'past' };
const AHEAD: Reading = { ...READING, towards: 'ahead' };

/** A wall time of Shanghai as a spreadsheet holds it. */
const serial = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00Z`) / DAY + SERIAL_OF_1970;

// Template 0.29
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
    expect(readTime(text, READING)).toBe(at('2023-10-01 14:30'));
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

  it.each([
    ['14:30', '2026-11-28 14:30'],
    ['2:30 PM', '2026-11-28 14:30'],
    ['2:30pm', '2026-11-28 14:30'],
    ['PM 2:30', '2026-11-28 14:30'],
    ['14：30', '2026-11-28 14:30'],
    ['１４：３０', '2026-11-28 14:30'],
    ['14点30', '2026-11-28 14:30'],
    ['14时30分', '2026-11-28 14:30'],
    ['14点半', '2026-11-28 14:30'],
    ['今天14:30', '2026-11-28 14:30'],
    ['今天下午两点半', '2026-11-28 14:30'],
    ['下午2点半', '2026-11-28 14:30'],
    ['下午两点一刻', '2026-11-28 14:15'],
    ['9点3刻', '2026-11-28 09:45'],
    ['11/27 14.30', '2026-11-27 14:30'],
    ['昨天9.05', '2026-11-27 09:05'],
    ['14.30', 'time_invalid'],
    ['昨天9点', '2026-11-27 09:00'],
    ['昨晚9点', '2026-11-27 21:00'],
    ['昨晚11点40', '2026-11-27 23:40'],
    ['前天 9:05', '2026-11-26 09:05'],
    ['今早8:30', '2026-11-28 08:30'],
    ['周五下午3点', '2026-11-27 15:00'],
    ['上周五15:00', '2026-11-20 15:00'],
    ['星期六 9:00', '2026-11-28 09:00'],
    ['2026-11-27（周五）14:30', '2026-11-27 14:30'],
    ['3天前 10:00', '2026-11-25 10:00'],
    ['两周前下午3点', '2026-11-14 15:00'],
    ['一个星期前 9:00', '2026-11-21 09:00'],
    ['上个月15号10点', '2026-10-15 10:00'],
    ['上上月3日 8:00', '2026-09-03 08:00'],
    ['26/11/27 14:30', '2026-11-27 14:30'],
    ['25-12-30 16:00', '2025-12-30 16:00'],
    ['26.11.27 9:05', '2026-11-27 09:05'],
    // 12 may as well be December.
    ['12/11/27 14:30', 'time_invalid'],
    ['二〇二六年十一月二十八日下午两点半', '2026-11-28 14:30'],
    ['2026-11-27 14:30 +08:00', '2026-11-27 14:30'],
    ['14:30。', '2026-11-28 14:30'],
    ['北京时间14:30', '2026-11-28 14:30'],
    ['14:30（北京时间）', '2026-11-28 14:30'],
    ['14点零5分', '2026-11-28 14:05'],
    ['正午', '2026-11-28 12:00'],
    ['昨天正午', '2026-11-27 12:00'],
    ['午夜', '2026-11-28 00:00'],
    ['11月28日下午2点半', '2026-11-28 14:30'],
    ['十一月二十八日下午两点半', '2026-11-28 14:30'],
    ['11/28 14:30', '2026-11-28 14:30'],
    ['28日14:30', '2026-11-28 14:30'],
    ['29日14:30', '2026-10-29 14:30'],
    ['12月5日10:00', '2025-12-05 10:00'],
    ['去年12月5日10:00', '2025-12-05 10:00'],
    ['26年11月27日9点', '2026-11-27 09:00'],
    ['20261128 1430', '2026-11-28 14:30'],
    ['202611281430', '2026-11-28 14:30'],
    [202_611_281_430, '2026-11-28 14:30'],
    ['20261128 14:30', '2026-11-28 14:30'],
    ['20261128下午2点半', '2026-11-28 14:30'],
    ['2023-10-01 14点', '2023-10-01 14:00'],
    ['2023-10-01 下午2时', '2023-10-01 14:00'],
    ['上午12:30', '2026-11-28 12:30'],
    ['12:30 AM', '2026-11-28 00:30'],
    ['12:30 PM', '2026-11-28 12:30'],
    ['凌晨1:30', '2026-11-28 01:30'],
    ['凌晨12:30', '2026-11-28 00:30'],
    ['中午', 'time_invalid'],
    ['中午12点', '2026-11-28 12:00'],
    ['晚上8:05', '2026-11-28 20:05'],
    ['今晨6点', '2026-11-28 06:00'],
    ['9am', '2026-11-28 09:00'],
    ['2.30 p.m.', '2026-11-28 14:30'],
    ['昨天 2pm', '2026-11-27 14:00'],
    ['13 pm', '2026-11-28 13:00'],
    ['13am', 'time_invalid'],
    ['14∶30', '2026-11-28 14:30'],
    ['\u202d14:30\u202c', '2026-11-28 14:30'],
    ['2026-11-27(五) 14:30', '2026-11-27 14:30'],
    // Typed without a colon it is no day of 1903.
    ['1430', 'time_invalid'],
    [930, 'time_invalid'],
    ['36525', 'time_invalid'],
    ['36526', 'time_not_precise'],
    // Of the night that begins with the day, unless that has not come yet.
    ['晚上12:30', '2026-11-28 00:30'],
    ['11月27日晚上12:30', '2026-11-28 00:30'],
    ['晚上1:30', '2026-11-28 01:30'],
    ['2026年11月27日0:00', '2026-11-27 00:00'],
    ['11月27日零点', '2026-11-27 00:00'],
    ['11月27日零点十分', '2026-11-27 00:10'],
    ['2026-11-26 24:00', '2026-11-27 00:00'],
    // The midnight that has been.
    ['24:00', '2026-11-28 00:00'],
    ['24点', '2026-11-28 00:00'],
    ['凌晨24:00', 'time_invalid'],
    ['2026-11-26T16:00:00.000Z', '2026-11-27 00:00'],
    // What a cell holds that has a time of day and no date: the first day of a spreadsheet's calendar, by the clocks of
    // 1899.
    ['1899-12-30T06:24:17.000Z', '2026-11-28 14:30'],
    ['1899-12-29T15:54:17.000Z', '2026-11-28 00:00'],
    [14.5 / 24, '2026-11-28 14:30'],
    [serial('2023-10-01 14:30') % 1, '2026-11-28 14:30'],
  ])('%j is %s on Saturday 2026-11-28 at 15:00', (text, expected) => {
    const read = readTime(text, READING);
    expect(typeof read === 'number' ? showTime(read, ZONE) : read).toBe(expected);
  });

  it.each([
    ['14:30', '2026-11-28 14:30'],
    ['明天9:00', '2026-11-29 09:00'],
    ['明早9点', '2026-11-29 09:00'],
    ['后天下午3点', '2026-11-30 15:00'],
    ['12月5日10:00', '2026-12-05 10:00'],
    ['1月5日10:00', '2027-01-05 10:00'],
    ['11月20日10:00', '2026-11-20 10:00'],
    ['明年11月20日10:00', '2027-11-20 10:00'],
    ['5日10:00', '2026-12-05 10:00'],
    ['周五15:00', '2026-12-04 15:00'],
    ['下周五15:00', '2026-12-04 15:00'],
    ['24:00', '2026-11-29 00:00'],
    ['晚上1:30', '2026-11-29 01:30'],
    ['晚上12:30', '2026-11-29 00:30'],
  ])('%j of something planned is %s', (text, expected) => {
    expect(showTime(Number(readTime(text, AHEAD)), ZONE)).toBe(expected);
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
