import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SettableClock } from '../../../local/clock/clock.ts';
import { Issuer } from '../../../local/google/identity/issuer.ts';

const HOUR = 3_600_000;
const START = 1_700_000_000_000;
const WANG = { sub: '1001', email: 'wang@example.com', audience: 'desk-client-id' };

let folder: string;
let clock: SettableClock;
let issuer: Issuer;
let server: Server;
let base: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'identity-'));
  clock = new SettableClock({ realNow: () => START });
  server = createServer((req, res) => {
    if (!issuer.handle(req, res)) res.writeHead(418).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  base = `http://127.0.0.1:${address.port}`;
  issuer = open();
});

afterEach(async () => {
  await new Promise(resolve => server.close(resolve));
  rmSync(folder, { recursive: true });
});

function open(file = 'key.pem') {
  return Issuer.open({ file: join(folder, 'identity', file), issuer: `${base}/identity`, clock });
}

function verify(token: string, audience = WANG.audience) {
  const keys = createRemoteJWKSet(new URL(`${base}/identity/jwks`));
  return jwtVerify(token, keys, {
    issuer: `${base}/identity`,
    audience,
    algorithms: ['RS256'],
    currentDate: new Date(clock.now()),
  });
}

describe('a token', () => {
  test("carries Google's claims on desk time and verifies by the served keys", async () => {
    await clock.advance(48 * HOUR);
    const { payload, protectedHeader } = await verify(await issuer.sign(WANG));
    const issuedAt = (START + 48 * HOUR) / 1_000;
    expect(payload).toEqual({
      iss: `${base}/identity`,
      aud: 'desk-client-id',
      sub: '1001',
      email: 'wang@example.com',
      email_verified: true,
      iat: issuedAt,
      exp: issuedAt + 3_600,
    });
    expect(protectedHeader.alg).toBe('RS256');
  });

  test('can say that the mail address is not verified, and live shorter', async () => {
    const token = await issuer.sign({ ...WANG, emailVerified: false, lifetimeSeconds: 60 });
    const { payload } = await verify(token);
    expect(payload).toMatchObject({ email_verified: false, exp: START / 1_000 + 60 });
  });

  test('expires when desk time passes its end', async () => {
    const token = await issuer.sign(WANG);
    await clock.advance(HOUR + 1_000);
    await expect(verify(token)).rejects.toThrow(errors.JWTExpired);
  });

  test('for another audience is refused', async () => {
    await expect(verify(await issuer.sign(WANG), 'other')).rejects.toThrow(errors.JWTClaimValidationFailed);
  });

  test("signed with another issuer's key is refused", async () => {
    await expect(verify(await open('other.pem').sign(WANG))).rejects.toThrow(errors.JWKSNoMatchingKey);
  });
});

describe('the key', () => {
  test('is the same after a restart, so that old tokens still verify', async () => {
    const token = await issuer.sign(WANG);
    issuer = open();
    await expect(verify(token)).resolves.toBeDefined();
    expect(decodeProtectedHeader(await issuer.sign(WANG))).toEqual(decodeProtectedHeader(token));
  });

  test('is readable by its owner alone, and the served half is public', async () => {
    expect(statSync(join(folder, 'identity', 'key.pem')).mode & 0o077).toBe(0);
    const answer = await fetch(`${base}/identity/jwks`);
    expect(await answer.text()).toMatch(
      /^\{"keys":\[\{"kty":"RSA","n":"[\w-]{342}","e":"AQAB","kid":"\w+","use":"sig","alg":"RS256"\}\]\}$/,
    );
  });
});

describe('handle', () => {
  test('serves the discovery document, which leads to the keys', async () => {
    const answer = await fetch(`${base}/identity/.well-known/openid-configuration?x=1`);
    expect(await answer.json()).toMatchObject({
      issuer: `${base}/identity`,
      jwks_uri: `${base}/identity/jwks`,
    });
  });

  test('leaves other paths to others', async () => {
    const answers = await Promise.all(
      ['/', '/identity', '/identity/jwks/x', '/identity/toString'].map(path => fetch(base + path)),
    );
    expect(answers.map(answer => answer.status)).toEqual([418, 418, 418, 418]);
  });

  test('answers reading only', async () => {
    const answer = await fetch(`${base}/identity/jwks`, { method: 'POST' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
