// When triggers that send for a desk count as silent: working time where days are known, a day where they are not.
import { expect, test } from 'vitest';
import { isMissing } from '../../../functions/src/core/calendar/calendar.ts';
import { silentFrom } from '../../../functions/src/core/desk/sender-watch.ts';
import { DAY, HOUR } from '../../../functions/src/core/lib/time.ts';
import { at, calendarOf, chineseYears, shown } from '../calendar/specs.ts';

const calendar = calendarOf({ years: chineseYears(2026) });

test.each([
  ['within a morning', '2026-11-20 09:30', '2026-11-20 12:30'],
  ['over a night', '2026-11-19 16:00', '2026-11-20 10:00'],
  ['over a weekend', '2026-11-20 16:00', '2026-11-23 10:00'],
  ['over a holiday and its make-up day', '2026-02-14 16:00', '2026-02-24 10:00'],
])('three working hours without a sign, %s', (_, heard, silent) => {
  expect(shown(silentFrom(calendar, at(heard)), calendar.zone)).toBe(silent);
});

test.each(['2031-05-05 10:00', '2026-12-31 17:00'])('a day, where the days after %s are not known', heard => {
  expect(isMissing(calendar.addWorking(at(heard), 3 * HOUR))).toBe(true);
  expect(silentFrom(calendar, at(heard))).toBe(at(heard) + DAY);
});
