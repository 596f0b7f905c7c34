import { expect, test } from 'vitest';
import type { Chaos } from '../../../local/google/tasks/server.ts';
import { DAY, HOUR, openDesk, QUEUE, statuses } from './desk.ts';

test('twice: the target gets the task two times, and it is done once', async () => {
  const desk = await openDesk({ chaos: () => 'twice' });
  await desk.createQueue();
  await desk.createTask('double');
  await desk.pass(DAY);
  expect(desk.received.map(it => it.task)).toEqual(['double', 'double']);
});

test('drop: the task is gone without having been sent, and its name is used', async () => {
  const desk = await openDesk({ chaos: () => 'drop' });
  await desk.createQueue();
  await desk.createTask('lost');
  await desk.pass(0);
  await expect(desk.createTask('lost')).rejects.toMatchObject({ code: 6 });
  await desk.pass(DAY);
  expect(desk.received).toEqual([]);
});

test('delay: the task comes late by desk time, after one that was due later', async () => {
  const chaos: Chaos = ({ name }) => (name.endsWith('/first') ? { delayMs: 2 * HOUR } : 'deliver');
  const desk = await openDesk({ chaos });
  await desk.createQueue();
  await desk.createTask('first');
  await desk.createTask('second', HOUR);
  const eta = desk.clock.now() / 1_000;
  await desk.idle();
  await desk.pass(HOUR);
  await desk.pass(HOUR);
  expect(desk.received.map(it => it.task)).toEqual(['second', 'first']);
  expect(desk.received[1]?.headers['x-cloudtasks-tasketa']).toBe(String(eta));
});

test('chaos is asked before each attempt, with its number', async () => {
  const asked: [string, number][] = [];
  const chaos: Chaos = ({ name, attempt }) => {
    asked.push([name, attempt]);
    return 'deliver';
  };
  const desk = await openDesk({ chaos });
  await desk.createQueue({ retryConfig: { minBackoff: { seconds: 1 } } });
  desk.behave(statuses(500, 200));
  await desk.createTask('tried');
  await desk.idle();
  await desk.pass(1_000);
  expect(asked).toEqual([
    [`${QUEUE}/tasks/tried`, 1],
    [`${QUEUE}/tasks/tried`, 2],
  ]);
});
