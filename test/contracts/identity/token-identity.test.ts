// Whose token is taken, and what is answered to all others: users' tokens are verified, those of our machines read.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TokenIdentity } from '../../../functions/src/adapters/google/token-identity.ts';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import { encoded, stripped, tampered, unsigned } from '../../fixtures/tokens/tokens.ts';
import { MACHINE, RING, START, TokenDesk } from './token-desk.ts';

const CLIENT = 'desk-client-id';
const WANG = { sub: '1001', email: 'wang@example.com', audience: CLIENT };
const SECOND = 1_000;
const SUMMARISE = 'https://asia-east1-acme-desk.cloudfunctions.net/summarise';
const NOBODY = { audiences: [], account: MACHINE };
const HOUR = 3_600 * SECOND;
const LEEWAY = 60 * SECOND;
const INVALID = [401, 'token_invalid'];
const MISSING = [401, 'token_missing'];
const NOT_OURS = [403, 'not_our_machine'];

let desk: TokenDesk;
let identity: TokenIdentity;

beforeAll(async () => {
  desk = await TokenDesk.open();
  identity = new TokenIdentity(
    {
      issuers: ['https://accounts.example', desk.name],
      jwksUrl: `${desk.name}/jwks`,
      userAudiences: ['other-client-id', CLIENT],
      machines: {
        ring: {
          audiences: [RING, 'https://ring-*.a.run.app', 'https://ring-*.asia-east1.run.app'],
          account: MACHINE,
        },
        summarise: { audiences: [SUMMARISE], account: `summarise-${MACHINE}` },
        sweep: { audiences: ['https://sweep.example/sweep'], account: `sweep-${MACHINE}` },
      },
    },
    () => desk.nowMs,
  );
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.nowMs = START;
});

/** What came of a call: what it answered, or how it was refused. */
const outcome = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    return (await call) ?? 'taken';
  } catch (error) {
    return error instanceof RequestError ? [error.status, error.code] : error;
  }
};
const user = (claims: Parameters<TokenDesk['machine']>[0] = {}) => desk.machine({ ...WANG, ...claims });

describe('a user', () => {
  test('is who the token says', async () => {
    expect(await identity.user(await user())).toEqual({ subject: '1001', mail: 'wang@example.com' });
  });

  test.each<[string, () => Promise<string | undefined>, unknown[]]>([
    ['no token', async () => undefined, MISSING],
    ['an empty one', async () => '', MISSING],
    ['one that is none', async () => 'a.b.c', INVALID],
    ['one for another client', () => user({ audience: 'somebody-elses' }), INVALID],
    ['one of our machine', () => desk.machine(), INVALID],
    ['one whose mail is not verified', () => user({ emailVerified: false }), INVALID],
    ['one in our issuer’s name by another key', () => desk.forged(WANG), INVALID],
    ['one that was changed', async () => tampered(await user(), { email: 'boss@example.com' }), INVALID],
    ['one of another issuer', async () => tampered(await user(), { iss: 'https://evil.example' }), INVALID],
    ['one whose signature was taken off', async () => stripped(await user()), INVALID],
    ['one that says that it is not signed', async () => unsigned(await user()), INVALID],
    ['one without mail', async () => user({ email: '' }), INVALID],
    ['one whose mail is none', async () => user({ email: 'wang at example' }), INVALID],
  ])('%s is refused', async (_, make, refusal) => {
    expect(await outcome(identity.user(await make()))).toEqual(refusal);
  });

  test.each([
    ['1', true],
    ['117600000000000000000', true],
    ['local-wang@example.com', true],
    ['x'.repeat(255), true],
    ['x'.repeat(256), false],
    ['', false],
    ['.', false],
    ['..', false],
    ['__name__', false],
    ['a/b', false],
    ['a b', false],
    ['王', false],
    ['a\u0000', false],
    ['a\n', false],
  ])('with the subject %j may enter: %s', async (sub, may) => {
    const answer = may ? { subject: sub, mail: WANG.email } : INVALID;
    expect(await outcome(identity.user(await user({ sub })))).toEqual(answer);
  });
});

describe('a machine behind IAM', () => {
  test('is ours, with its signature taken off', async () => {
    expect(await outcome(identity.machine(stripped(await desk.machine()), 'ring'))).toBe('taken');
  });

  test.each([
    [RING, true],
    [`${RING}/`, true],
    ['https://sweep.example/sweep', false],
    [SUMMARISE, false],
    ['https://ring-7d4k2xq3nq-de.a.run.app', true],
    ['https://ring-7d4k2xq3nq-de.a.run.app/', true],
    ['https://ring-123456789012.asia-east1.run.app', true],
    ['https://ring-123456789012.us-east1.run.app', false],
    ['https://ring-.a.run.app', false],
    ['https://ring-x.evil.example/.a.run.app', false],
    ['https://ring-x.y.a.run.app', false],
    ['https://ring-x-de.a.run.app.evil.example', false],
    ['http://ring-7d4k2xq3nq-de.a.run.app', false],
    ['https://other-7d4k2xq3nq-de.a.run.app', false],
    [`${RING}//`, false],
    [`${RING}/x`, false],
    [RING.slice(0, -1), false],
    [CLIENT, false],
    ['', false],
  ])('may be made out to %s: %s', async (audience, may) => {
    const answer = await outcome(identity.machine(stripped(await desk.machine({ audience })), 'ring'));
    expect(answer).toEqual(may ? 'taken' : INVALID);
  });

  test.each<[string, () => Promise<string | undefined>, unknown[]]>([
    ['no token', async () => undefined, MISSING],
    ['an empty one', async () => '', MISSING],
    ['one that is none', async () => 'a.b.c', INVALID],
    ['half of one', async () => (await desk.machine()).split('.')[0], INVALID],
    ['claims that are a list', async () => [encoded({ alg: 'RS256' }), encoded([]), 'x'].join('.'), INVALID],
    [
      'one of another issuer',
      () => desk.machine().then(own => tampered(own, { iss: 'https://e.example' })),
      INVALID,
    ],
    ['one without an issuer', () => desk.machine().then(own => tampered(own, { iss: undefined })), INVALID],
    ['one that never ends', () => desk.machine().then(own => tampered(own, { exp: undefined })), INVALID],
    [
      'one whose end is a text',
      () => desk.machine().then(own => tampered(own, { exp: '9999999999' })),
      INVALID,
    ],
    [
      'one that begins later',
      () => desk.machine().then(own => tampered(own, { nbf: START / SECOND + 61 })),
      INVALID,
    ],
    ['one for nobody', () => desk.machine().then(own => tampered(own, { aud: undefined })), INVALID],
    ['one for several', () => desk.machine().then(own => tampered(own, { aud: [RING, 'x'] })), INVALID],
    ['one that says that it is not signed', () => desk.machine().then(unsigned), INVALID],
    [
      'one of another account',
      () => desk.machine({ email: 'other@acme-desk.iam.gserviceaccount.com' }),
      NOT_OURS,
    ],
    ['one of a person', () => desk.machine({ email: 'wang@example.com' }), NOT_OURS],
    ['one without mail', () => desk.machine().then(own => tampered(own, { email: undefined })), NOT_OURS],
    ['one whose mail is not verified', () => desk.machine({ emailVerified: false }), NOT_OURS],
    [
      'one that leaves open whether it is',
      () => desk.machine().then(own => tampered(own, { email_verified: undefined })),
      NOT_OURS,
    ],
    [
      'one that says so in a text',
      () => desk.machine().then(own => tampered(own, { email_verified: 'true' })),
      NOT_OURS,
    ],
  ])('%s is refused', async (_, make, refusal) => {
    expect(await outcome(identity.machine(await make(), 'ring'))).toEqual(refusal);
  });
});

describe('what opens one door', () => {
  const AT = { ring: RING, summarise: SUMMARISE, sweep: 'https://sweep.example/sweep' } as const;
  type Door = keyof typeof AT;
  const doors = Object.keys(AT) as Door[];
  const token = (caller: Door, madeOutTo: Door) =>
    desk.machine({
      email: caller === 'ring' ? MACHINE : `${caller}-${MACHINE}`,
      audience: AT[madeOutTo],
    });
  const all = doors.flatMap(caller =>
    doors.flatMap(madeOutTo => doors.map(door => ({ caller, madeOutTo, door }))),
  );

  test('opens no other: each account at each door, made out to each', async () => {
    const answers = await Promise.all(
      all.map(async ({ caller, madeOutTo, door }) => {
        const answer = await outcome(identity.machine(stripped(await token(caller, madeOutTo)), door));
        return [caller, madeOutTo, door, answer];
      }),
    );
    const expected = all.map(({ caller, madeOutTo, door }) => {
      const answer = madeOutTo !== door ? INVALID : caller === door ? 'taken' : NOT_OURS;
      return [caller, madeOutTo, door, answer];
    });
    expect(answers).toEqual(expected);
    expect(answers.filter(([, , , answer]) => answer === 'taken')).toHaveLength(3);
  });
});

describe('a token lives an hour', () => {
  const asked = {
    'of a user': async () => outcome(identity.user(await token.user)),
    'of a machine': async () => outcome(identity.machine(stripped(await token.machine), 'ring')),
  };
  const ANSWERS = { 'of a user': { subject: WANG.sub, mail: WANG.email }, 'of a machine': 'taken' };
  let token: { user: Promise<string>; machine: Promise<string> };
  beforeEach(() => {
    token = { user: user(), machine: desk.machine() };
    return Promise.all([token.user, token.machine]);
  });

  test.each<[keyof typeof asked, number, boolean]>([
    ['of a user', HOUR - SECOND, true],
    ['of a user', HOUR + LEEWAY - SECOND, true],
    ['of a user', HOUR + LEEWAY, false],
    ['of a user', HOUR + HOUR, false],
    ['of a machine', HOUR - SECOND, true],
    ['of a machine', HOUR + LEEWAY - SECOND, true],
    ['of a machine', HOUR + LEEWAY, false],
    ['of a machine', HOUR + HOUR, false],
  ])('%s, %d ms after it was made it is taken: %s', async (whose, after, taken) => {
    desk.nowMs = START + after;
    expect(await asked[whose]()).toEqual(taken ? ANSWERS[whose] : INVALID);
  });

  test('also where it was taken before', async () => {
    const taken: number[] = [];
    for (let minute = 0; minute < 90; minute += 1) {
      desk.nowMs = START + minute * 60 * SECOND;
      if (!Array.isArray(await asked['of a user']())) taken.push(minute);
    }
    expect(taken).toEqual(Array.from({ length: 61 }, (_, minute) => minute));
  });
});

test('a token that was taken makes none good that is like it', async () => {
  const token = await user();
  expect(await outcome(identity.user(token))).toEqual({ subject: '1001', mail: WANG.email });
  for (const like of [
    tampered(token, { email: 'boss@example.com' }),
    stripped(token),
    `${token}A`,
    token.slice(0, -4),
  ])
    expect(await outcome(identity.user(like))).toEqual(INVALID);
});

test.each([
  ['answers that it is not there', 404, '{}'],
  ['fails', 503, 'Service Unavailable'],
  ['answers a page', 200, '<html></html>'],
  ['answers something else', 200, '{"keys":"none"}'],
])('a key server that %s is our trouble, not the caller’s', async (_, status, body) => {
  const keys = await desk.serve((_req, res) => res.writeHead(status).end(body));
  const lost = new TokenIdentity(
    {
      issuers: [desk.name],
      jwksUrl: keys,
      userAudiences: [CLIENT],
      machines: { ring: NOBODY, summarise: NOBODY, sweep: NOBODY },
    },
    () => desk.nowMs,
  );
  expect(await outcome(lost.user(await user()))).toBeInstanceOf(Error);
});
