// Opens ports on this machine. A port that an earlier run had is taken again, so that tasks planted then still find their address.

import { createServer, type RequestListener, type Server } from 'node:http';

const HOST = '127.0.0.1';

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

/** A server whose handler may be set after its port is known. */
export function lateServer(): { server: Server; handle: (listener: RequestListener) => void } {
  let handler: RequestListener = (_, res) => res.writeHead(503).end();
  return { server: createServer((req, res) => handler(req, res)), handle: listener => (handler = listener) };
}

function tryListen(server: Server, port: number): Promise<number> {
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
