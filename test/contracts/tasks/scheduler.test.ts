import { expect, onTestFinished, test } from 'vitest';
import { SettableClock } from '../../../local/clock/clock.ts';
import { type Scheduler, startScheduler } from '../../../local/google/scheduler/scheduler.ts';
import { DAY, openTarget, PATIENT, SECOND, START, statuses } from './desk.ts';

const MINUTE = 60 * SECOND;
/** START is 20 s past a minute and 200 s past a multiple of 5 minutes. */
const NEXT_FIVE = START + 100 * SECOND;

async function open() {
  let realMs = START;
  const clock = new SettableClock({ realNow: () => realMs });
  const target = await openTarget(clock);
  const failures: unknown[] = [];
  const scheduler: Scheduler = startScheduler({
    clock,
    jobs: [
      {
        url: `${target.url}/sweep`,
        everySeconds: 300,
        serviceAccountEmail: 'tick@acme.iam.gserviceaccount.com',
        audience: 'desk',
      },
    ],
    token: (audience, email) => Promise.resolve(`signed for ${audience} by ${email}`),
    onFailure: (_job, cause) => failures.push(cause),
  });
  onTestFinished(async () => {
    await scheduler.close();
    await target.close();
  });
  return {
    clock,
    target,
    failures,
    scheduler,
    pass: async (ms: number) => {
      await clock.advance(ms);
      await scheduler.idle();
    },
    wait: async (ms: number) => {
      realMs += ms;
      await clock.advance(0);
      await scheduler.idle();
    },
  };
}

test('a job is called at its boundaries, with a token, and not before', async () => {
  const { target, pass } = await open();
  await pass(NEXT_FIVE - START - 1);
  expect(target.received).toEqual([]);
  await pass(1);
  await pass(5 * MINUTE);
  expect(target.received).toMatchObject([
    {
      method: 'POST',
      path: '/sweep',
      atMs: NEXT_FIVE,
      headers: {
        authorization: 'Bearer signed for desk by tick@acme.iam.gserviceaccount.com',
        'x-cloudscheduler': 'true',
        'x-cloudscheduler-scheduletime': new Date(NEXT_FIVE).toISOString(),
      },
    },
    { atMs: NEXT_FIVE + 5 * MINUTE },
  ]);
});

test('real time passing calls it too', async () => {
  const { target, wait } = await open();
  await wait(NEXT_FIVE - START);
  expect(target.received).toHaveLength(1);
});

test('a leap over many boundaries makes one call, and the rhythm goes on', async () => {
  const { target, pass } = await open();
  await pass(30 * DAY);
  expect(target.received).toHaveLength(1);
  await pass(5 * MINUTE);
  expect(target.received).toHaveLength(2);
});

test('a boundary that comes during a call makes no second one', async () => {
  const { target, clock, scheduler, pass } = await open();
  const waiting: (() => void)[] = [];
  target.behave(answer => waiting.push(() => answer.end()));
  await clock.advance(5 * MINUTE);
  await expect.poll(() => waiting, PATIENT).toHaveLength(1);
  await clock.advance(5 * MINUTE);
  waiting[0]?.();
  await scheduler.idle();
  expect(target.received).toHaveLength(1);
  target.behave(answer => answer.end());
  await pass(5 * MINUTE);
  expect(target.received).toHaveLength(2);
});

test('a call that fails is told of, and the next boundary calls again', async () => {
  const { target, failures, pass } = await open();
  target.behave(statuses(500, 200));
  await pass(5 * MINUTE);
  expect(failures.map(String)).toEqual([expect.stringContaining('answered 500')]);
  await pass(5 * MINUTE);
  expect([target.received.length, failures.length]).toEqual([2, 1]);
});

test('a call without an answer is given up after 3 minutes, so the next boundary calls', async () => {
  const { target, failures, clock, scheduler, wait } = await open();
  target.behave(() => undefined);
  await clock.advance(5 * MINUTE);
  await expect.poll(() => target.received, PATIENT).toHaveLength(1);
  await wait(3 * MINUTE);
  expect(failures.map(String)).toEqual([expect.stringContaining('did not answer')]);
  target.behave(answer => answer.end());
  await clock.advance(5 * MINUTE);
  await scheduler.idle();
  expect(target.received).toHaveLength(2);
});

test('after closing nothing is called', async () => {
  const { target, clock, scheduler } = await open();
  await scheduler.close();
  await clock.advance(DAY);
  await scheduler.idle();
  expect(target.received).toEqual([]);
});

test.each([0, -5, 1.5])('an interval of %d seconds is refused', everySeconds => {
  const job = { url: 'http://x/', everySeconds, serviceAccountEmail: 'a@b', audience: 'desk' };
  const token = () => Promise.resolve('token');
  expect(() => startScheduler({ clock: new SettableClock(), jobs: [job], token })).toThrow(RangeError);
});
