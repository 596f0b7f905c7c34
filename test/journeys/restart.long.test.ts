// What an orderly stop and a new start leave as it was.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { callNow } from '../fixtures/journeys/case-rows.ts';
import { DeskProcess } from '../fixtures/journeys/desk-process.ts';
import { noticesIn } from '../fixtures/journeys/letters.ts';

let desk: DeskProcess;
beforeAll(async () => {
  desk = await DeskProcess.start();
});
afterAll(() => desk.dispose());

/** Everything that was said, by its subject; what was given on a day off may come with it in one message. */
const told = async ({ doors }: DeskProcess) => (await doors.outbox()).flatMap(noticesIn);

const PATIENCE = { timeout: 20_000 };

test('rows, alarms, outbox and clock outlive a stop, and an alarm planted before it fires after it', async () => {
  const first = await callNow(desk.doors);
  await desk.doors.submit('hotline', [first]);
  await desk.doors.advance('PT2H');
  const reminded = async () => (await told(desk)).filter(each => each.startsWith('【已到时限】'));
  await vi.waitFor(async () => expect(await reminded()).toHaveLength(1), PATIENCE);
  const second = await callNow(desk.doors, { order: 'ORD202310010002' });
  const [saved] = await desk.doors.submit('hotline', [second]);
  // Rows are compared some time after they were saved: here before the stop.
  const alike = async () =>
    [...(await desk.doors.pull()).values()].filter(({ problems }) =>
      problems.some(({ code }) => code === 'maybe_repeat'),
    );
  await vi.waitFor(async () => expect(await alike()).toHaveLength(2), PATIENCE);
  const sent = await desk.doors.outbox();
  const pulled = await desk.doors.pull();
  const rows = await desk.doors.rows('热线记录');
  const { offsetMs } = await desk.doors.clockNow();
  const { web, spreadsheetId } = desk.doors.endpoints;

  expect(await desk.stop()).toBe(0);
  await desk.restart();

  expect(desk.doors.endpoints).toMatchObject({ web, spreadsheetId });
  expect((await desk.doors.clockNow()).offsetMs).toBe(offsetMs);
  expect(await desk.doors.outbox()).toEqual(expect.arrayContaining(sent));
  expect(await desk.doors.pull()).toEqual(pulled);
  expect(await desk.doors.rows('热线记录')).toEqual(rows);

  await desk.doors.advance('PT2H');
  const number = String(saved?.cells.number);
  await vi.waitFor(async () => {
    expect((await told(desk)).filter(each => each.includes(number) && !each.includes('交给您'))).toEqual([
      expect.stringMatching(new RegExp(`^【已到时限】热线记录 ${number}：热线响应，时限 `)),
    ]);
  }, PATIENCE);
  // The first row's escalation came due as well; its reminder is not said again.
  const reminders = (await told(desk)).filter(subject => subject.startsWith('【已到时限】'));
  expect(new Set(reminders).size).toBe(reminders.length);
});
