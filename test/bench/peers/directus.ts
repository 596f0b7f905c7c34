// Directus on SQLite. https://directus.io/docs/configuration/general and https://directus.io/docs/api/items

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import type { Target } from '../load.ts';
import { startProcess } from '../process.ts';
import { call } from './call.ts';
import { PEER_COLUMNS, type PeerKind, peerBody } from './columns.ts';
import { installed } from './install.ts';
import type { Peer } from './peer.ts';

const ADMIN = { email: 'owner@example.com', password: 'Sheet.Desk.2026' };
const TOKEN = 'a-static-token-of-the-bench-0123456789';
const TYPES: Record<PeerKind, string> = { time: 'timestamp', text: 'text', line: 'string' };
const QUOTED = 1_500;

const PACKAGE = {
  name: 'directus',
  version: '12.4.0',
  beside: { sqlite3: '5.1.7' },
  overrides: {},
  built: ['sqlite3'],
  // Runs people's own scripts and needs the headers of this Node to be built; rows do without.
  stubs: { 'isolated-vm': '6.0.2' },
};

export const directus: Peer = {
  title: `Directus ${PACKAGE.version}`,
  async start(folder) {
    const program = join(installed(PACKAGE), 'node_modules', 'directus', 'cli.js');
    const env = {
      DB_CLIENT: 'sqlite3',
      DB_FILENAME: join(folder, 'directus.sqlite'),
      SECRET: 'a secret of this bench, which nobody keeps',
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      TELEMETRY: 'false',
      LOG_LEVEL: 'info',
    };
    bootstrap(program, env);
    const started = /Server started at (?<url>http:\S+)/;
    const { line, end } = await startProcess(process.execPath, [program, 'start'], started, env);
    return { target: await tableAt(started.exec(line)?.groups?.['url'] ?? ''), end };
  },
};

/** @throws Error with what it said when it could not make its tables */
function bootstrap(program: string, env: Record<string, string>): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'bootstrap'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`directus bootstrap ended (${status}): ${`${stdout}${stderr}`.slice(-QUOTED)}`);
}

async function tableAt(url: string): Promise<Target> {
  const { data } = await call(`${url}/auth/login`, ADMIN);
  const { access_token: access } = data as { access_token: string };
  const headers = { authorization: `Bearer ${access}` };
  await call(
    `${url}/collections`,
    {
      collection: 'calls',
      schema: {},
      meta: {},
      fields: [
        {
          field: 'id',
          type: 'integer',
          schema: { is_primary_key: true, has_auto_increment: true },
          meta: {},
        },
        ...PEER_COLUMNS.map(({ key, kind }) => ({ field: key, type: TYPES[kind], schema: {}, meta: {} })),
      ],
    },
    headers,
  );
  await call(`${url}/users/me`, { token: TOKEN }, headers, 'PATCH');
  return {
    url: `${url}/items/calls`,
    tokens: [TOKEN],
    speech: { body: peerBody, saved: answer => answer.match(/"id":\d+/g)?.length ?? 0 },
  };
}
