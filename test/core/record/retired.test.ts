// Whose rows have stood in their tabs long enough: closed, and unchanged for the days of the setting.
import { expect, it } from 'vitest';
import { isRetired, retiredBefore } from '../../../functions/src/core/decide/retired.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import { at, deskOf, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const NOW = at('2026-11-20 15:00');
const BEFORE = NOW - 10 * DAY;
const deskWith = (value: string) => deskOf(PEOPLE, [...SETTINGS, ['参数', '关闭后留表天数', { value }]]);
const desk = deskWith('10');
const closed = { closedAt: BEFORE - DAY, updatedAt: BEFORE - 1 };

it.each<[string, boolean, ReturnType<typeof recordOf>]>([
  ['closed and unchanged for longer', true, recordOf('hotline', closed)],
  ['changed just as long ago', false, recordOf('hotline', { ...closed, updatedAt: BEFORE })],
  ['not closed', false, recordOf('hotline', { ...closed, closedAt: null })],
  ['of a table that counts nowhere', false, recordOf('knowledge', closed)],
])('a record %s is retired: %s', (_, is, record) => {
  expect(isRetired(record, desk, NOW)).toBe(is);
});

it('none is where the setting says 0', () => {
  expect(retiredBefore(desk, NOW)).toBe(BEFORE);
  expect(retiredBefore(deskWith('0'), NOW)).toBeNull();
  expect(isRetired(recordOf('hotline', closed), deskWith('0'), NOW)).toBe(false);
});
