import { describe, expect, test } from 'vitest';
import { DAY, HOUR, LOCATION, openDesk, PATIENT, QUEUE, SECOND, START, statuses } from './desk.ts';

describe('a queue', () => {
  test('has the defaults of the service', async () => {
    const desk = await openDesk();
    expect(await desk.createQueue()).toMatchObject({
      name: QUEUE,
      state: 'RUNNING',
      rateLimits: { maxDispatchesPerSecond: 500, maxBurstSize: 100, maxConcurrentDispatches: 1_000 },
      retryConfig: {
        maxAttempts: 100,
        minBackoff: { seconds: '0', nanos: 100_000_000 },
        maxBackoff: { seconds: '3600' },
        maxDoublings: 16,
      },
      purgeTime: null,
    });
  });

  test('keeps its settings over a restart', async () => {
    const desk = await openDesk();
    const created = await desk.createQueue({
      rateLimits: { maxDispatchesPerSecond: 5, maxConcurrentDispatches: 2 },
      retryConfig: { maxAttempts: 7, maxRetryDuration: { seconds: 90 }, minBackoff: { seconds: 2 } },
    });
    await desk.restart();
    expect((await desk.client.getQueue({ name: QUEUE }))[0]).toEqual(created);
    expect(created.retryConfig).toMatchObject({ maxAttempts: 7, maxRetryDuration: { seconds: '90' } });
  });

  test.each([
    ['more than 500 a second', { rateLimits: { maxDispatchesPerSecond: 501 } }],
    ['more than 5000 at once', { rateLimits: { maxConcurrentDispatches: 5_001 } }],
    ['-2 attempts', { retryConfig: { maxAttempts: -2 } }],
    [
      'backoffs in the wrong order',
      { retryConfig: { minBackoff: { seconds: 9 }, maxBackoff: { seconds: 8 } } },
    ],
  ])('with %s is refused', async (_what, queue) => {
    const desk = await openDesk();
    await expect(desk.createQueue(queue)).rejects.toMatchObject({ code: 3 });
  });

  test('that is paused takes tasks, and sends them once it is resumed', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    await desk.client.pauseQueue({ name: QUEUE });
    await desk.createTask('patient');
    await desk.pass(HOUR);
    await desk.restart();
    await desk.idle();
    expect(desk.received).toEqual([]);
    const [resumed] = await desk.client.resumeQueue({ name: QUEUE });
    expect(resumed.state).toBe('RUNNING');
    await desk.idle();
    expect(desk.received).toHaveLength(1);
  });

  test('that is purged loses its tasks and says when', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    await desk.createTask('lost', DAY);
    const [purged] = await desk.client.purgeQueue({ name: QUEUE });
    expect(Number(purged.purgeTime?.seconds)).toBe(START / SECOND);
    await desk.pass(DAY);
    expect(desk.received).toEqual([]);
  });

  test('that is deleted loses its tasks', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    await desk.createTask('lost', HOUR);
    await desk.client.deleteQueue({ name: QUEUE });
    await desk.pass(7 * DAY);
    await desk.createQueue();
    await desk.idle();
    expect(desk.received).toEqual([]);
    expect((await desk.client.listTasks({ parent: QUEUE }))[0]).toEqual([]);
  });
});

describe('limits', () => {
  test('no more than maxConcurrentDispatches are on their way at once', async () => {
    const desk = await openDesk();
    await desk.createQueue({ rateLimits: { maxConcurrentDispatches: 3 } });
    const open: (() => void)[] = [];
    let most = 0;
    let now = 0;
    desk.behave(answer => {
      now += 1;
      most = Math.max(most, now);
      open.push(() => {
        now -= 1;
        answer.end();
      });
    });
    await Promise.all(Array.from({ length: 10 }, (_, index) => desk.createTask(`t${index}`)));
    for (let answered = 0; answered < 10; answered += 1) {
      await expect.poll(() => open.length, PATIENT).toBeGreaterThan(0);
      open.shift()?.();
    }
    await desk.idle();
    expect({ most, sent: desk.received.length }).toEqual({ most: 3, sent: 10 });
  });

  test('after a burst no more than maxDispatchesPerSecond are sent', async () => {
    const desk = await openDesk();
    const queue = await desk.createQueue({ rateLimits: { maxDispatchesPerSecond: 2 } });
    const burst = queue.rateLimits?.maxBurstSize ?? 0;
    await desk.client.pauseQueue({ name: QUEUE });
    for (let index = 0; index < burst + 6; index += 1) await desk.createTask(`t${index}`);
    await desk.client.resumeQueue({ name: QUEUE });
    const sentAfter: number[] = [];
    for (let second = 0; second <= 3; second += 1) {
      const expected = burst + 2 * second;
      await expect.poll(() => desk.received.length, PATIENT).toBe(expected);
      sentAfter.push(desk.received.length - burst);
      await desk.clock.advance(SECOND);
    }
    expect(sentAfter).toEqual([0, 2, 4, 6]);
    await desk.idle();
  });
});

describe('a task', () => {
  test('is read with its attempts, and with its body only in full view', async () => {
    const desk = await openDesk();
    await desk.createQueue({ retryConfig: { minBackoff: { seconds: 60 } } });
    desk.behave(statuses(503));
    const request = { url: desk.url, httpMethod: 'POST' as const, body: Buffer.from('minute') };
    await desk.createTask('seen', 0, { httpRequest: request });
    await desk.idle();
    const name = `${QUEUE}/tasks/seen`;
    const [full] = await desk.client.getTask({ name, responseView: 'FULL' });
    const seconds = START / SECOND;
    expect(full).toMatchObject({
      name,
      view: 'FULL',
      scheduleTime: { seconds: String(seconds + 60) },
      createTime: { seconds: String(seconds) },
      dispatchDeadline: { seconds: '600' },
      dispatchCount: 1,
      responseCount: 1,
      firstAttempt: { dispatchTime: { seconds: String(seconds) } },
      lastAttempt: {
        scheduleTime: { seconds: String(seconds) },
        responseTime: { seconds: String(seconds) },
        responseStatus: { code: 14 },
      },
    });
    expect(String(full.httpRequest?.body)).toBe('minute');
    const [basic] = await desk.client.getTask({ name });
    expect([basic.view, basic.httpRequest?.body?.length]).toEqual(['BASIC', 0]);
  });

  test('that is deleted is not sent', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    await desk.createTask('taken back', HOUR, { name: `${QUEUE}/tasks/back` });
    await desk.client.deleteTask({ name: `${QUEUE}/tasks/back` });
    await desk.pass(HOUR);
    expect(desk.received).toEqual([]);
  });

  test('that is deleted while on its way is not tried again', async () => {
    const desk = await openDesk();
    await desk.createQueue({ retryConfig: { minBackoff: { seconds: 1 } } });
    let fail = () => {};
    desk.behave(answer => {
      fail = () => answer.writeHead(500).end();
    });
    await desk.createTask('gone');
    await expect.poll(() => desk.received, PATIENT).toHaveLength(1);
    await desk.client.deleteTask({ name: `${QUEUE}/tasks/gone` });
    fail();
    await desk.pass(HOUR);
    expect(desk.received).toHaveLength(1);
  });

  test('runs at once when told to, even in a paused queue, and then no more', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    await desk.client.pauseQueue({ name: QUEUE });
    await desk.createTask('forced', DAY);
    const [running] = await desk.client.runTask({ name: `${QUEUE}/tasks/forced` });
    expect(running).toMatchObject({ dispatchCount: 1, lastAttempt: { responseTime: null } });
    await desk.idle();
    await desk.client.resumeQueue({ name: QUEUE });
    await desk.pass(DAY);
    expect(desk.received).toHaveLength(1);
  });

  test('that was told to run and failed waits for its backoff, not for its old schedule', async () => {
    const desk = await openDesk();
    await desk.createQueue({ retryConfig: { minBackoff: { seconds: 5 } } });
    desk.behave(statuses(500, 200));
    await desk.createTask('forced', DAY);
    await desk.client.runTask({ name: `${QUEUE}/tasks/forced` });
    await desk.idle();
    await desk.pass(5 * SECOND);
    expect(desk.received).toHaveLength(2);
  });
});

describe('lists', () => {
  test('tasks come in pages', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    for (const id of ['a', 'b', 'c', 'd', 'e']) await desk.createTask(id, DAY);
    const request = { parent: QUEUE, pageSize: 2 };
    const [first, , answer] = await desk.client.listTasks(request, { autoPaginate: false });
    expect(first.map(it => it.name?.at(-1))).toEqual(['a', 'b']);
    expect(answer?.nextPageToken).not.toBe('');
    const [all] = await desk.client.listTasks(request);
    expect(all.map(it => it.name?.at(-1))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('queues come by name, those of the location only', async () => {
    const desk = await openDesk();
    for (const id of ['c', 'a', 'b']) await desk.createQueue({ name: `${LOCATION}/queues/${id}` });
    const elsewhere = 'projects/acme/locations/asia-east2';
    await desk.client.createQueue({ parent: elsewhere, queue: { name: `${elsewhere}/queues/z` } });
    const [queues] = await desk.client.listQueues({ parent: LOCATION, pageSize: 2 });
    expect(queues.map(it => it.name)).toEqual(['a', 'b', 'c'].map(id => `${LOCATION}/queues/${id}`));
  });
});
