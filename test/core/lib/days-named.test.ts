// Days that a customer names for what was before, read on 20 November 2026.
import { expect, it } from 'vitest';
import { daysNamed } from '../../../functions/src/core/lib/days-named.ts';

it.each<[string, string[]]>([
  ['2026年9月28日买的', ['2026-09-28']],
  ['9月28号买的', ['2026-09-28']],
  ['11-20到货', ['2026-11-20']],
  // What lies ahead this year was the last one.
  ['12月1日买的', ['2025-12-01']],
  ['双十二买的', ['2025-12-12']],
  ['双11买的，618也买过', ['2026-11-11', '2026-06-18']],
  ['国庆装的', ['2026-10-01']],
  ['上个月15号装的', ['2026-10-15']],
  ['上月3日装的', ['2026-10-03']],
  // Without a day it was on the last one at the latest.
  ['上个月装的', ['2026-10-31']],
  ['上月31日', ['2026-10-31']],
  // What is no day, or is still to come, tells of nothing that was.
  ['2月30日', []],
  ['2027年1月1日', []],
  ['五一百货买的', []],
  ['10:30来电', []],
])('%s names %j', (text, days) => {
  expect(daysNamed(text, '2026-11-20')).toEqual(days);
});

it('the month before January is December of the year before', () => {
  expect(daysNamed('上个月8号', '2026-01-05')).toEqual(['2025-12-08']);
  expect(daysNamed('上个月', '2026-03-31')).toEqual(['2026-02-28']);
});
