import { expect, test } from 'vitest';
import { DAY, HOUR, openDesk, QUEUE, SECOND, START, statuses } from './desk.ts';

test('the waits double, then grow evenly, then stay, as the protos give them', async () => {
  const desk = await openDesk();
  await desk.createQueue({
    retryConfig: { minBackoff: { seconds: 10 }, maxBackoff: { seconds: 300 }, maxDoublings: 3 },
  });
  desk.behave(statuses(500));
  await desk.createTask('failing');
  await desk.idle();
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    const [task] = await desk.client.getTask({ name: `${QUEUE}/tasks/failing` });
    const waitMs = Number(task.scheduleTime?.seconds) * SECOND - desk.clock.now();
    waits.push(waitMs / SECOND);
    await desk.pass(waitMs - 1);
    expect(desk.received).toHaveLength(attempt);
    await desk.pass(1);
    expect(desk.received).toHaveLength(attempt + 1);
  }
  expect(waits).toEqual([10, 20, 40, 80, 160, 240, 300, 300]);
});

test('after the last attempt the task is gone', async () => {
  const desk = await openDesk();
  await desk.createQueue({ retryConfig: { maxAttempts: 3, minBackoff: { seconds: 1 } } });
  desk.behave(statuses(500));
  await desk.createTask('hopeless');
  await desk.idle();
  for (let hour = 0; hour < 5; hour += 1) await desk.pass(HOUR);
  expect(desk.received).toHaveLength(3);
  await expect(desk.client.getTask({ name: `${QUEUE}/tasks/hopeless` })).rejects.toMatchObject({ code: 5 });
});

test('attempts go on past their number until the retry duration is over too', async () => {
  const desk = await openDesk();
  await desk.createQueue({
    retryConfig: {
      maxAttempts: 2,
      maxRetryDuration: { seconds: 3_600 },
      minBackoff: { seconds: 1_200 },
      maxBackoff: { seconds: 1_200 },
    },
  });
  desk.behave(statuses(500));
  await desk.createTask('patient');
  await desk.idle();
  for (let step = 0; step < 6; step += 1) await desk.pass(1_200 * SECOND);
  expect(desk.received.map(it => (it.atMs - START) / SECOND)).toEqual([0, 1_200, 2_400, 3_600]);
});

test('an unlimited queue gives up when the task is older than 31 days', async () => {
  const desk = await openDesk();
  await desk.createQueue({
    retryConfig: { maxAttempts: -1, minBackoff: { seconds: 86_400 }, maxBackoff: { seconds: 86_400 } },
  });
  desk.behave(statuses(500));
  await desk.createTask('forever');
  await desk.idle();
  for (let day = 1; day <= 31; day += 1) await desk.pass(DAY);
  expect(desk.received).toHaveLength(32);
  await desk.pass(DAY);
  await desk.pass(DAY);
  expect(desk.received).toHaveLength(33);
});

test('a target that asks for more time is given it', async () => {
  const desk = await openDesk();
  await desk.createQueue({ retryConfig: { minBackoff: { seconds: 1 } } });
  desk.behave(answer => answer.writeHead(429, { 'Retry-After': '120' }).end());
  await desk.createTask('busy');
  await desk.idle();
  await desk.pass(119 * SECOND);
  expect(desk.received).toHaveLength(1);
  await desk.pass(SECOND);
  expect(desk.received).toHaveLength(2);
});
