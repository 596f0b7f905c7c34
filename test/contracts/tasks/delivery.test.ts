import { expect, test } from 'vitest';
import { DAY, HOUR, openDesk, PATIENT, QUEUE, SECOND, START, statuses } from './desk.ts';

test('a task is sent when desk time reaches its schedule, not before', async () => {
  const desk = await openDesk();
  await desk.createQueue();
  await desk.createTask('later', 2 * HOUR);
  await desk.pass(2 * HOUR - 1);
  expect(desk.received).toEqual([]);
  await desk.pass(1);
  expect(desk.received).toMatchObject([{ task: 'later', atMs: START + 2 * HOUR }]);
});

test('tasks that a leap makes due are each sent once, the earliest first', async () => {
  const desk = await openDesk();
  await desk.createQueue({ rateLimits: { maxConcurrentDispatches: 1 } });
  for (const day of [3, 1, 2]) await desk.createTask(`day${day}`, day * DAY);
  await desk.pass(30 * DAY);
  expect(desk.received.map(it => it.task)).toEqual(['day1', 'day2', 'day3']);
});

test('a delivery carries what the task says, and who calls', async () => {
  const desk = await openDesk();
  await desk.createQueue();
  await desk.createTask('full', 1_234, {
    httpRequest: {
      url: `${desk.url}/v1/ring?minute=7`,
      httpMethod: 'PUT',
      headers: {
        'Content-Type': 'application/json',
        'X-Desk': 'yes',
        authorization: 'Basic mine',
        'X-CloudTasks-TaskName': 'forged',
        'X-Google-Anything': 'forged',
        'User-Agent': 'forged',
      },
      body: Buffer.from('{"desk":"客服"}'),
      oidcToken: { serviceAccountEmail: 'ring@acme.iam.gserviceaccount.com', audience: 'desk' },
    },
  });
  await desk.pass(1_234);
  expect(desk.received).toMatchObject([
    {
      method: 'PUT',
      path: '/v1/ring?minute=7',
      body: '{"desk":"客服"}',
      headers: {
        'content-type': 'application/json',
        'x-desk': 'yes',
        authorization: 'Bearer signed for desk by ring@acme.iam.gserviceaccount.com',
        'user-agent': 'Google-Cloud-Tasks',
        'x-cloudtasks-queuename': 'ring',
        'x-cloudtasks-taskname': 'full',
        'x-cloudtasks-taskretrycount': '0',
        'x-cloudtasks-taskexecutioncount': '0',
        'x-cloudtasks-tasketa': String((START + 1_234) / 1_000),
      },
    },
  ]);
  expect(Object.keys(desk.received[0]?.headers ?? {})).not.toContain('x-google-anything');
});

test('without an audience the token is for the URL, without a method it is a POST, without a body it has no type', async () => {
  const desk = await openDesk();
  await desk.createQueue();
  const url = `${desk.url}/ring`;
  await desk.createTask('plain', 0, { httpRequest: { url, oidcToken: { serviceAccountEmail: 'a@b' } } });
  await desk.idle();
  expect(desk.received).toMatchObject([
    { method: 'POST', headers: { authorization: `Bearer signed for ${url} by a@b` } },
  ]);
  expect(Object.keys(desk.received[0]?.headers ?? {})).not.toContain('content-type');
});

test('a retry tells how often the task was tried and what came of it', async () => {
  const desk = await openDesk();
  await desk.createQueue({ retryConfig: { minBackoff: { seconds: 10 } } });
  desk.behave(statuses(503, 404, 200));
  await desk.createTask('flaky');
  await desk.idle();
  await desk.pass(10 * SECOND);
  await desk.pass(20 * SECOND);
  const told = desk.received.map(({ headers }) => [
    headers['x-cloudtasks-taskretrycount'],
    headers['x-cloudtasks-taskexecutioncount'],
    headers['x-cloudtasks-taskpreviousresponse'],
  ]);
  // As recorded from the real service: answers of 500 and more are no executions.
  expect(told).toEqual([
    ['0', '0', undefined],
    ['1', '0', '503'],
    ['2', '1', '404'],
  ]);
});

test('an attempt without an answer ends at the dispatch deadline, in real time, and is tried again', async () => {
  const desk = await openDesk();
  await desk.createQueue({ retryConfig: { minBackoff: { seconds: 10 } } });
  desk.behave(() => undefined);
  await desk.createTask('stuck', 0, { dispatchDeadline: { seconds: 15 } });
  await expect.poll(() => desk.received, PATIENT).toHaveLength(1);
  await desk.clock.advance(HOUR);
  await desk.wait(15 * SECOND - 1);
  const [waiting] = await desk.client.getTask({ name: `${QUEUE}/tasks/stuck` });
  expect(waiting.lastAttempt?.responseStatus).toBeNull();
  await desk.wait(1);
  await desk.idle();
  const [late] = await desk.client.getTask({ name: `${QUEUE}/tasks/stuck` });
  expect(late).toMatchObject({
    dispatchCount: 1,
    responseCount: 0,
    lastAttempt: { responseTime: null, responseStatus: { code: 4 } },
  });
  desk.behave(statuses(200));
  await desk.pass(10 * SECOND);
  expect(desk.received).toHaveLength(2);
});

test('a target that is not there is a failed attempt without an answer', async () => {
  const desk = await openDesk();
  await desk.createQueue({ retryConfig: { minBackoff: { seconds: 1 } } });
  const url = desk.url.replace(/\d+$/, '9');
  await desk.createTask('nobody', 0, { httpRequest: { url } });
  await desk.idle();
  const [task] = await desk.client.getTask({ name: `${QUEUE}/tasks/nobody` });
  expect(task).toMatchObject({ dispatchCount: 1, lastAttempt: { responseStatus: { code: 14 } } });
});

test('a redirect is a failed attempt', async () => {
  const desk = await openDesk();
  await desk.createQueue();
  desk.behave(answer => answer.writeHead(302, { Location: '/elsewhere' }).end());
  await desk.createTask('moved');
  await desk.idle();
  expect(desk.received.map(it => it.path)).toEqual(['/ring']);
  const [task] = await desk.client.getTask({ name: `${QUEUE}/tasks/moved` });
  expect(task.responseCount).toBe(1);
});
