// What the servers of the functions framework read of bodies, before any function is called: the real framework, over
// real sockets.
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GatedServer, GOOD, MACHINE, MIB, type Sent, SIGNED, text } from '../fixtures/gated-server.ts';

let gated: GatedServer;

beforeAll(async () => {
  gated = await GatedServer.open();
});
afterAll(() => gated.close());
beforeEach(() => gated.forget());

test('a form is read that comes to an address that was given out', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const long = '长'.repeat(10_000);
  const body = new URLSearchParams({ act: 'save', 'cell-x': long }).toString();
  expect(await gated.send(body, { path: `/case/${SIGNED}?from=mail`, headers })).toEqual({ status: 200 });
  expect(gated.calls).toMatchObject([{ body: { act: 'save', 'cell-x': long } }]);
  expect(gated.verified).toEqual([]);
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
    expect(await gated.send(make(), sent)).toEqual({ status, code });
    expect(gated.calls).toEqual([]);
  });

  test('who sends too much is answered as soon as the head is there, before any of the body', async () => {
    const outgoing = request({ port: gated.port, method: 'POST', headers: { 'content-length': 32 * MIB } });
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
    expect(await gated.send(body, sent)).toEqual({ status: 200 });
    expect(gated.calls).toMatchObject([
      { bytes: Buffer.byteLength(body), body: JSON.parse(body) as unknown },
    ]);
    expect(gated.verified).toHaveLength(tokens);
  });

  test('no body at all', async () => {
    expect(await gated.send('', { method: 'GET' })).toEqual({ status: 200 });
  });

  test('of large ones four are read at a time; small ones go between, and all are answered', async () => {
    const release = gated.hold();
    const large = Array.from({ length: 10 }, () => gated.send(text(MIB), { token: GOOD }));
    await expect.poll(() => gated.calls.length, { timeout: 60_000 }).toBe(4);
    const small = gated.send('{}', { token: GOOD });
    await expect.poll(() => gated.calls.length, { timeout: 60_000 }).toBe(5);
    release();
    expect(await Promise.all([...large, small])).toEqual(Array.from({ length: 11 }, () => ({ status: 200 })));
    expect(gated.mostInside).toBe(5);
  });

  test('who leaves while waiting takes no place with them', async () => {
    const leaving = Array.from({ length: 6 }, () => gated.begin());
    await expect.poll(() => gated.verified.length, { timeout: 60_000 }).toBe(6);
    for (const each of leaving) each.destroy();
    expect(await gated.send(text(MIB), { token: GOOD })).toEqual({ status: 200 });
  });
});

test('what the framework cannot make out is answered in JSON', async () => {
  expect(await gated.send('{', { token: GOOD })).toEqual({ status: 400, code: 'body_not_json' });
  expect(await gated.send('', { path: '/%E0%A4%A', method: 'GET' })).toEqual({
    status: 404,
    code: 'unknown_address',
  });
  const latin = { 'content-type': 'application/json; charset=latin-7' };
  expect(await gated.send('{}', { headers: latin, token: GOOD })).toEqual({
    status: 400,
    code: 'body_not_json',
  });
});

test('an idle connection is kept for longer than Google’s front end keeps it', async () => {
  const headers = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
    const agent = new Agent({ keepAlive: true });
    request({ port: gated.port, agent, path: '/', method: 'POST' }, response => {
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
