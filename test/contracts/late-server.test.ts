// The doors of the local desk: whatever is asked for there, the process that has them lives on.
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeServer, lateServer, listen } from '../../local/desk/listen.ts';
import { sheetsHandler } from '../../local/google/sheets/handler.ts';
import { robotsHandler } from '../../local/outbox/robots/robots.ts';

let door: ReturnType<typeof lateServer>;
let port: number;
beforeEach(async () => {
  door = lateServer();
  port = await listen(door.server, 0, false);
  const robots = robotsHandler({ robots: [], now: () => 0, keep: () => undefined });
  const sheets = sheetsHandler({ workbooks: () => undefined });
  door.handle((req, res) => {
    if (!robots(req, res)) sheets(req, res);
  });
});
afterEach(() => closeServer(door.server));

/** The status that is answered to a request line. */
function asked(line: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1').on('data', chunk => {
      answer += chunk;
    });
    socket.once('close', () => resolve(Number(answer.split(' ')[1])));
    socket.once('error', reject);
    socket.write(`${line} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`, 'latin1');
  });
}

test.each([
  'GET //',
  'GET /v4/spreadsheets/%/values/A1',
  'GET ///',
  'POST //x:y',
  'GET http://',
  'GET http://[',
  'GET //%',
  'OPTIONS //:1',
])('%s is refused', async line => {
  expect(await asked(line)).toBe(400);
});

test.each(['GET /', 'GET /%', 'GET *', 'GET /a//b', 'GET http://elsewhere/', 'GET /?%'])(
  '%s is none of its addresses',
  async line => {
    const status = await asked(line);
    expect([status >= 400, status !== 500]).toEqual([true, true]);
  },
);
