// The functions as they are uploaded, each alone under the functions framework, as Google runs them; behind IAM, which is not here.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointName, endpointOf } from '../../functions/src/deploy/endpoints.ts';
import { callerAccount, endpointUrl } from '../../functions/src/deploy/place.ts';
import { SettableClock } from '../../local/clock/clock.ts';
import { type FirestoreServer, startFirestore } from '../../local/google/firestore/server.ts';
import { type IdentityClaims, Issuer } from '../../local/google/identity/issuer.ts';
import { buildFunctions } from '../../scripts/build-functions.ts';
import { environmentOf } from '../../scripts/deploy-plan.ts';
import { stripped } from '../fixtures/tokens/tokens.ts';

const PLACE = { projectId: 'acme-desk', region: 'asia-east1' };
const ISSUER = 'https://accounts.google.com';
const RING = endpointUrl('ring', PLACE);

// Inside the project, where the packages are found that the cloud would install.
mkdirSync('dist', { recursive: true });
const folder = mkdtempSync(join('dist', 'packaged-'));
let issuer: Issuer;
let firestore: FirestoreServer;
let closeKeys: () => void;
let environment: Record<string, string>;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  buildFunctions(folder, PLACE.region);
  firestore = await startFirestore({ file: ':memory:' });
  issuer = Issuer.open({ file: join(folder, 'key.pem'), issuer: ISSUER, clock: new SettableClock() });
  const keys = createServer((_, res) => res.end(JSON.stringify(issuer.keys)));
  const keysPort = await new Promise<number>(done => {
    keys.listen(0, '127.0.0.1', () => done((keys.address() as AddressInfo).port));
  });
  closeKeys = () => {
    keys.closeAllConnections();
    keys.close();
  };
  environment = {
    ...environmentOf(PLACE),
    GCLOUD_PROJECT: PLACE.projectId,
    USER_AUDIENCES: 'client-id',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'desk@example.com',
    LINK_SECRET: 'x'.repeat(32),
    FIRESTORE_ADDRESS: firestore.address,
    JWKS_URL: `http://127.0.0.1:${keysPort}`,
    METADATA_SERVER_DETECTION: 'none',
  };
}, 240_000);
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  closeKeys();
  await firestore.close();
  rmSync(folder, { recursive: true });
});

/** Starts one function and answers its address. */
async function start(name: EndpointName): Promise<string> {
  const framework = resolve(
    'node_modules',
    '@google-cloud',
    'functions-framework',
    'build',
    'src',
    'main.js',
  );
  const port = await freePort();
  const child = spawn(process.execPath, [framework, `--target=${name}`, `--port=${port}`], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...environment, FUNCTION_TARGET: name },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let said = '';
  await new Promise<void>((up, down) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        said += part;
        if (said.includes('URL: http')) up();
      });
    }
    child.once('exit', () => down(new Error(`${name} did not start: ${said}`)));
  });
  return `http://127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(done => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

const ours = { sub: '117', email: callerAccount(endpointOf('ring'), PLACE.projectId), audience: RING };
const sign = (claims: Partial<IdentityClaims>) => issuer.sign({ ...ours, ...claims });
const post = async (url: string, token: string | undefined, body: object = {}) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const { error, done } = (await answer.json()) as { error?: { code: string }; done?: boolean };
  return [answer.status, error?.code ?? done];
};

describe('the ring, which IAM guards', { timeout: 120_000 }, () => {
  let url: string;
  beforeAll(async () => {
    url = await start('ring');
  });

  test.each<[string, Partial<IdentityClaims>]>([
    ['the queue', {}],
    ['the address that Cloud Run gave', { audience: 'https://ring-7d4k2xq3nq-de.a.run.app' }],
  ])('takes a stripped token from %s', async (_, claims) => {
    expect(await post(url, stripped(await sign(claims)), { deskId: 'a-desk' })).toEqual([200, true]);
  });

  test.each<[string, Partial<IdentityClaims>, unknown[]]>([
    ['of another account', { email: 'x@acme-desk.iam.gserviceaccount.com' }, [403, 'not_our_machine']],
    ['of nobody for certain', { emailVerified: false }, [403, 'not_our_machine']],
    ['for another address', { audience: 'https://ring.example' }, [401, 'token_invalid']],
    ['of the hour before', { lifetimeSeconds: -61 }, [401, 'token_invalid']],
  ])('refuses one %s', async (_, claims, refusal) => {
    expect(await post(url, stripped(await sign(claims)), { deskId: 'a-desk' })).toEqual(refusal);
  });

  test('refuses who shows none', async () => {
    expect(await post(url, undefined, { deskId: 'a-desk' })).toEqual([401, 'token_missing']);
  });
});

describe('the API, which anybody may call', { timeout: 120_000 }, () => {
  const user = { sub: '1001', email: 'wang@example.com', audience: 'client-id' };
  let url: string;
  beforeAll(async () => {
    url = `${await start('api')}/v1/desks/a-desk/layout`;
  });

  test('knows a user by a token that is whole, and by no other one', async () => {
    const token = await sign(user);
    expect(await post(url, token)).toEqual([404, 'unknown_desk']);
    expect(await post(url, stripped(token))).toEqual([401, 'token_invalid']);
    expect(await post(url, stripped(await sign({})))).toEqual([401, 'token_invalid']);
  });

  test('reads no large body on the word of a stripped token', async () => {
    const body = { text: 'x'.repeat(100_000) };
    for (const claims of [{}, user]) {
      expect(await post(url, stripped(await sign(claims)), body)).toEqual([401, 'token_invalid']);
    }
  });
});
