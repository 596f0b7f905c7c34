// The stand-in for IAM before a function: who is let through, what the function gets to see, and what callers hear.
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  request,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { iamGate } from '../../../local/google/iam/gate.ts';
import { stripped, tampered, unsigned } from '../../fixtures/tokens/tokens.ts';
import { MACHINE, RING, START, TokenDesk } from './token-desk.ts';

const RUN = 'https://ring-7d4k2xq3nq-de.a.run.app';
const HOUR = 3_600_000;

interface Seen {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

const seen: Seen[] = [];
let desk: TokenDesk;
let gate: string;
/** How the function answers from now on. */
let behave: RequestListener;

beforeAll(async () => {
  desk = await TokenDesk.open();
  const inside = await desk.serve((req, res) => void hear(req, res));
  gate = await desk.serve(gateTo(Number(new URL(inside).port)));
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.nowMs = START;
  seen.length = 0;
  behave = (_, res) => res.end('rung');
});

async function hear(...[req, res]: Parameters<RequestListener>): Promise<void> {
  seen.push({ method: req.method, path: req.url, headers: req.headers, body: await text(req) });
  behave(req, res);
}

const gateTo = (port: number) =>
  iamGate({
    issuer: desk.name,
    keys: desk.issuer.keys,
    invokers: [MACHINE],
    audiences: [RING, RUN],
    now: () => desk.nowMs,
    port,
  });

const call = (authorization: string | undefined, init: RequestInit = {}, at = gate) =>
  fetch(`${at}/some/path?x=1`, {
    method: 'POST',
    body: '{"deskId":"d"}',
    ...init,
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }), ...init.headers },
  });

describe('a call of an invoker', () => {
  test('reaches the function as it was sent, but for the signature of its token', async () => {
    const token = await desk.machine();
    const answer = await call(`Bearer ${token}`, { headers: { 'x-cloudtasks-taskname': 'a' } });
    expect([answer.status, await answer.text()]).toEqual([200, 'rung']);
    expect(seen).toMatchObject([
      {
        method: 'POST',
        path: '/some/path?x=1',
        body: '{"deskId":"d"}',
        headers: { 'x-cloudtasks-taskname': 'a', 'content-type': 'application/json', 'content-length': '14' },
      },
    ]);
    expect(seen[0]?.headers.authorization).toBe(`Bearer ${stripped(token)}`);
  });

  test('may be made out to either address of the function', async () => {
    const statuses = [RING, RUN].map(async audience => call(`Bearer ${await desk.machine({ audience })}`));
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([200, 200]);
  });

  test('is answered whatever the function answers', async () => {
    behave = (_, res) => res.writeHead(429, { 'retry-after': '7', 'x-own': 'y' }).end('later');
    const answer = await call(`Bearer ${await desk.machine()}`);
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('x-own')]).toEqual([
      429,
      '7',
      'y',
    ]);
    expect(await answer.text()).toBe('later');
  });

  test('is broken off when the function dies in the middle of its answer', async () => {
    behave = (_, res) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('half', () => res.destroy());
    };
    const answer = call(`Bearer ${await desk.machine()}`).then(got => got.text());
    await expect(answer).rejects.toThrow('terminated');
  });

  test('that is broken off ends for the function, too', async () => {
    const gone = new Promise(resolve => {
      behave = (_, res) => {
        res.once('close', resolve);
        res.writeHead(200).write('half');
      };
    });
    const leaving = new AbortController();
    const init = { signal: leaving.signal };
    const answer = await call(`Bearer ${await desk.machine()}`, init);
    leaving.abort();
    await expect(answer.text()).rejects.toThrow('aborted');
    await gone;
  });

  test('is answered 503 while no function listens', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    await new Promise(resolve => free.close(resolve));
    const lost = await desk.serve(gateTo(port));
    const answer = await call(`Bearer ${await desk.machine()}`, {}, lost);
    expect([answer.status, await answer.text()]).toEqual([503, 'Service Unavailable']);
  });
});

describe('the function never hears of', () => {
  test.each<[string, () => Promise<string | undefined>, number]>([
    ['a call without a token', async () => undefined, 401],
    ['one with a password', async () => 'Basic d2FuZzp4', 401],
    ['one with no token', async () => 'Bearer x', 401],
    ['a forged token', async () => `Bearer ${await desk.forged()}`, 401],
    [
      'a token whose claims were changed',
      async () => `Bearer ${tampered(await desk.machine(), { sub: 'x' })}`,
      401,
    ],
    ['one that is stripped already', async () => `Bearer ${stripped(await desk.machine())}`, 401],
    ['one that says that it is not signed', async () => `Bearer ${unsigned(await desk.machine())}`, 401],
    ['one for another address', async () => `Bearer ${await desk.machine({ audience: `${RING}x` })}`, 401],
    ['one that is over', async () => `Bearer ${await desk.machine({ lifetimeSeconds: -1 })}`, 401],
    ['one of a person', async () => `Bearer ${await desk.machine({ email: 'wang@example.com' })}`, 403],
    ['one of another account', async () => `Bearer ${await desk.machine({ email: `x${MACHINE}` })}`, 403],
    [
      'one whose mail is not verified',
      async () => `Bearer ${await desk.machine({ emailVerified: false })}`,
      403,
    ],
  ])('%s', async (_, make, status) => {
    expect((await call(await make())).status).toBe(status);
    expect(seen).toEqual([]);
  });

  test('a token that was good an hour ago', async () => {
    const token = await desk.machine();
    desk.nowMs += HOUR;
    expect((await call(`Bearer ${token}`)).status).toBe(401);
    expect(seen).toEqual([]);
  });

  test('a large body of somebody who may not call: the answer comes first', async () => {
    const { port } = new URL(gate);
    const headers = { 'content-length': 64 * 1024 * 1024 };
    const outgoing = request({ port, method: 'POST', agent: false, headers });
    outgoing.on('error', () => undefined).flushHeaders();
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect([answer.statusCode, await text(answer)]).toEqual([401, expect.stringContaining('401')]);
    outgoing.destroy();
    expect(seen).toEqual([]);
  });
});
