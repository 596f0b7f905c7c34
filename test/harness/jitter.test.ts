// Delays by chance, in a process that has them loaded before all else.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const JITTER = new URL('../fixtures/jitter.ts', import.meta.url).href;
const NUMBERS = Array.from({ length: 20 }, (_, at) => at);

/** Runs a script in such a process, and answers what it says. */
async function says(script: string): Promise<unknown> {
  const args = ['--import', JITTER, '--input-type=module', '--eval', script];
  const env = { ...process.env, TEST_JITTER: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout);
}

test('a server takes each request once, in an order of chance', async () => {
  const taken = await says(`
    import { Server } from 'node:http';
    const taken = [];
    const server = new Server((request) => taken.push(request.at));
    for (const at of ${JSON.stringify(NUMBERS)}) server.emit('request', { at, headers: {} }, {});
    process.on('exit', () => console.log(JSON.stringify(taken)));
  `);
  expect(taken).not.toEqual(NUMBERS);
  expect((taken as number[]).toSorted((a, b) => a - b)).toEqual(NUMBERS);
});

test('a thread is told all in order, and so is who hears of it', async () => {
  const heard = await says(`
    import { MessageChannel, Worker } from 'node:worker_threads';
    const { port1, port2 } = new MessageChannel();
    const echo = "const { parentPort, workerData } = require('node:worker_threads');" +
      "parentPort.on('message', told => workerData.postMessage(told));";
    const thread = new Worker(echo, { eval: true, workerData: port2, transferList: [port2], execArgv: [] });
    const heard = [];
    port1.on('message', told => {
      heard.push(told);
      if (heard.length < ${NUMBERS.length}) return;
      console.log(JSON.stringify(heard));
      port1.close();
      thread.terminate();
    });
    for (const at of ${JSON.stringify(NUMBERS)}) thread.postMessage(at);
  `);
  expect(heard).toEqual(NUMBERS);
});
