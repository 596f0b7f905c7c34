// The functions die, and are started again: nobody has to look after them, and nothing that was asked meanwhile is
// lost.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Endpoints } from '../../local/desk/desk.ts';
import { readKept } from '../../local/desk/kept.ts';
import { callNow } from '../fixtures/journeys/case-rows.ts';
import { DeskDoors } from '../fixtures/journeys/desk-doors.ts';
import { noticesIn } from '../fixtures/journeys/letters.ts';
import { functionsOf, StartProcess } from '../fixtures/journeys/start-process.ts';

const long = { timeout: 240_000 };
const PATIENCE = { timeout: 60_000, interval: 10 };

let data: string;
let desk: StartProcess;
let doors: DeskDoors;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'sheetdesk-dying-'));
  desk = new StartProcess(['--port', '0', '--data', data]);
  await desk.says('已启动');
  doors = new DeskDoors(readKept(join(data, 'endpoints.json')) as Endpoints, data);
}, 240_000);
afterAll(async () => {
  desk.killTerminal('SIGKILL');
  await desk.ended;
  await doors.close();
  await rm(data, { recursive: true, force: true });
});

const living = async (): Promise<number> =>
  vi.waitFor(() => {
    const pid = functionsOf(desk.pid);
    if (pid === undefined) throw new Error('No functions live');
    return pid;
  }, PATIENCE);

test('callers are answered 503 until they are back, a ring that was due comes then', long, async () => {
  const [row] = await doors.submit('hotline', [await callNow(doors)]);
  const number = String(row?.cells.number);
  process.kill(await living(), 'SIGKILL');
  await desk.says('函数进程意外结束（SIGKILL），0.5 秒后');
  const answer = await fetch(doors.endpoints.functions);
  expect([answer.status, await answer.text()]).toEqual([503, 'Service Unavailable']);

  // The clock moves while nobody can ring; the queue tries again.
  await doors.advance('PT2H');
  await desk.says('函数进程已恢复');
  await vi.waitFor(
    async () =>
      expect((await doors.outbox()).flatMap(noticesIn)).toContainEqual(
        expect.stringMatching(new RegExp(`【已到时限】.*${number}`)),
      ),
    PATIENCE,
  );
  expect([...(await doors.pull()).values()].filter(each => each.cells.number === number)).toHaveLength(1);
});

test('those that die as soon as they start are given more time from death to death', long, async () => {
  const pauses = () => [...desk.output.matchAll(/，([\d.]+) 秒后/g)].map(([, seconds]) => Number(seconds));
  const before = pauses().length;
  const killed = new Set<number>();
  await vi.waitFor(() => {
    const pid = functionsOf(desk.pid);
    if (pid !== undefined && !killed.has(pid)) {
      killed.add(pid);
      process.kill(pid, 'SIGKILL');
    }
    if (pauses().length < before + 3) throw new Error('They have not died often enough');
  }, PATIENCE);
  const longer = pauses().slice(-3);
  expect(longer).toEqual(longer.toSorted((a, b) => a - b));
  expect(new Set(longer).size).toBe(3);

  await vi.waitFor(async () => expect((await doors.pull()).size).toBeGreaterThan(0), PATIENCE);
});
