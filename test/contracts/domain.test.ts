// The functions framework runs each function in a domain, which follows every promise: ours leave it before they work.

import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, expect, test } from 'vitest';
import { respond } from '../../functions/src/http/respond.ts';

const log = { info: () => {}, error: () => {} };
/** Whether what runs now, and what follows from it, is in a domain. */
const inDomain = async () => {
  const before = Boolean((process as { domain?: object | null }).domain);
  await new Promise(resolve => setImmediate(resolve));
  return [before, Boolean((process as { domain?: object | null }).domain)];
};

http('bare', async (_, res) => {
  res.json(await inDomain());
});
http('ours', (req, res) => respond(req, res, log, inDomain));
http('failing', (req, res) => respond(req, res, log, () => Promise.reject(new Error('it fails'))));

const servers = ['bare', 'ours', 'failing'].map(name => getTestServer(name).listen(0, '127.0.0.1'));
afterAll(() => {
  for (const server of servers) server.close();
});

const ask = async (at: number) => {
  const { port } = (servers[at]?.address() ?? { port: 0 }) as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  return [answer.status, await answer.json()];
};

test('a function of ours works outside of the domain of the framework, and what fails is answered all the same', async () => {
  expect(await ask(0)).toEqual([200, [true, true]]);
  expect(await ask(1)).toEqual([200, [false, false]]);
  expect(await ask(2)).toEqual([
    500,
    { error: { code: 'internal', message: expect.any(String) as unknown } },
  ]);
});
