// The functions as they are uploaded: installed from their own package.json in an empty folder, each alone under the
// functions framework, as Google runs them; behind IAM, which is not here.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointName, endpointOf, type GuardedName } from '../../functions/src/deploy/endpoints.ts';
import { callerAccount, endpointUrl, serviceAccount } from '../../functions/src/deploy/place.ts';
import { SettableClock } from '../../local/clock/clock.ts';
import { type FirestoreServer, startFirestore } from '../../local/google/firestore/server.ts';
import { type IdentityClaims, Issuer } from '../../local/google/identity/issuer.ts';
import { buildFunctions } from '../../scripts/build-functions.ts';
import { environmentOf } from '../../scripts/deploy/plan.ts';
import { stripped } from '../fixtures/tokens/tokens.ts';

const PLACE = { projectId: 'acme-desk', region: 'asia-east1' };
const ISSUER = 'https://accounts.google.com';

/** Outside the project, where no package is found but those that the cloud would install. */
const folder = mkdtempSync(join(tmpdir(), 'packaged-'));
let issuer: Issuer;
let firestore: FirestoreServer;
let closeKeys: () => void;
let environment: Record<string, string>;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  await buildFunctions(folder, PLACE.region);
  install();
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

/**
 * Installs as the cloud does: what the lock says, and nothing is run. What this project has installed is in npm's
 * cache.
 */
function install(): void {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr } = spawnSync('npm', ['ci', '--prefer-offline', '--ignore-scripts', ...quiet], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`The package cannot be installed. ${stderr}`);
}

/** Starts one function and answers its address. */
async function start(name: EndpointName): Promise<string> {
  const framework = join(
    folder,
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

/** A token as the queue or the schedule of a function shows it. */
const sign = (name: GuardedName, claims: Partial<IdentityClaims> = {}) => {
  const email = callerAccount(endpointOf(name), PLACE.projectId);
  return issuer.sign({ sub: '117', email, audience: endpointUrl(name, PLACE), ...claims });
};
const post = async (url: string, token: string | undefined, body: object = {}) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const { error, done } = (await answer.json()) as { error?: { code: string }; done?: boolean };
  return [answer.status, error?.code ?? done];
};

test('the package brings one file with all code, and no client of Google’s beside it', () => {
  expect(readdirSync(folder).filter(each => each.endsWith('.js'))).toEqual(['index.js']);
  expect(existsSync(join(folder, 'node_modules', '@google-cloud', 'functions-framework'))).toBe(true);
  for (const name of ['googleapis', '@google-cloud/firestore', '@google-cloud/tasks', 'nodemailer']) {
    expect(existsSync(join(folder, 'node_modules', name))).toBe(false);
  }
});

describe.each<[GuardedName, GuardedName]>([
  ['ring', 'summarise'],
  ['summarise', 'ring'],
  ['sweep', 'ring'],
])('%s, which IAM guards', { timeout: 120_000 }, (name, other) => {
  const run = `https://${name}-7d4k2xq3nq-de.a.run.app`;
  let url: string;
  beforeAll(async () => {
    url = await start(name);
  });

  test.each<[string, Partial<IdentityClaims>]>([
    ['its caller', {}],
    ['its caller, at the address that Cloud Run gave', { audience: run }],
  ])('takes a stripped token from %s', async (_, claims) => {
    expect(await post(url, stripped(await sign(name, claims)), { deskId: 'a-desk' })).toEqual([200, true]);
  });

  test.each<[string, () => Promise<string>, unknown[]]>([
    [
      'of another account',
      () => sign(name, { email: 'x@acme-desk.iam.gserviceaccount.com' }),
      [403, 'not_our_machine'],
    ],
    ['of nobody for certain', () => sign(name, { emailVerified: false }), [403, 'not_our_machine']],
    [
      `of the caller of ${other}`,
      () => sign(other, { audience: endpointUrl(name, PLACE) }),
      [403, 'not_our_machine'],
    ],
    [`of ${other}, as it shows it there`, () => sign(other), [401, 'token_invalid']],
    [
      'for another address',
      () => sign(name, { audience: `https://${name}.example` }),
      [401, 'token_invalid'],
    ],
    ['of the hour before', () => sign(name, { lifetimeSeconds: -61 }), [401, 'token_invalid']],
  ])('refuses one %s', async (_, make, refusal) => {
    expect(await post(url, stripped(await make()), { deskId: 'a-desk' })).toEqual(refusal);
  });

  test('refuses who shows none', async () => {
    expect(await post(url, undefined, { deskId: 'a-desk' })).toEqual([401, 'token_missing']);
  });
});

test('no queue calls as the account that the functions run as', () => {
  const callers = (['ring', 'summarise'] as const).map(name =>
    callerAccount(endpointOf(name), PLACE.projectId),
  );
  expect(callers).not.toContain(serviceAccount(PLACE.projectId));
});

describe('the API, which anybody may call', { timeout: 120_000 }, () => {
  const user = { sub: '1001', email: 'wang@example.com', audience: 'client-id' };
  let url: string;
  beforeAll(async () => {
    url = `${await start('api')}/v1/desks/a-desk/layout`;
  });

  test('knows a user by a token that is whole, and by no other one', async () => {
    const token = await issuer.sign(user);
    expect(await post(url, token)).toEqual([404, 'unknown_desk']);
    expect(await post(url, stripped(token))).toEqual([401, 'token_invalid']);
    expect(await post(url, stripped(await sign('ring')))).toEqual([401, 'token_invalid']);
  });

  test('reads no large body on the word of a stripped token', async () => {
    const body = { text: 'x'.repeat(100_000) };
    for (const token of [await sign('ring'), await issuer.sign(user)]) {
      expect(await post(url, stripped(token), body)).toEqual([401, 'token_invalid']);
    }
  });
});
