// A data folder has one owner.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readKept, writeKept } from '../../local/desk/kept.ts';
import { StartProcess } from '../fixtures/journeys/start-process.ts';

const STARTED = '已启动';
const long = { timeout: 240_000 };

let data: string;
const started: StartProcess[] = [];
const start = (): StartProcess => {
  const desk = new StartProcess(['--port', '0', '--data', data]);
  started.push(desk);
  return desk;
};
const facts = () => readKept(join(data, 'owner.json')) as { pid: number; since: number; address: string };

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'sheetdesk-owner-'));
});
afterAll(async () => {
  for (const desk of started) desk.killTerminal('SIGKILL');
  await Promise.all(started.map(desk => desk.ended));
  await rm(data, { recursive: true, force: true });
});

test('a folder that cannot be one is said so, with what to do', long, async () => {
  const file = join(data, 'a-file');
  await writeFile(file, '');
  for (const path of [file, join(file, 'below')]) {
    const desk = new StartProcess(['--port', '0', '--data', path]);
    started.push(desk);
    expect(await desk.ended).toEqual({ code: 1, signal: null });
    expect(desk.output).toContain(`数据文件夹 ${path} 不能使用`);
    expect(desk.output).not.toMatch(/^\s+at /m);
  }
});

// Case A.16
test('of two starts at once one becomes the owner, and the other says who that is', long, async () => {
  const both = [start(), start()] as const;
  const [first, second] = await Promise.race([
    both[0].ended.then(() => [both[1], both[0]] as const),
    both[1].ended.then(() => [both[0], both[1]] as const),
  ]);
  expect(await second.ended).toEqual({ code: 1, signal: null });
  expect(second.output).toContain(`进程 ${first.pid}`);
  await first.says(STARTED);

  const third = start();
  expect(await third.ended).toEqual({ code: 1, signal: null });
  const { pid, since, address } = facts();
  expect(pid).toBe(first.pid);
  for (const said of [`进程 ${pid}`, address, new Date(since).toLocaleString('zh-CN'), '--data'])
    expect(third.output).toContain(said);
  expect(third.output).not.toMatch(/\n\s+at /);
  expect((await fetch(address)).status).toBe(200);
});

test('a folder whose owner was killed is taken over, whoever has its process id now', long, async () => {
  const [killed] = started.filter(desk => desk.pid === facts().pid);
  killed?.killTerminal('SIGKILL');
  await killed?.ended;
  // The id of the dead is this test's now.
  writeKept(join(data, 'owner.json'), { ...facts(), pid: process.pid });

  const next = start();
  await next.says(STARTED);
  expect(facts().pid).toBe(next.pid);

  next.kill('SIGTERM');
  expect(await next.ended).toEqual({ code: 0, signal: null });
  await expect(readFile(join(data, 'owner.json'))).rejects.toThrow('ENOENT');
});
