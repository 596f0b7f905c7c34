// The functions framework runs each function in a domain, from which on every promise is followed: ours get none.

import domain from 'node:domain';
import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, expect, test } from 'vitest';
import { followNoCalls } from '../../functions/src/http/framework-domains.ts';
import { respond } from '../../functions/src/http/respond.ts';

const log = { info: () => {}, error: () => {} };
/** Whether what runs now, and what follows from it, is in a domain. */
const inDomain = async () => {
  const before = Boolean((process as { domain?: object | null }).domain);
  await new Promise(resolve => setImmediate(resolve));
  return [before, Boolean((process as { domain?: object | null }).domain)];
};

http('working', async (_, res) => {
  res.json(await inDomain());
});
http('failing', (req, res) => respond(req, res, log, () => Promise.reject(new Error('it fails'))));
http('rejected', () => Promise.reject(new Error('nobody caught it')));

const servers = ['working', 'failing', 'rejected'].map(name => getTestServer(name).listen(0, '127.0.0.1'));
const { create } = domain;
afterAll(() => {
  Object.assign(domain, { create });
  for (const server of servers) server.close();
});

const ask = async (at: number) => {
  const { port } = (servers[at]?.address() ?? { port: 0 }) as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  return [answer.status, await answer.text()];
};

test('a function of ours works in no domain, and what fails is answered all the same', async () => {
  const failed = JSON.stringify({ error: { code: 'internal', message: '服务台出了故障，请稍后再试。' } });
  expect(await ask(0), 'the framework makes one').toEqual([200, '[true,true]']);
  followNoCalls();
  expect(await ask(0)).toEqual([200, '[false,false]']);
  expect(await ask(1)).toEqual([500, failed]);
  expect((await ask(2))[0]).toBe(500);
});
