// For which moments tasks are planted, and what they carry.
import type { CloudTasksClient } from '@google-cloud/tasks';
import { describe, expect, it } from 'vitest';
import { CloudTasksAlarms } from '../../../functions/src/adapters/google/cloud-tasks-alarms.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 1_440 * MINUTE;
/** A whole minute, and so a whole window of five seconds. */
const NOON = Date.UTC(2026, 10, 20, 4);

interface Task {
  name: string;
  scheduleTime: { seconds: number; nanos: number };
  httpRequest: { url: string; body: string; oidcToken: object };
}

/** Alarms that plant into a list; the first of these answers come instead of a task. */
function alarmsWith(...failures: Error[]) {
  const planted: { parent: string; task: Task }[] = [];
  let elapsed = 0;
  const client = withOnly<CloudTasksClient>({
    createTask: async (request: { parent: string; task: Task }) => {
      const failure = failures.shift();
      if (failure) throw failure;
      planted.push(request);
    },
  });
  const place = (name: string) => ({
    path: `queues/${name}`,
    url: `https://desk/${name}`,
    account: `${name}@desk`,
  });
  const alarms = new CloudTasksAlarms(
    () => client,
    { queues: { ring: place('ring'), summarise: place('summarise') } },
    () => elapsed,
  );
  const times = () =>
    planted.map(({ task: { scheduleTime } }) => scheduleTime.seconds * SECOND + scheduleTime.nanos / 1e6);
  return {
    alarms,
    planted,
    times,
    pass: (ms: number) => {
      elapsed += ms;
    },
  };
}

describe('a ring', () => {
  it.each([
    ['at its minute', NOON + 10 * MINUTE, NOON, NOON + 10 * MINUTE],
    ['at the next whole minute', NOON + 10 * MINUTE + 1, NOON, NOON + 11 * MINUTE],
    ['within seconds where it is due', NOON, NOON, NOON + 2 * SECOND],
    ['within seconds where it is long overdue', NOON - DAY, NOON + 1, NOON + 2 * SECOND],
    ['within seconds where it just is not sure', NOON + 999, NOON, NOON + 2 * SECOND],
    ['at its minute where it just is', NOON + SECOND, NOON, NOON + MINUTE],
    ['as far ahead as a task may lie', NOON + 40 * DAY, NOON, NOON + 29 * DAY],
  ])('comes %s', async (_, at, now, expected) => {
    const { alarms, times, planted } = alarmsWith();
    await alarms.plantRing('desk', at, now);
    expect([times(), planted[0]?.parent]).toEqual([[expected], 'queues/ring']);
  });
});

describe('a summary', () => {
  it.each([
    ['at the end of its window', NOON, NOON, NOON + 5 * SECOND],
    ['in the next window where it would end at once', NOON, NOON + 4 * SECOND, NOON + 10 * SECOND],
    ['at the end of the window where just time is left', NOON, NOON + 4 * SECOND - 1, NOON + 5 * SECOND],
    ['at its moment, whatever that is', NOON + 7_001, NOON, NOON + 7_001],
    ['as far ahead as a task may lie', NOON + 40 * DAY, NOON, NOON + 29 * DAY],
  ])('comes %s', async (_, at, now, expected) => {
    const { alarms, times, planted } = alarmsWith();
    await alarms.plantSummary('desk', at, now);
    expect([times(), planted[0]?.parent]).toEqual([[expected], 'queues/summarise']);
  });
});

describe('a task', () => {
  it('says the desk, and calls as the account of its queue', async () => {
    const { alarms, planted } = alarmsWith();
    await alarms.plantRing('desk-1', NOON, NOON);
    const { task } = planted[0] ?? {};
    expect(JSON.parse(Buffer.from(task?.httpRequest.body ?? '', 'base64').toString())).toEqual({
      deskId: 'desk-1',
    });
    expect(task?.name).toMatch(/^queues\/ring\/tasks\/[0-9a-f]{40}$/);
    expect(task).toMatchObject({
      httpRequest: {
        url: 'https://desk/ring',
        oidcToken: { serviceAccountEmail: 'ring@desk', audience: 'https://desk/ring' },
      },
    });
  });

  it('is asked for once by a process, as long as it is to come', async () => {
    const { alarms, planted, pass } = alarmsWith();
    const ring = () => alarms.plantRing('desk', NOON + MINUTE, NOON);
    await ring();
    await ring();
    expect(planted).toHaveLength(1);
    pass(MINUTE + SECOND);
    await ring();
    expect(planted).toHaveLength(1);
    // It has run by then: the clock was set back, and needs another name.
    pass(1);
    await ring();
    expect(new Set(planted.map(({ task }) => task.name)).size).toBe(2);
  });

  it('has another name at another time, for another desk and in another queue', async () => {
    const { alarms, planted } = alarmsWith();
    await alarms.plantRing('desk', NOON + MINUTE, NOON);
    await alarms.plantRing('desk', NOON + 2 * MINUTE, NOON);
    await alarms.plantRing('other', NOON + MINUTE, NOON);
    await alarms.plantSummary('desk', NOON + MINUTE, NOON);
    expect(new Set(planted.map(({ task }) => task.name.split('/').at(-1))).size).toBe(4);
  });

  it('that is there already is as good, and one that was refused is tried again', async () => {
    const taken = Object.assign(new Error('taken'), { code: 6 });
    const there = alarmsWith(taken);
    await there.alarms.plantRing('desk', NOON, NOON);
    expect(there.planted).toEqual([]);
    const refused = alarmsWith(Object.assign(new Error('away'), { code: 14 }));
    await expect(refused.alarms.plantRing('desk', NOON, NOON)).rejects.toThrow('away');
    await refused.alarms.plantRing('desk', NOON, NOON);
    expect(refused.planted).toHaveLength(1);
  });
});
