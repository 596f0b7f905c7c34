// What the servers of the functions framework read of bodies, before any function is called: the real framework, over
// real sockets.
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type HttpFunction, http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RequestError } from '../../functions/src/contract/request-error.ts';
import { guardServers } from '../../functions/src/http/framework-errors.ts';
import type { Identity } from '../../functions/src/ports/identity.ts';

const MIB = 1024 * 1024;
const GOOD = 'good.token.here';
/**
 * What a machine's token claims is believed by the function behind IAM alone: the gate stands before public ones, too.
 */
const MACHINE = 'machine.claims.stripped';

/** What the function was called with since the test began. */
const calls: { bytes: number; body: unknown }[] = [];
let inside = 0;
let mostInside = 0;
let release: (() => void) | undefined;
/** What stands in an address that was given out, and what it is for. */
const SIGNED = 'words.signature';
const CALENDAR = { to: 'calendar', deskId: 'desk', person: 'person-1', version: 1 } as const;
let held: Promise<void> | undefined;
let verified: (string | undefined)[] = [];
let server: ReturnType<typeof getTestServer>;
let port = 0;

const identity: Identity = {
  user: async token => {
    verified.push(token);
    if (token === undefined) throw new RequestError('token_missing');
    if (token !== GOOD) throw new RequestError('token_invalid');
    return { subject: 'x', mail: 'x@example.com' };
  },
  machine: async token => {
    if (token === undefined) throw new RequestError('token_missing');
    if (token !== MACHINE) throw new RequestError('token_invalid');
  },
};

beforeAll(async () => {
  const log = { info: () => undefined, error: () => undefined };
  const links = { read: (token: string) => (token === SIGNED ? CALENDAR : undefined) };
  guardServers(() => ({ identity, links, log, now: () => 0 }));
  const handler: HttpFunction = async (req, res) => {
    inside += 1;
    mostInside = Math.max(mostInside, inside);
    calls.push({ bytes: req.rawBody?.length ?? 0, body: req.body as unknown });
    await held;
    inside -= 1;
    res.json({ called: true });
  };
  http('gated', handler);
  server = getTestServer('gated');
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise(resolve => server.close(resolve)));
beforeEach(() => {
  calls.length = 0;
  verified = [];
  mostInside = 0;
  held = undefined;
});

interface Sent {
  token?: string;
  headers?: Record<string, string>;
  method?: string;
  path?: string;
  /** Sent in chunks, without saying how much it will be. */
  chunked?: true;
}

/** Sends bytes and answers status and code; the framework's own client would refuse half of these. */
function send(body: Uint8Array | string, sent: Sent = {}): Promise<{ status: number; code?: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      port,
      // A connection kept from an earlier request may be closed by the server at any moment.
      agent: false,
      path: sent.path ?? '/',
      method: sent.method ?? 'POST',
      headers: {
        'content-type': 'application/json',
        ...(sent.token !== undefined && { authorization: `Bearer ${sent.token}` }),
        ...(!sent.chunked && { 'content-length': Buffer.byteLength(body) }),
        ...sent.headers,
      },
    });
    outgoing.on('error', reject);
    outgoing.on('response', response => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        if (text.startsWith('<!doctype html>')) return resolve({ status, code: 'page' });
        const { error } = JSON.parse(text) as { error?: { code: string } };
        resolve({ status, ...(error && { code: error.code }) });
      });
    });
    const bytes = Buffer.from(body);
    const PART = 64 * 1024;
    for (let at = 0; sent.chunked && at < bytes.length; at += PART)
      outgoing.write(bytes.subarray(at, at + PART));
    outgoing.end(sent.chunked ? undefined : bytes);
  });
}

const text = (bytes: number) => JSON.stringify(['x'.repeat(bytes - 4)]);

test('a form is read that comes to an address that was given out', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const long = '长'.repeat(10_000);
  const body = new URLSearchParams({ act: 'save', 'cell-x': long }).toString();
  expect(await send(body, { path: `/case/${SIGNED}?from=mail`, headers })).toEqual({ status: 200 });
  expect(calls).toMatchObject([{ body: { act: 'save', 'cell-x': long } }]);
  expect(verified).toEqual([]);
});

// Case A.7
describe('a body is refused before it is read', { timeout: 120_000 }, () => {
  test.each<[string, () => Uint8Array | string, Sent, number, string]>([
    ['32 MiB of nobody', () => text(32 * MIB), {}, 413, 'body_too_large'],
    ['32 MiB of a member', () => text(32 * MIB), { token: GOOD }, 413, 'body_too_large'],
    ['3.9 MiB of nobody', () => text(3.9 * MIB), {}, 401, 'token_missing'],
    ['3.9 MiB with a token that is none', () => text(3.9 * MIB), { token: 'bad' }, 401, 'token_invalid'],
    ['20 KB on the word of a machine', () => text(20_000), { token: MACHINE }, 401, 'token_invalid'],
    [
      '20 KB on its word in chunks',
      () => text(20_000),
      { token: MACHINE, chunked: true },
      413,
      'body_too_large',
    ],
    ['a small one of nobody', () => '{"a":1}', {}, 401, 'token_missing'],
    ['a small one of nobody in chunks', () => '{"a":1}', { chunked: true }, 401, 'token_missing'],
    ['what is no JSON, of nobody', () => '{', {}, 401, 'token_missing'],
    ['32 MiB of nobody in chunks', () => text(32 * MIB), { chunked: true }, 401, 'token_missing'],
    [
      '32 MiB in chunks with a token that is none',
      () => text(32 * MIB),
      { chunked: true, token: 'bad' },
      413,
      'body_too_large',
    ],
    [
      '32 MiB of a member in chunks',
      () => text(32 * MIB),
      { chunked: true, token: GOOD },
      413,
      'body_too_large',
    ],
    [
      'a bomb',
      () => gzipSync(text(64 * MIB)),
      { token: GOOD, headers: { 'content-encoding': 'gzip' } },
      415,
      'body_encoded',
    ],
    [
      'a small packed one',
      () => gzipSync('{}'),
      { headers: { 'content-encoding': 'gzip' } },
      415,
      'body_encoded',
    ],
    ['a large body of a GET', () => text(5 * MIB), { method: 'GET' }, 413, 'body_too_large'],
    [
      'a large form',
      () => `a=${'x'.repeat(MIB)}`,
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      401,
      'token_missing',
    ],
    ['a form to an address that nobody gave out', () => 'a=1', { path: '/case/words.other' }, 410, 'page'],
    ['a form to what is no address of links', () => 'a=1', { path: '/case/words' }, 401, 'token_missing'],
    [
      'a large form to an address that was given out',
      () => `a=${'x'.repeat(MIB)}`,
      { path: `/case/${SIGNED}` },
      413,
      'page',
    ],
    ['one in chunks', () => 'a=1', { path: `/case/${SIGNED}`, chunked: true }, 413, 'page'],
  ])('%s', async (_, make, sent, status, code) => {
    expect(await send(make(), sent)).toEqual({ status, code });
    expect(calls).toEqual([]);
  });

  test('who sends too much is answered as soon as the head is there, before any of the body', async () => {
    const outgoing = request({ port, method: 'POST', headers: { 'content-length': 32 * MIB } });
    outgoing.flushHeaders();
    const status = await new Promise(resolve =>
      outgoing.on('response', answer => resolve(answer.statusCode)),
    );
    outgoing.on('error', () => undefined).destroy();
    expect(status).toBe(413);
  });
});

describe('a body that may be read', { timeout: 120_000 }, () => {
  test.each<[string, string, Sent, number]>([
    ['a small one, about whose token the function asks', '{"a":1}', { token: 'any' }, 0],
    [
      'in chunks of a machine, which the function asks itself',
      '{"a":1}',
      { chunked: true, token: MACHINE },
      1,
    ],
    ['a large one of a member', text(3.9 * MIB), { token: GOOD }, 1],
    ['in chunks as well, of unknown length', text(3.9 * MIB), { token: GOOD, chunked: true }, 1],
  ])('%s', async (_, body, sent, tokens) => {
    expect(await send(body, sent)).toEqual({ status: 200 });
    expect(calls).toMatchObject([{ bytes: Buffer.byteLength(body), body: JSON.parse(body) as unknown }]);
    expect(verified).toHaveLength(tokens);
  });

  test('no body at all', async () => {
    expect(await send('', { method: 'GET' })).toEqual({ status: 200 });
  });

  test('of large ones four are read at a time; small ones go between, and all are answered', async () => {
    held = new Promise(resolve => {
      release = resolve;
    });
    const large = Array.from({ length: 10 }, () => send(text(MIB), { token: GOOD }));
    await expect.poll(() => calls.length, { timeout: 60_000 }).toBe(4);
    const small = send('{}', { token: GOOD });
    await expect.poll(() => calls.length, { timeout: 60_000 }).toBe(5);
    release?.();
    expect(await Promise.all([...large, small])).toEqual(Array.from({ length: 11 }, () => ({ status: 200 })));
    expect(mostInside).toBe(5);
  });

  test('who leaves while waiting takes no place with them', async () => {
    const leaving = Array.from({ length: 6 }, () => {
      const headers = { 'content-length': MIB, authorization: `Bearer ${GOOD}` };
      const outgoing = request({ port, method: 'POST', headers });
      outgoing.on('error', () => undefined).flushHeaders();
      return outgoing;
    });
    await expect.poll(() => verified.length, { timeout: 60_000 }).toBe(6);
    for (const each of leaving) each.destroy();
    expect(await send(text(MIB), { token: GOOD })).toEqual({ status: 200 });
  });
});

test('what the framework cannot make out is answered in JSON', async () => {
  expect(await send('{', { token: GOOD })).toEqual({ status: 400, code: 'body_not_json' });
  expect(await send('', { path: '/%E0%A4%A', method: 'GET' })).toEqual({
    status: 404,
    code: 'unknown_address',
  });
  const latin = { 'content-type': 'application/json; charset=latin-7' };
  expect(await send('{}', { headers: latin, token: GOOD })).toEqual({ status: 400, code: 'body_not_json' });
});

test('an idle connection is kept for longer than Google’s front end keeps it', async () => {
  const headers = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
    const agent = new Agent({ keepAlive: true });
    request({ port, agent, path: '/', method: 'POST' }, response => {
      response.resume().on('end', () => {
        agent.destroy();
        resolve(response.headers);
      });
    })
      .on('error', reject)
      .end();
  });
  expect(headers['keep-alive']).toBe('timeout=620');
});
