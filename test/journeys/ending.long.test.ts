// Ctrl+C and SIGTERM end the desk in every state, and what was saved is there afterwards.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Endpoints } from '../../local/desk/desk.ts';
import { readKept } from '../../local/desk/kept.ts';
import { hotlineRow } from '../fixtures/journeys/case-rows.ts';
import { DeskDoors } from '../fixtures/journeys/desk-doors.ts';
import { anyLives, functionsOf, StartProcess } from '../fixtures/journeys/start-process.ts';

const STARTED = '已启动';
const DIED = '函数进程意外结束';
const long = { timeout: 240_000 };
const PATIENCE = { timeout: 60_000, interval: 20 };
const ENDED = { code: 0, signal: null };
const NPM_START = ['run.mjs', 'start'];

let data: string;
let saved: unknown;
const started: StartProcess[] = [];

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'sheetdesk-ending-'));
});
afterAll(async () => {
  for (const desk of started) desk.killTerminal('SIGKILL');
  await Promise.all(started.map(desk => desk.ended));
  await rm(data, { recursive: true, force: true });
});

function start(args: string[] = [], by?: readonly string[]): StartProcess {
  const desk = new StartProcess(['--port', '0', '--data', data, ...args], by);
  started.push(desk);
  return desk;
}

const endpoints = () => readKept(join(data, 'endpoints.json')) as Endpoints;

async function within<Result>(use: (doors: DeskDoors) => Promise<Result>): Promise<Result> {
  const doors = new DeskDoors(endpoints(), data);
  try {
    return await use(doors);
  } finally {
    await doors.close();
  }
}

/** Whatever a test did: nothing of it holds a port, and the next start finds everything. */
afterEach(() => {
  if (started.some(({ pid }) => anyLives(pid))) throw new Error('A process of the desk lives on');
});

test('during the first start, which the next one completes', long, async () => {
  const broken = start();
  // The folder is taken, and the modules that follow are being loaded.
  await vi.waitFor(() => expect(existsSync(join(data, 'owner.json'))).toBe(true), PATIENCE);
  broken.killTerminal('SIGINT');
  expect(await broken.ended).toEqual(ENDED);

  const again = start();
  // Here the functions are on their way, and the desk is about to be enabled.
  await vi.waitFor(() => expect(functionsOf(again.pid)).toBeDefined(), PATIENCE);
  again.kill('SIGTERM');
  expect(await again.ended).toEqual(ENDED);

  const desk = start();
  await desk.says(STARTED);
  saved = await within(async doors => {
    await doors.submit('hotline', [hotlineRow()]);
    const pulled = await doors.pull();
    const mails = [...pulled.values()].filter(row => row.table === 'people').map(row => row.cells.mail);
    expect(new Set(mails).size).toBe(mails.length);
    return pulled;
  });
  desk.killTerminal('SIGINT');
  expect(await desk.ended).toEqual(ENDED);
});

test('with pages open that listen for ever and a request that hangs', long, async () => {
  const desk = start();
  await desk.says(STARTED);
  expect(await within(doors => doors.pull())).toEqual(saved);
  const stream = await fetch(`${endpoints().web}/api/events`);
  expect(stream.status).toBe(200);
  const functions = functionsOf(desk.pid) ?? 0;
  process.kill(functions, 'SIGSTOP');
  const hung = fetch(endpoints().functions).then(
    () => 'answered',
    () => 'broken off',
  );
  desk.kill('SIGTERM');
  expect(await desk.ended).toEqual(ENDED);
  expect(await hung).toBe('broken off');
  expect(() => process.kill(functions, 0)).toThrow('ESRCH');
});

test('a second Ctrl+C does not wait for what hangs', long, async () => {
  const desk = start();
  await desk.says(STARTED);
  process.kill(functionsOf(desk.pid) ?? 0, 'SIGSTOP');
  desk.kill('SIGINT');
  await desk.says('正在结束');
  const pressing = setInterval(() => desk.kill('SIGINT'), 100);
  expect(await desk.ended).toEqual({ code: 130, signal: null });
  clearInterval(pressing);
});

// Case A.16
test('after the functions died, and through npm start', long, async () => {
  const desk = start([], NPM_START);
  await desk.says(STARTED);
  const { pid } = readKept(join(data, 'owner.json')) as { pid: number };
  process.kill(functionsOf(pid) ?? 0, 'SIGKILL');
  await desk.says(DIED);
  desk.killTerminal('SIGINT');
  expect(await desk.ended).toEqual(ENDED);
});

test('SIGTERM to npm start alone ends all of it', long, async () => {
  const desk = start([], NPM_START);
  await desk.says(STARTED);
  desk.kill('SIGTERM');
  expect(await desk.ended).toEqual(ENDED);
});

test('while a demo is filled; the next start says what became of it', long, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sheetdesk-ending-demo-'));
  const demo = () => start(['--data', folder, '--demo']);
  const filling = demo();
  await filling.says('正在生成');
  const clock = join(folder, 'clock.json');
  await vi.waitFor(() => expect(existsSync(clock)).toBe(true), PATIENCE);
  filling.killTerminal('SIGINT');
  expect(await filling.ended).toEqual(ENDED);

  const next = demo();
  expect(await next.ended).toEqual({ code: 1, signal: null });
  expect(next.output).toContain('没有生成完');
  await rm(folder, { recursive: true, force: true });
});
