// A port that nobody listens on, for programs that cannot be told to take any.

import { createServer } from 'node:http';
import { closeServer, listen } from '../../local/desk/listen.ts';

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, true);
  await closeServer(server);
  return port;
}
