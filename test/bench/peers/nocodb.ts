// NocoDB on SQLite, as its package starts it by itself.
// https://nocodb.com/docs/self-hosting/environment-variables and https://data-apis-v2.nocodb.com

import type { Target } from '../load.ts';
import { startNode } from '../process.ts';
import { call } from './call.ts';
import { PEER_COLUMNS, type PeerKind, peerBody } from './columns.ts';
import { installed } from './install.ts';
import type { Peer } from './peer.ts';

const ADMIN = { email: 'owner@example.com', password: 'Sheet.Desk.2026' };
const TYPES: Record<PeerKind, string> = { time: 'DateTime', text: 'LongText', line: 'SingleLineText' };

const PACKAGE = {
  name: 'nocodb',
  version: '0.301.3',
  beside: {},
  // It names an address outside the registry for this one.
  overrides: { xlsx: 'npm:@e965/xlsx@0.20.3' },
  built: ['sqlite3'],
  stubs: {},
};

export const nocodb: Peer = {
  title: `NocoDB ${PACKAGE.version}`,
  async start(folder) {
    const program = installed(PACKAGE);
    const { line, end } = await startNode('test/bench/peers/nocodb-server.ts', [program], /^http:/, {
      NC_TOOL_DIR: `${folder}/`,
      NC_ADMIN_EMAIL: ADMIN.email,
      NC_ADMIN_PASSWORD: ADMIN.password,
      NC_DISABLE_TELE: 'true',
    });
    return { target: await tableAt(line), end };
  },
};

async function tableAt(url: string): Promise<Target> {
  const { token } = await call(`${url}/api/v1/auth/user/signin`, ADMIN);
  const headers = { 'xc-auth': String(token) };
  const base = await call(`${url}/api/v2/meta/bases`, { title: 'desk' }, headers);
  const table = await call(
    `${url}/api/v2/meta/bases/${String(base['id'])}/tables`,
    {
      title: 'calls',
      table_name: 'calls',
      columns: [
        { title: 'Id', column_name: 'id', uidt: 'ID' },
        ...PEER_COLUMNS.map(({ key, kind }) => ({ title: key, column_name: key, uidt: TYPES[kind] })),
      ],
    },
    headers,
  );
  const api = await call(`${url}/api/v1/tokens`, { description: 'bench' }, headers);
  return {
    url: `${url}/api/v2/tables/${String(table['id'])}/records`,
    headers: { 'xc-token': String(api['token']) },
    speech: { body: peerBody, saved: answer => answer.match(/"Id":\d+/g)?.length ?? 0 },
  };
}
