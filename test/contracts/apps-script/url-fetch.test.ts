import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { CLERK, newWorkbook, stage } from './stage.ts';

async function serve(
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void> | void,
): Promise<string> {
  const server = createServer((req, res) => {
    Promise.resolve(handle(req, res)).catch((error: unknown) =>
      res.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers what it was asked, as JSON; `/status/404` with that status. */
async function echo(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const body = await text(req);
  const status = Number(/^\/status\/(\d+)/.exec(req.url ?? '')?.[1] ?? 200);
  if (req.url === '/moved') {
    res.writeHead(302, { location: '/there' }).end();
    return;
  }
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  const { method, url, headers } = req;
  res.end(JSON.stringify({ method, url, type: headers['content-type'], auth: headers.authorization, body }));
}

const FETCH = `
  function get(url, params) {
    const response = UrlFetchApp.fetch(url, params || {});
    return [response.getResponseCode(), response.getContentText(), response.getHeaders()['Content-Type']];
  }
  function status(url, params) { return UrlFetchApp.fetch(url, params || {}).getResponseCode(); }
`;

test('a request goes out as it was given and the answer comes back', async () => {
  const url = await serve(echo);
  const { runtime } = await stage(FETCH);
  const answer = await runtime.run('get', [
    `${url}/v1?q=1`,
    {
      method: 'post',
      contentType: 'application/json',
      payload: '{"名":1}',
      headers: { Authorization: 'Bearer t' },
    },
  ]);
  const [status, body, type] = answer as [number, string, string];
  expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
  expect(JSON.parse(body)).toEqual({
    method: 'POST',
    url: '/v1?q=1',
    type: 'application/json',
    auth: 'Bearer t',
    body: '{"名":1}',
  });
});

test('a payload without a content type is a form, and a GET that has one is sent as POST', async () => {
  const url = await serve(echo);
  const { runtime } = await stage(FETCH);
  const [, body] = (await runtime.run('get', [url, { payload: 'a=1' }])) as [number, string];
  expect(JSON.parse(body)).toMatchObject({
    method: 'POST',
    type: 'application/x-www-form-urlencoded',
    body: 'a=1',
  });
});

test('an error status throws, with the beginning of the answer, unless it is muted', async () => {
  const url = await serve(echo);
  const { runtime } = await stage(FETCH);
  await expect(runtime.run('get', [`${url}/status/503`])).rejects.toThrow(
    new RegExp(
      `^Exception: Request failed for ${url} returned code 503\\. Truncated server response: \\{"method":"GET".* ` +
        '\\(use muteHttpExceptions option to examine full response\\)$',
    ),
  );
  expect(await runtime.run('status', [`${url}/status/503`, { muteHttpExceptions: true }])).toBe(503);
});

test('headers and answers are refused that are larger than Google takes', async () => {
  const url = await serve((_req, res) => void res.end(Buffer.alloc(50 * 1024 * 1024 + 1)));
  const { runtime } = await stage(FETCH);
  const headers = { Authorization: `Bearer ${'t'.repeat(8 * 1024)}` };
  await expect(runtime.run('status', [url, { headers }])).rejects.toThrow('URLFetch Header Size');
  await expect(runtime.run('status', [url])).rejects.toThrow('URLFetch Response Size');
});

test('redirects are followed', async () => {
  const url = await serve(echo);
  const { runtime } = await stage(FETCH);
  const [, body] = (await runtime.run('get', [`${url}/moved`])) as [number, string];
  expect(JSON.parse(body)).toMatchObject({ url: '/there' });
});

test('an address that does not answer is unavailable', async () => {
  const url = await serve((req, _res) => void req.socket.destroy());
  const { runtime } = await stage(FETCH);
  await expect(runtime.run('get', [url])).rejects.toThrow(`Exception: Address unavailable: ${url}`);
  await expect(runtime.run('get', ['http://127.0.0.1:1/'])).rejects.toThrow(
    'Exception: Address unavailable:',
  );
});

test('only addresses under the manifest’s prefixes are called', async () => {
  let calls = 0;
  const url = await serve((_, res) => {
    calls += 1;
    res.end();
  });
  const { runtime } = await stage(FETCH, { manifest: { urlFetchWhitelist: [`${url}/v1/`] } });
  expect(await runtime.run('status', [`${url}/v1/rows`])).toBe(200);
  for (const refused of [
    `${url}/v2/rows`,
    `${url}/v1/../v2`,
    'https://example.com/v1/',
    `${url.replace('127.0.0.1', 'localhost')}/v1/`,
  ]) {
    await expect(runtime.run('get', [refused])).rejects.toThrow('urlFetchWhitelist');
  }
  expect(calls).toBe(1);
});

test('while a script waits for an answer, the called service writes to the same workbook', async () => {
  const workbook = newWorkbook();
  const url = await serve((_, res) => {
    workbook.apply([{ type: 'cells', sheetId: 7, row: 0, column: 0, cells: [[{ value: '服务写的' }]] }], {
      by: 'api',
    });
    res.end();
  });
  const code = `function go(url) { UrlFetchApp.fetch(url); return SpreadsheetApp.getActiveSheet().getRange('A1').getValues()[0][0]; }`;
  const { runtime } = await stage(code, { workbook });
  expect(await runtime.run('go', [url])).toBe('服务写的');
});

const SCOPES = 'https://www.googleapis.com/auth';

test('what the manifest has no scope for is refused', async () => {
  const { runtime } = await stage(
    `function fetch() { UrlFetchApp.fetch('http://127.0.0.1:1/'); }
     function token() { return ScriptApp.getIdentityToken(); }
     function who() { return Session.getEffectiveUser().getEmail(); }
     function tabs() { return SpreadsheetApp.getActiveSpreadsheet().getSheets().length; }`,
    { manifest: { oauthScopes: [`${SCOPES}/spreadsheets.currentonly`] } },
  );
  await expect(runtime.run('fetch')).rejects.toThrow(
    `You do not have permission to call UrlFetchApp.fetch. Required permissions: ${SCOPES}/script.external_request`,
  );
  await expect(runtime.run('token')).rejects.toThrow('Required permissions: openid');
  expect(await runtime.run('who', [], CLERK)).toBe('');
  expect(await runtime.run('tabs')).toBe(1);
});

test('the identity token is that of the effective user', async () => {
  const { runtime } = await stage('function token() { return ScriptApp.getIdentityToken(); }', {
    identityToken: async email => `signed for ${email}`,
  });
  expect(await runtime.run('token', [], CLERK)).toBe(`signed for ${CLERK}`);
});
