// What the card of limits says of each, and of what would be said by then.
import { expect, test } from 'vitest';
import type { CardAsked } from '../../../functions/src/actions/cards/card.ts';
import { forecast } from '../../../functions/src/actions/cards/forecast.ts';
import { DAY, HOUR, MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { Clock } from '../../../functions/src/core/record/record.ts';
import { at, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { clockOf, recordOf } from '../../fixtures/core/record-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf();

/** The paragraphs of the card of a call that 李伟 handles, whose limit of response stands so. */
async function linesOf(clock: Partial<Clock> | undefined, asked: Partial<CardAsked> = {}) {
  const clocks = clock === undefined ? {} : { 'hotline.respond': clockOf({ startedAt: NOW, ...clock }) };
  const nextActionAt = clock?.steps?.[0]?.at ?? null;
  const record = recordOf('hotline', { cells: { handler: '李伟', calledAt: NOW }, clocks, nextActionAt });
  return forecast.lines({ desk, table: hotline, record, now: NOW, until: undefined, ...asked } as CardAsked);
}
const stepAt = (time: number, step: 'warning' | 'due' = 'due') => ({ id: step, at: time });

test('a record without limits says so', async () => {
  expect(await linesOf(undefined)).toEqual(['这条记录现在没有时限。']);
});

test.each<[string, Partial<Clock>, string]>([
  ['runs', { dueAt: at('2026-11-20 17:00') }, '热线响应：2026-11-20 17:00'],
  ['was kept', { dueAt: at('2026-11-20 17:00'), stoppedAt: NOW }, '热线响应：2026-11-20 17:00（已完成）'],
  ['waits', { dueAt: null, pausedAt: NOW }, '热线响应：暂停'],
  ['cannot be told yet', { dueAt: null }, '热线响应：暂无法计算'],
])('of a limit that %s it says how it stands', async (_, clock, first) => {
  const [lines, ahead] = await linesOf(clock);
  expect(lines?.split('\n')[0]).toBe(first);
  expect(ahead).toBe('到 2026-11-23 15:00 为止，不会有提醒。');
});

test.each<[string, Partial<Clock>, string]>([
  ['would be said', {}, '李伟'],
  ['was said to one', { said: ['due'], told: { due: ['王芳'] } }, '王芳（已提醒）'],
  ['was said', { said: ['due'], told: { due: ['王芳', '赵强'] } }, '王芳、赵强（已提醒）'],
  ['has passed without a word', { said: ['due'], told: { due: [] } }, '已过，没有单独提醒'],
  ['an older program has said', { said: ['due'] }, '已过，当时的责任人已提醒'],
])('a step that %s tells to whom', async (_, clock, who) => {
  const dueAt = NOW + HOUR;
  const [lines] = await linesOf({ dueAt, steps: [stepAt(dueAt)], ...clock });
  expect(lines?.split('\n').at(-1)).toBe(`2026-11-20 16:00 已到时限：${who}`);
});

test('it looks three days ahead where nobody says how far', async () => {
  const sayings = async (time: number, until?: number) =>
    (await linesOf({ dueAt: time, steps: [stepAt(time)] }, { until })).at(-1)?.split('\n');
  expect(await sayings(NOW + 3 * DAY)).toEqual([
    '如果一直无人处理，到 2026-11-23 15:00 会发出：',
    '2026-11-23 15:00 热线响应 已到时限 → 李伟',
  ]);
  expect(await sayings(NOW + 3 * DAY + MINUTE)).toEqual(['到 2026-11-23 15:00 为止，不会有提醒。']);
  expect(await sayings(NOW + 2 * HOUR, NOW + HOUR)).toEqual(['到 2026-11-20 16:00 为止，不会有提醒。']);
});
