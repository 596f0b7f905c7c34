import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { SettableClock } from '../../../local/clock/clock.ts';
import { startTasks } from '../../../local/google/tasks/server.ts';
import { connect, HOUR, LOCATION, openDesk, openTarget, PATIENT, QUEUE } from './desk.ts';

test('a task waits through a restart, and one on its way is sent again', async () => {
  const desk = await openDesk();
  await desk.createQueue();
  desk.behave((answer, { task }) => {
    if (task === 'later') answer.end();
  });
  await desk.createTask('stuck');
  await desk.createTask('later', HOUR);
  await expect.poll(() => desk.received, PATIENT).toHaveLength(1);
  await desk.restart();
  await expect.poll(() => desk.received.map(it => it.task), PATIENT).toEqual(['stuck', 'stuck']);
  expect(desk.received[1]?.headers['x-cloudtasks-taskretrycount']).toBe('1');
  await desk.clock.advance(HOUR);
  await expect.poll(() => desk.received.map(it => it.task), PATIENT).toContain('later');
});

test('what was acknowledged before a SIGKILL is sent after it, each task once', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tasks-kill-'));
  const file = join(folder, 'tasks.sqlite');
  const clock = new SettableClock();
  const target = await openTarget(clock);
  onTestFinished(async () => {
    await target.close();
    rmSync(folder, { recursive: true });
  });

  const acknowledged = new Set<string>();
  for (let round = 0; round < 4; round += 1) {
    const { child, address } = await spawnTasks(file);
    const client = connect(address);
    if (round === 0) await client.createQueue({ parent: LOCATION, queue: { name: QUEUE } });
    const seconds = Math.floor(clock.now() / 1_000) + 3_600;
    await new Promise<void>(enough => {
      let answered = 0;
      const count = (id: string) => {
        acknowledged.add(id);
        answered += 1;
        // Each round is killed with another share of its calls still open.
        if (answered === 1 + round * 10) enough();
      };
      for (let index = 0; index < 40; index += 1) {
        const id = `r${round}t${index}`;
        const name = `${QUEUE}/tasks/${id}`;
        const task = { name, scheduleTime: { seconds }, httpRequest: { url: target.url } };
        client.createTask({ parent: QUEUE, task }).then(
          () => count(id),
          () => 'cut off by the kill',
        );
      }
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await client.close();
  }

  const tasks = await startTasks({ file, clock, token: () => Promise.resolve('token') });
  await clock.advance(2 * HOUR);
  await tasks.idle();
  await tasks.close();
  const sent = target.received.map(it => it.task);
  expect([...acknowledged].filter(id => !sent.includes(id))).toEqual([]);
  expect(new Set(sent).size).toBe(sent.length);
  expect(acknowledged.size).toBeGreaterThanOrEqual(1 + 11 + 21 + 31);
});

async function spawnTasks(file: string): Promise<{ child: ChildProcess; address: string }> {
  const script = fileURLToPath(new URL('serve-tasks.ts', import.meta.url));
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout });
  const { value } = await lines[Symbol.asyncIterator]().next();
  return { child, address: String(value) };
}
