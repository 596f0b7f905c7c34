// 现在 as a clerk types it into a cell that tells when something happened, through the HTTP door: the moment at which
// it was typed, written back, and the same however often it is sent.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { MINUTE } from '../../../functions/src/core/lib/time.ts';
import { at, CALL_TODAY } from '../../fixtures/core/desk-fixture.ts';
import { type Sent, StaffDoors } from './staff-doors.ts';

let staff: StaffDoors;
beforeAll(async () => {
  staff = await StaffDoors.open('doors-typed-now', () => now);
}, 60_000);
afterAll(() => staff.close());

let now = at('2026-11-20 15:00') + 42_000;
const later = (minutes: number) => {
  now += minutes * MINUTE;
};
/** The present minute, as the wire has it. */
const minute = () => new Date(Math.floor(now / MINUTE) * MINUTE).toISOString();
const send = (cells: WireCells, row?: Sent, as = 'limin') =>
  staff.send('hotline', cells, { as, ...(row && { row }) });
const calledAt = ({ answer }: Sent) => answer?.cells['calledAt'];
const NOW_CALLED: WireCells = { ...CALL_TODAY, calledAt: '现在' };

test('it is the minute of the edit, and comes back as a time', async () => {
  const sent = await send(NOW_CALLED);
  expect([sent.answer?.outcome, calledAt(sent)]).toEqual(['saved', minute()]);
});

test('the same request once more, minutes later, changes nothing and brings the first moment back', async () => {
  const first = await send(NOW_CALLED);
  const typed = minute();
  later(5);
  const again = await send(NOW_CALLED, { ...first, base: '' });
  expect([again.answer?.outcome, calledAt(again), again.base]).toEqual(['unchanged', typed, first.base]);
});

test('over a time that stands there it is the new moment, and a repeat of that changes nothing either', async () => {
  const first = await send(CALL_TODAY);
  later(1);
  const over = await send({ calledAt: '此刻' }, first);
  const typed = minute();
  expect([over.answer?.outcome, calledAt(over)]).toEqual(['saved', typed]);
  later(7);
  const again = await send({ calledAt: '此刻' }, first);
  expect([again.answer?.outcome, calledAt(again), again.base]).toEqual(['unchanged', typed, over.base]);
});

test('typed over what a colleague has written meanwhile it is a conflict like any other', async () => {
  const first = await send(CALL_TODAY);
  later(1);
  const theirs = await send({ calledAt: '2026-11-20 14:00' }, first, 'owner');
  expect(theirs.answer?.outcome).toBe('saved');
  expect((await send({ calledAt: '现在' }, first)).answer?.outcome).toBe('conflict');
});

test('of a row that is no record yet the moment comes back as well', async () => {
  const draft = await send({ calledAt: '现在' });
  expect([draft.answer?.outcome, calledAt(draft)]).toEqual(['draft', minute()]);
});

test('where another column was typed into nobody knows when 现在 was, and the row says so', async () => {
  const key = crypto.randomUUID();
  const { text } = await staff.call('limin', '/tables/hotline/rows', {
    rows: [{ key, base: '', edited: ['customer'], cells: NOW_CALLED }],
  });
  expect(text).toContain('time_vague');
  expect(text).toContain('不是准确时间');
});
