// NocoDB as a process of its own: `nocodb-server.ts FOLDER` serves the one that is installed in FOLDER, with what its
// environment says, and prints its address.

import type { RequestListener, Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What of Express and NocoDB is used here. */
interface App {
  listen(port: number, host: string, ready: () => void): Server;
  use(handler: RequestListener): void;
}
interface NocoPackage {
  Noco: { init(options: object, server: Server, app: App): Promise<RequestListener> };
}

const [, , folder = ''] = process.argv;
const load = createRequire(join(folder, 'package.json'));
const app = (load('express') as () => App)();
const { Noco } = load('nocodb') as NocoPackage;
const server = app.listen(0, '127.0.0.1', () => void serve());

async function serve(): Promise<void> {
  app.use(await Noco.init({}, server, app));
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
}
