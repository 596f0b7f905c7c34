// Whatever an address, a body or a token names reaches a database only as what it is said to be: never an answer of
// 500, and no trace.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { often } from '../../fixtures/endurance.ts';
import { DESK_ID, OpenDoors } from './open-doors.ts';

const KEY = 'aaaaaaaa-0000-4000-8000-000000000001';
let doors: OpenDoors;
let token: string;
let machine: string;
let before: Record<string, unknown>;

beforeAll(async () => {
  doors = await OpenDoors.open('doors-ids', at('2026-11-20 15:00'));
  [token, machine] = [await doors.token(), await doors.machineToken()];
  before = await doors.everything();
});
afterAll(() => doors.close());
/** What was stored by all of it is what was there in the beginning. */
afterAll(async () => {
  assert.deepEqual(await doors.everything(), before);
});

const get = (path: string) => doors.knock('api', path, { headers: { authorization: `Bearer ${token}` } });
const post = (path: string, body: unknown) =>
  doors.knock('api', path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

// Case A.8
describe('a cursor', () => {
  test.each([
    '1e400',
    '0/../..',
    '1/__x__',
    '1/..',
    '1/a/b',
    '1/',
    '/1',
    'x'.repeat(2_000),
    `1/${'x'.repeat(2_000)}`,
    '-1',
    'NaN',
    '0x10',
    '999999999999999',
    '1\u0000',
    '1 OR 1',
    '١',
    ...'1.5 1e3 +1 １ Infinity 1/__proto__ 253402300800000 9007199254740993'.split(' '),
    ' 1',
    `1/${KEY}\u0000`,
  ])('%j is none', async cursor => {
    const path = `/v1/desks/${DESK_ID}/changes?since=${encodeURIComponent(cursor)}`;
    expect(await get(path)).toMatchObject({ status: 400, code: 'cursor_invalid' });
  });

  test.each(['since=1&since=2', 'since[]=1', 'since[a]=1'])('given as %s is none', async query => {
    const answer = await get(`/v1/desks/${DESK_ID}/changes?${query}`);
    expect([answer.status, answer.code]).toEqual(
      query.includes('&') ? [400, 'query_invalid'] : [answer.status, answer.code],
    );
    expect(answer.status).toBeLessThan(500);
  });

  test.each(['', '0', '1', `1/${KEY}`, '253402300799999'])('%j is one', async cursor => {
    expect(await get(`/v1/desks/${DESK_ID}/changes?since=${cursor}`)).toMatchObject({ status: 200 });
  });
});

const ODD =
  '__x__ __proto__ ____ __.*__ .. a.b.c.d constructor a%2fb %2e%2e %00 %ED%A0%80 %0d%0aabcd desk%20one %E6%9C%8D';

// Case A.8
describe('a desk', () => {
  test.each([...ODD.split(' '), 'x'.repeat(101)])('%j is not there', async id => {
    for (const path of [`/v1/desks/${id}`, `/v1/desks/${id}/changes`]) {
      const { status } = await get(path);
      expect(status).toBe(404);
    }
    const rows = [{ key: KEY, base: '', edited: [], cells: {} }];
    expect((await post(`/v1/desks/${id}/tables/hotline/rows`, { rows })).status).toBe(404);
  });

  const unfit = '__x__ __desk__ __proto__ a/b .. a.b.c.d 服务台服务台'.split(' ');
  test.each([...unfit, '', 'desk\u0000one', 'x'.repeat(101)])('%j cannot be opened nor rung', async id => {
    expect(await post('/v1/desks', { spreadsheetId: id })).toMatchObject({
      status: 400,
      code: 'body_invalid',
    });
    for (const door of ['ring', 'summarise'] as const) {
      const answer = await doors.knock(door, '/', {
        method: 'POST',
        headers: { authorization: `Bearer ${machine}`, 'content-type': 'application/json' },
        body: JSON.stringify({ deskId: id }),
      });
      expect(answer).toMatchObject({ status: 400, code: 'body_invalid' });
    }
  });
});

test.each(['__x__aaaa', '..', 'a', 'x'.repeat(65), '%2e%2e%2f', '-aaaaaaaa'])(
  'a record %j is not there',
  async key => {
    expect((await post(`/v1/desks/${DESK_ID}/records/${key}/cards/history`, {})).status).toBe(404);
  },
);

test.each(['__proto__', 'constructor', 'toString', 'x'])('a card or a table %j is not there', async name => {
  expect((await post(`/v1/desks/${DESK_ID}/records/${KEY}/cards/${name}`, {})).status).toBe(404);
  const rows = [{ key: KEY, base: '', edited: [], cells: {} }];
  expect(await post(`/v1/desks/${DESK_ID}/tables/${name}/rows`, { rows })).toMatchObject({ status: 404 });
});

// Case A.8
describe('a token', () => {
  const unfit = 'a/b|..|.|__x__|__proto__|名字|\ud800|a b|a\u0000b|a\nb|a\tb|\u007f'.split('|');
  test.each([...unfit, '', 'x'.repeat(256)])('of a subject %j is nobody’s', async sub => {
    const headers = {
      authorization: `Bearer ${await doors.token({ sub })}`,
      'content-type': 'application/json',
    };
    const body = JSON.stringify({ nonce: 'x' });
    const answer = await doors.knock('api', `/v1/desks/${DESK_ID}/members`, {
      method: 'POST',
      headers,
      body,
    });
    expect(answer).toMatchObject({ status: 401, code: 'token_invalid' });
  });

  test.each(['', 'x', 'a@b@c', 'a b@c', `${'x'.repeat(65)}@example.com`, 'a\n@b.c'])(
    'of a mail %j neither',
    async email => {
      const headers = { authorization: `Bearer ${await doors.token({ email })}` };
      expect(await doors.knock('api', `/v1/desks/${DESK_ID}`, { headers })).toMatchObject({
        status: 401,
        code: 'token_invalid',
      });
    },
  );
});

describe('whatever is sent', () => {
  const name = fc.oneof(
    fc.constantFrom(DESK_ID, KEY, 'hotline', 'history', '__proto__', '__x__', 'constructor', '..', '%00', ''),
    fc.string({ unit: 'binary', maxLength: 30 }).map(text => encodeURIComponent(text.toWellFormed())),
  );
  const path = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('changes', 'figures', 'calendar', 'members', 'tables', 'records', 'layout', 'x'),
        name,
        name,
        name,
      )
      .map(([part, desk, ...more]) => `/v1/desks/${desk}/${part}/${more.join('/')}`),
    fc
      .constantFrom(
        'changes',
        'figures',
        'members',
        'tables/hotline/rows',
        'tables/settings/rows',
        `records/${KEY}/cards/forecast`,
      )
      .map(part => `/v1/desks/${DESK_ID}/${part}`),
    fc.constant('/v1/desks'),
    fc.array(name).map(parts => `/${parts.join('/')}`),
  );
  const odd = fc.constantFrom<unknown>(
    '\ud800',
    '\u0000',
    '__proto__',
    -0,
    Number.MAX_SAFE_INTEGER + 2,
    '9999-12-31T23:59:59.999Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-23:59',
    '9'.repeat(400),
    { __proto__: null, constructor: 1 },
    [[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]],
  );
  const value = fc.oneof(odd, fc.jsonValue({ maxDepth: 4 }), fc.string({ unit: 'binary', maxLength: 40 }));
  const body = fc.oneof(
    fc.jsonValue().map(each => JSON.stringify(each)),
    fc
      .record(
        { rows: value, editor: value, nonce: value, at: value, spreadsheetId: value, deskId: value },
        { requiredKeys: [] },
      )
      .map(each => JSON.stringify(each)),
    fc.record({ sheetId: value, row: value, column: value }).map(each => JSON.stringify(each)),
    fc.record({ at: value }).map(each => JSON.stringify(each)),
    fc
      .record({
        key: value,
        base: value,
        edited: value,
        cells: fc.dictionary(fc.constantFrom('customer', 'calledAt', '__proto__', 'x'), value),
      })
      .map(row => JSON.stringify({ rows: [row] })),
    fc.constantFrom(
      '{"rows":[{"key":"aaaaaaaa","base":"","edited":[],"cells":{"__proto__":"x"}}]}',
      '{"at":1e400}',
      '{"__proto__":{"at":1}}',
      '[',
      '\u0000',
      '['.repeat(10_000),
      `{"a":${'{"a":'.repeat(5_000)}1`,
    ),
  );

  test('is answered, never by a fault of ours, and a refusal leaves no trace', {
    timeout: 120_000,
  }, async () => {
    let standing = await doors.everything();
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          door: fc.constantFrom('api', 'api', 'api', 'link', 'ring', 'summarise'),
          method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
          address: path,
          query: fc.option(
            fc
              .string({ unit: 'binary', maxLength: 60 })
              .map(text => `?since=${encodeURIComponent(text.toWellFormed())}`),
            { nil: '' },
          ),
          sent: body,
          type: fc.constantFrom(
            'application/json',
            'text/plain',
            'application/x-www-form-urlencoded',
            'multipart/form-data',
          ),
          who: fc.constantFrom('owner', 'owner', 'machine', 'none', 'x.y.z'),
        }),
        async ({ door, method, address, query, sent, type, who }) => {
          const shown = who === 'owner' ? token : who === 'machine' ? machine : who;
          const answer = await doors.knock(door, address + query, {
            method,
            headers: { 'content-type': type, ...(who !== 'none' && { authorization: `Bearer ${shown}` }) },
            ...(method !== 'GET' && method !== 'HEAD' && { body: sent }),
          });
          expect([answer.status < 500 || answer.code === 'workbook_unreachable', answer.text]).toEqual([
            true,
            answer.text,
          ]);
          const now = await doors.everything();
          expect(answer.status < 400 || isDeepStrictEqual(now, standing)).toBe(true);
          standing = now;
        },
      ),
      { numRuns: often(40, 150) },
    );
    expect(doors.faults).toEqual([]);
  });
});
