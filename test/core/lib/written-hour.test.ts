// Times of day, and the part of the day that is named beside them: both sides of every border.
import { describe, expect, it } from 'vitest';
import { isWithoutHour, readHour } from '../../../functions/src/core/lib/written-hour.ts';

/** `14:30`, or `0:30 after` where a night is told. */
function shown(text: string, afterDay = false): string | undefined {
  const read = readHour(text, afterDay);
  return (
    read && [`${read.hour}:${String(read.minute).padStart(2, '0')}`, read.night].filter(Boolean).join(' ')
  );
}

describe('a time of day', () => {
  it.each([
    ['0:00', '0:00'],
    ['23:59', '23:59'],
    ['25:00', undefined],
    ['24:01', undefined],
    ['24:00', '0:00 after'],
    ['14:', undefined],
    ['14点', '14:00'],
    ['14点钟', '14:00'],
    ['14点整', '14:00'],
    ['14:半', '14:30'],
    ['14点半钟', '14:30'],
    ['14点一刻', '14:15'],
    ['14点三刻钟', '14:45'],
    ['正午', '12:00'],
    ['子夜', '0:00 after'],
    // Beside an hour.
    ['2点过5分', '2:05'],
    ['2点过10分', '2:10'],
    ['2点过59分', '2:59'],
    ['2点过60分', undefined],
    ['下午2点过一刻', '14:15'],
    ['差5分3点', '2:55'],
    ['差1分3点', '2:59'],
    ['差0分3点', undefined],
    ['差10分3点', '2:50'],
    ['差59分3点', '2:01'],
    ['差60分3点', undefined],
    ['差一刻3点', '2:45'],
    ['3点差5分', '2:55'],
    ['晚上9点差5分', '20:55'],
    ['差5分1点', '0:55'],
    ['差5分0点', undefined],
    ['差5分24点', '23:55'],
    ['差5分25点', undefined],
    // Of the small hours nobody tells which night is meant.
    ['晚上1点差5分', undefined],
    ['晚上12点差5分', undefined],
    ['1430', undefined],
    ['14.30', undefined],
    ['下午0230', '14:30'],
    ['上午9.30', '9:30'],
  ])('%s is %s', (text, time) => {
    expect(shown(text)).toBe(time);
  });

  it.each([
    ['1430', '14:30'],
    ['143059', '14:30'],
    ['14.30', '14:30'],
    ['14:30', '14:30'],
    [' 14:30', '14:30'],
    ['24:00', '24:00'],
    ['24:01', undefined],
    ['晚上24:00', '0:00 after'],
  ])('after a day %j is %s', (text, time) => {
    expect(shown(text, true)).toBe(time);
  });

  it.each([
    ['0:30 am', '0:30'],
    ['9am', '9:00'],
    ['11 am', '11:00'],
    ['12am', '0:00'],
    ['12:30 am', '0:30'],
    ['13am', undefined],
    ['0 pm', undefined],
    ['1pm', '13:00'],
    ['11:15 pm', '23:15'],
    ['12 pm', '12:00'],
    ['13 pm', '13:00'],
    ['23 pm', '23:00'],
    ['24 pm', undefined],
    ['24:00 PM', undefined],
    ['上午0:30', '0:30'],
    ['上午12:30', '12:30'],
    ['上午13:00', undefined],
    ['早上0:30', '0:30'],
    ['早上11点', '11:00'],
    ['早上12:30', undefined],
    ['凌晨0:30', '0:30'],
    ['凌晨11点', '11:00'],
    ['凌晨12:30', '0:30'],
    ['凌晨13:00', undefined],
    ['中午1点', '13:00'],
    ['中午2点', '14:00'],
    ['中午3点', undefined],
    ['中午9:59', undefined],
    ['中午10点', '10:00'],
    ['中午14点', '14:00'],
    ['中午15点', undefined],
    ['下午0:30', '12:30'],
    ['下午1点', '13:00'],
    ['下午11点', '23:00'],
    ['下午12:30', '12:30'],
    ['下午23点', '23:00'],
    ['下午24:00', undefined],
    // The evening, midnight, and the small hours, of which those of an evening end sooner.
    ['晚上0:30', '0:30 after'],
    ['晚上1点', '1:00 either'],
    ['晚上4点', '4:00 either'],
    ['晚上5点', '17:00'],
    ['晚上6点', '18:00'],
    ['晚上11点', '23:00'],
    ['晚上12:30', '0:30 after'],
    ['晚上13点', '13:00'],
    ['晚上23点', '23:00'],
    ['晚上24点', '0:00 after'],
    ['夜里5点', '5:00 either'],
    ['夜里6点', undefined],
    ['夜里7点', undefined],
    ['夜里8点', '20:00'],
    ['夜里11点', '23:00'],
    // Told twice it has to be the same.
    ['下午2:30 PM', '14:30'],
    ['上午2:30 AM', '2:30'],
    ['上午2:30 PM', undefined],
    ['下午12:30 AM', undefined],
  ])('with its half of the day %s is %s', (text, time) => {
    expect(shown(text)).toBe(time);
  });

  it.each([
    ['', true],
    [' ', true],
    ['下午', true],
    [' 下午 ', true],
    ['正午', false],
    ['午夜', false],
    ['下午2点', false],
    ['左右', false],
  ])('%j names no hour: %s', (text, isWithout) => {
    expect(isWithoutHour(text)).toBe(isWithout);
  });
});
