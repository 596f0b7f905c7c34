import { describe, expect, test } from 'vitest';
import { DAY, HOUR, LOCATION, openDesk, QUEUE, SECOND } from './desk.ts';

const CODE = { INVALID: 3, NOT_FOUND: 5, TAKEN: 6, TOO_EARLY: 9, UNSERVED: 12 };

describe('a task name', () => {
  test('is taken while the task waits, and an hour after it was done', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    await desk.createTask('once', HOUR);
    await expect(desk.createTask('once')).rejects.toMatchObject({ code: CODE.TAKEN });
    await desk.pass(HOUR);
    expect(desk.received).toHaveLength(1);
    await desk.pass(HOUR - 1);
    await expect(desk.createTask('once')).rejects.toMatchObject({ code: CODE.TAKEN });
    await desk.pass(1);
    await desk.createTask('once');
    await desk.idle();
    expect(desk.received).toHaveLength(2);
  });

  test('is taken an hour after the task was deleted or purged, also over a restart', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    await desk.createTask('deleted', DAY);
    await desk.createTask('purged', DAY);
    await desk.client.deleteTask({ name: `${QUEUE}/tasks/deleted` });
    await desk.client.purgeQueue({ name: QUEUE });
    await desk.restart();
    for (const id of ['deleted', 'purged']) {
      await expect(desk.createTask(id)).rejects.toMatchObject({ code: CODE.TAKEN });
    }
    await desk.pass(HOUR);
    for (const id of ['deleted', 'purged']) await desk.createTask(id);
    await desk.idle();
    expect(desk.received.map(it => it.task)).toEqual(['deleted', 'purged']);
  });

  test('is given by the service when there is none', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    const task = { httpRequest: { url: desk.url } };
    const [first] = await desk.client.createTask({ parent: QUEUE, task });
    const [second] = await desk.client.createTask({ parent: QUEUE, task });
    expect(first.name).toMatch(new RegExp(`^${QUEUE}/tasks/\\d{20}$`));
    expect(second.name).not.toBe(first.name);
  });

  test.each([
    ['a space', `${QUEUE}/tasks/not a valid id`],
    ['no id', `${QUEUE}/tasks/`],
    ['501 characters', `${QUEUE}/tasks/${'a'.repeat(501)}`],
    ['no queue', 'once'],
    ['another queue', `${LOCATION}/queues/other/tasks/once`],
  ])('with %s is refused', async (_what, name) => {
    const desk = await openDesk();
    await desk.createQueue();
    await expect(desk.createTask('x', 0, { name })).rejects.toMatchObject({ code: CODE.INVALID });
    expect((await desk.client.listTasks({ parent: QUEUE }))[0]).toEqual([]);
  });
});

describe('a queue name', () => {
  test('is taken while the queue is there, and 7 days after it was deleted', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    await expect(desk.createQueue()).rejects.toMatchObject({ code: CODE.TAKEN });
    await desk.client.deleteQueue({ name: QUEUE });
    await desk.pass(7 * DAY - 1);
    await desk.restart();
    await expect(desk.createQueue()).rejects.toMatchObject({ code: CODE.TOO_EARLY });
    await desk.pass(1);
    await expect(desk.createQueue()).resolves.toMatchObject({ name: QUEUE });
  });

  test.each([
    'ring',
    `${LOCATION}/queues/`,
    `${LOCATION}/queues/under_score`,
    `${LOCATION}/queues/${'a'.repeat(101)}`,
    'projects/other/locations/asia-east1/queues/ring',
  ])('%s is refused', async name => {
    const desk = await openDesk();
    await expect(desk.createQueue({ name })).rejects.toMatchObject({ code: CODE.INVALID });
  });
});

describe('what is not there', () => {
  test('is answered as missing, queue and task alike', async () => {
    const desk = await openDesk();
    const { client } = desk;
    const name = QUEUE;
    const calls = [
      client.getQueue({ name }),
      client.deleteQueue({ name }),
      client.pauseQueue({ name }),
      client.resumeQueue({ name }),
      client.purgeQueue({ name }),
      client.listTasks({ parent: name }),
      client.getTask({ name: `${name}/tasks/x` }),
      client.deleteTask({ name: `${name}/tasks/x` }),
      client.runTask({ name: `${name}/tasks/x` }),
      desk.createTask('x'),
    ];
    const outcomes = await Promise.allSettled(calls);
    const codes = outcomes.map(it => (it.status === 'rejected' ? code(it.reason) : 'served'));
    expect(codes).toEqual(calls.map(() => CODE.NOT_FOUND));
  });

  test('a finished task can neither be read, deleted nor run', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    await desk.createTask('done');
    await desk.idle();
    const name = `${QUEUE}/tasks/done`;
    await expect(desk.client.getTask({ name })).rejects.toMatchObject({
      code: CODE.NOT_FOUND,
      details: expect.stringContaining('existed recently') as string,
    });
    await expect(desk.client.deleteTask({ name })).rejects.toMatchObject({ code: CODE.NOT_FOUND });
    await expect(desk.client.runTask({ name })).rejects.toMatchObject({ code: CODE.NOT_FOUND });
    expect(desk.received).toHaveLength(1);
  });
});

describe('a task is refused', () => {
  test('30 days ahead is the most', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    await desk.createTask('last', 30 * DAY);
    await expect(desk.createTask('beyond', 30 * DAY + SECOND)).rejects.toMatchObject({ code: CODE.INVALID });
  });

  test('a megabyte is the most', async () => {
    const desk = await openDesk();
    await desk.createQueue();
    const sized = (bytes: number) => ({
      httpRequest: { url: desk.url, httpMethod: 'POST' as const, body: Buffer.alloc(bytes) },
    });
    await desk.createTask('big', 0, sized(1_000_000));
    await expect(desk.createTask('bigger', 0, sized(1_048_576))).rejects.toMatchObject({
      code: CODE.INVALID,
    });
  });

  test.each([
    ['no request', { httpRequest: null }],
    ['a URL that is none', { httpRequest: { url: 'http://' } }],
    ['a URL of another kind', { httpRequest: { url: 'ftp://desk.example/' } }],
    ['a URL that is too long', { httpRequest: { url: `http://desk.example/${'a'.repeat(2_083)}` } }],
    [
      'a body that is read',
      { httpRequest: { url: 'http://x/', httpMethod: 'GET' as const, body: Buffer.from('b') } },
    ],
    ['headers without end', { httpRequest: { url: 'http://x/', headers: { 'x-a': 'a'.repeat(81_920) } } }],
    ['a token for nobody', { httpRequest: { url: 'http://x/', oidcToken: { audience: 'desk' } } }],
    ['a deadline under 15 s', { dispatchDeadline: { seconds: 14 } }],
    ['a deadline over 30 min', { dispatchDeadline: { seconds: 1_801 } }],
  ])('with %s', async (_what, task) => {
    const desk = await openDesk();
    await desk.createQueue();
    await expect(desk.createTask('bad', 0, task)).rejects.toMatchObject({ code: CODE.INVALID });
  });
});

test('what is not served is refused by name', async () => {
  const desk = await openDesk();
  await desk.createQueue();
  const oauth = { httpRequest: { url: 'http://x/', oauthToken: { serviceAccountEmail: 'a@b' } } };
  const logged = { name: `${QUEUE}2`, stackdriverLoggingConfig: { samplingRatio: 1 } };
  const refused: [string, () => Promise<unknown>][] = [
    ['UpdateQueue', () => desk.client.updateQueue({ queue: { name: QUEUE } })],
    ['GetIamPolicy', () => desk.client.getIamPolicy({ resource: QUEUE })],
    ['filter', () => desk.client.listQueues({ parent: LOCATION, filter: 'state: PAUSED' })],
    ['oauthToken', () => desk.createTask('a', 0, oauth)],
    ['appEngine', () => desk.createTask('b', 0, { httpRequest: null, appEngineHttpRequest: {} })],
    ['stackdriverLoggingConfig', () => desk.createQueue(logged)],
  ];
  for (const [name, call] of refused) {
    await expect(call()).rejects.toMatchObject({
      code: CODE.UNSERVED,
      details: expect.stringContaining(name) as string,
    });
  }
});

function code(reason: unknown): unknown {
  return typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : reason;
}
