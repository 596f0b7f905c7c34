// Opens ports on this machine. A port that an earlier run had is taken again, so that tasks planted then still find
// their address.

import { createServer, type RequestListener, type Server } from 'node:http';
import { StartRefusal } from '../start-refusal.ts';

const HOST = '127.0.0.1';

/**
 * How long an idle connection is kept, in ms, as Google's front ends do: after the five seconds of Node a client that
 * was busy meanwhile sends its next request into a connection that is just being closed.
 * https://docs.cloud.google.com/load-balancing/docs/https#timeout-keepalive-clients
 */
const KEEP_ALIVE_MS = 610_000;

/** Listens on the wanted port, or on any free one when it is taken and `strict` is not set. Answers the port. */
export async function listen(server: Server, wanted: number, strict: boolean): Promise<number> {
  try {
    return await tryListen(server, wanted);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken || strict || wanted === 0) throw error;
    return tryListen(server, 0);
  }
}

/** The same, for the page. @throws StartRefusal when the port is taken and no other one will do */
export async function listenOrRefuse(server: Server, wanted: number, strict: boolean): Promise<number> {
  try {
    return await listen(server, wanted, strict);
  } catch (cause) {
    throw new StartRefusal(
      `端口 ${wanted} 不能使用，多半已被别的程序占用。请先关掉它，或用 --port 0 任选一个空闲端口。`,
      `Port ${wanted} cannot be used (${String(cause)}). Free it, or let --port 0 choose another one.`,
      { cause },
    );
  }
}

/**
 * A server whose handler may be set after its port is known. What is no address, such as `//`, is refused before it: a
 * handler that throws would end the process.
 */
export function lateServer(): { server: Server; handle: (listener: RequestListener) => void } {
  let handler: RequestListener = (_, res) => res.writeHead(503).end();
  const server = createServer((req, res) => {
    if (URL.canParse(req.url ?? '', `http://${HOST}`)) handler(req, res);
    else res.writeHead(400).end();
  });
  return { server, handle: listener => (handler = listener) };
}

/** Closes a server whoever is connected: open pages listen for ever, and a request may hang. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise(resolve => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

function tryListen(server: Server, port: number): Promise<number> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'));
      else resolve(address.port);
    });
  });
}
